namespace ReaderStudy.Statistics.Grading;

/// <summary>
/// Log-likelihood of the proportional odds model with its derivatives. Parameters: the thresholds ζ₁ &lt; … &lt; ζ_{K−1}, then β, in
/// P(Y ≤ j) = F(ζ_j − offset − xᵀβ), F logistic; it is concave in them (Pratt JW 1981, JASA 76:103–106).
/// </summary>
internal sealed class OrdinalLikelihood(int[] categories, int categoryCount, double[,] covariates, double[]? offset = null)
{
    public int Observations => categories.Length;

    public int Thresholds => categoryCount - 1;

    public int Covariates => covariates.GetLength(1);

    public int Parameters => Thresholds + Covariates;

    public int CategoryOf(int observation) => categories[observation];

    public double Covariate(int observation, int covariate) => covariates[observation, covariate];

    /// <summary>The thresholds that fit the categories' shares, and β = 0.</summary>
    public double[] Start()
    {
        var start = new double[Parameters];
        var counts = new double[categoryCount];
        foreach (var category in categories)
        {
            counts[category]++;
        }

        var below = 0.0;
        for (var j = 0; j < Thresholds; j++)
        {
            below += counts[j];
            start[j] = Math.Log(below / (Observations - below));
        }

        return start;
    }

    /// <summary>xᵀβ and the offset.</summary>
    public double Predictor(int observation, ReadOnlySpan<double> parameters)
    {
        var sum = offset?[observation] ?? 0;
        for (var k = 0; k < Covariates; k++)
        {
            sum += covariates[observation, k] * parameters[Thresholds + k];
        }

        return sum;
    }

    /// <summary>−∞ when thresholds are out of order.</summary>
    public double Value(ReadOnlySpan<double> parameters)
    {
        var sum = 0.0;
        for (var i = 0; i < Observations; i++)
        {
            var (upper, lower) = Limits(i, parameters);
            if (!(upper > lower))
            {
                return double.NegativeInfinity;
            }

            sum += Math.Log(Between(lower, upper));
        }

        return sum;
    }

    /// <summary>The gradient and minus the second derivatives (the observed information).</summary>
    public (double[] Gradient, double[,] Information) Derivatives(ReadOnlySpan<double> parameters)
    {
        var gradient = new double[Parameters];
        var information = new double[Parameters, Parameters];
        var (atUpper, atLower) = (new double[Parameters], new double[Parameters]);
        for (var i = 0; i < Observations; i++)
        {
            var piece = Piece(i, parameters);
            Directions(i, atUpper, atLower);
            for (var r = 0; r < Parameters; r++)
            {
                gradient[r] += (piece.ByUpper * atUpper[r]) + (piece.ByLower * atLower[r]);
                for (var c = 0; c <= r; c++)
                {
                    information[r, c] -=
                        (piece.ByUpperTwice * atUpper[r] * atUpper[c])
                        + (piece.ByLowerTwice * atLower[r] * atLower[c])
                        + (piece.ByBoth * ((atUpper[r] * atLower[c]) + (atLower[r] * atUpper[c])));
                }
            }
        }

        for (var r = 0; r < Parameters; r++)
        {
            for (var c = 0; c < r; c++)
            {
                information[c, r] = information[r, c];
            }
        }

        return (gradient, information);
    }

    /// <summary>One observation's part of the gradient.</summary>
    public double[] Score(int observation, ReadOnlySpan<double> parameters)
    {
        var (atUpper, atLower) = (new double[Parameters], new double[Parameters]);
        var piece = Piece(observation, parameters);
        Directions(observation, atUpper, atLower);
        var score = new double[Parameters];
        for (var r = 0; r < Parameters; r++)
        {
            score[r] = (piece.ByUpper * atUpper[r]) + (piece.ByLower * atLower[r]);
        }

        return score;
    }

    /// <summary>By how much a step moves the cut of any row that it moves most.</summary>
    public double LargestMove(ReadOnlySpan<double> step)
    {
        var largest = 0.0;
        for (var i = 0; i < Observations; i++)
        {
            var (upper, lower) = Limits(i, step);
            var offsetOfRow = offset?[i] ?? 0;
            largest = double.IsFinite(upper) ? Math.Max(largest, Math.Abs(upper + offsetOfRow)) : largest;
            largest = double.IsFinite(lower) ? Math.Max(largest, Math.Abs(lower + offsetOfRow)) : largest;
        }

        return largest;
    }

    /// <summary>The logistic distribution.</summary>
    public static double Logistic(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    /// <summary>F(upper) − F(lower), from the tail in which no digits are lost.</summary>
    public static double Between(double lower, double upper) =>
        lower > 0 ? Logistic(-lower) - Logistic(-upper) : Logistic(upper) - Logistic(lower);

    private (double Upper, double Lower) Limits(int observation, ReadOnlySpan<double> parameters)
    {
        var predictor = Predictor(observation, parameters);
        var category = categories[observation];
        return (
            category == categoryCount - 1 ? double.PositiveInfinity : parameters[category] - predictor,
            category == 0 ? double.NegativeInfinity : parameters[category - 1] - predictor
        );
    }

    /// <summary>First and second derivatives of ln(F(upper) − F(lower)) by its two limits.</summary>
    private (double ByUpper, double ByLower, double ByUpperTwice, double ByLowerTwice, double ByBoth) Piece(
        int observation,
        ReadOnlySpan<double> parameters
    )
    {
        var (upper, lower) = Limits(observation, parameters);
        var p = Between(lower, upper);
        var (densityUpper, densityLower) = (Density(upper), Density(lower));
        var (byUpper, byLower) = (densityUpper / p, -densityLower / p);
        return (
            byUpper,
            byLower,
            (byUpper * (1 - (2 * Logistic(upper)))) - (byUpper * byUpper),
            (byLower * (1 - (2 * Logistic(lower)))) - (byLower * byLower),
            -byUpper * byLower
        );
    }

    private static double Density(double x) => Logistic(x) * Logistic(-x);

    /// <summary>How the two limits move with each parameter.</summary>
    private void Directions(int observation, double[] atUpper, double[] atLower)
    {
        Array.Clear(atUpper);
        Array.Clear(atLower);
        var category = categories[observation];
        if (category < Thresholds)
        {
            atUpper[category] = 1;
        }

        if (category > 0)
        {
            atLower[category - 1] = 1;
        }

        for (var k = 0; k < Covariates; k++)
        {
            atUpper[Thresholds + k] = atLower[Thresholds + k] = -covariates[observation, k];
        }
    }
}
