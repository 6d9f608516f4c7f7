namespace ReaderStudy.Statistics.Grading;

/// <summary>
/// Abilities of several arms from comparisons of two at a time, P(i preferred to j) = e^{λ_i} / (e^{λ_i} + e^{λ_j}). A tie counts half a
/// win for either.
/// </summary>
/// <param name="Abilities">λ of each arm, that of the first arm being 0; NaN throughout when no finite estimate exists.</param>
/// <param name="Covariance">Of the abilities, first row and column 0; the comparisons are taken as independent.</param>
/// <param name="LogLikelihood">Of the comparisons' outcomes.</param>
/// <param name="LikelihoodRatio">That all arms are alike.</param>
/// <remarks>
/// Bradley RA, Terry ME (1952). Biometrika 39:324–345. doi:10.2307/2334029. A finite estimate exists when every split of the arms into
/// two groups has a win of each over the other: Ford LR (1957). American Mathematical Monthly 64:28–33. doi:10.2307/2308513
/// </remarks>
public sealed record BradleyTerry(
    IReadOnlyList<double> Abilities,
    double[,] Covariance,
    double LogLikelihood,
    ChiSquareTest LikelihoodRatio
)
{
    /// <summary>Of one ability against the first arm's.</summary>
    public IReadOnlyList<double> StandardErrors => [.. Enumerable.Range(0, Abilities.Count).Select(i => Math.Sqrt(Covariance[i, i]))];

    /// <summary>Of the difference of two abilities.</summary>
    public double StandardErrorOfDifference(int first, int second) =>
        Math.Sqrt(Covariance[first, first] + Covariance[second, second] - (2 * Covariance[first, second]));

    /// <summary>The probability that one arm is preferred to another.</summary>
    public double Probability(int first, int second) => OrdinalLikelihood.Logistic(Abilities[first] - Abilities[second]);

    /// <summary>Newton's method on a table of wins: row preferred to column; halves are ties shared.</summary>
    /// <exception cref="ArgumentException">The table is not square, has fewer than two arms, or a count that is negative or on the diagonal.</exception>
    public static BradleyTerry Of(double[,] wins)
    {
        Check(wins);
        var n = wins.GetLength(0);
        if (!AllReachAll(wins))
        {
            return Undefined(n);
        }

        var abilities = new double[n];
        for (var iteration = 0; iteration < 200; iteration++)
        {
            var (gradient, information) = Derivatives(wins, abilities);
            var step = SymmetricSystem.Of(information)?.Solve(gradient);
            if (step is null)
            {
                return Undefined(n);
            }

            var before = Value(wins, abilities);
            var scale = 1.0;
            double[] next;
            do
            {
                next = [.. abilities.Select((a, i) => i == 0 ? 0 : a + (scale * step[i - 1]))];
                scale *= 0.5;
            } while (Value(wins, next) < before - (1e-12 * Math.Abs(before)) && scale > 1e-10);

            abilities = next;
            if (step.All(s => Math.Abs(s) < 1e-9))
            {
                break;
            }
        }

        var inverse = SymmetricSystem.Of(Derivatives(wins, abilities).Information)!.Inverse();
        var covariance = new double[n, n];
        for (var i = 1; i < n; i++)
        {
            for (var j = 1; j < n; j++)
            {
                covariance[i, j] = inverse[i - 1, j - 1];
            }
        }

        var value = Value(wins, abilities);
        return new BradleyTerry(abilities, covariance, value, new ChiSquareTest(2 * (value - Value(wins, new double[n])), n - 1));
    }

    private static double Value(double[,] wins, double[] abilities)
    {
        var sum = 0.0;
        for (var i = 0; i < abilities.Length; i++)
        {
            for (var j = 0; j < abilities.Length; j++)
            {
                sum += wins[i, j] > 0 ? wins[i, j] * Math.Log(OrdinalLikelihood.Logistic(abilities[i] - abilities[j])) : 0;
            }
        }

        return sum;
    }

    private static (double[] Gradient, double[,] Information) Derivatives(double[,] wins, double[] abilities)
    {
        var n = abilities.Length;
        var gradient = new double[n - 1];
        var information = new double[n - 1, n - 1];
        for (var i = 1; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var compared = wins[i, j] + wins[j, i];
                var p = OrdinalLikelihood.Logistic(abilities[i] - abilities[j]);
                gradient[i - 1] += i == j ? 0 : wins[i, j] - (compared * p);
                information[i - 1, i - 1] += i == j ? 0 : compared * p * (1 - p);
                if (j > 0 && j != i)
                {
                    information[i - 1, j - 1] = -compared * p * (1 - p);
                }
            }
        }

        return (gradient, information);
    }

    /// <summary>Whether one can go from every arm to every other along wins.</summary>
    private static bool AllReachAll(double[,] wins)
    {
        var n = wins.GetLength(0);
        bool Reaches(Func<int, int, bool> step)
        {
            var reached = new bool[n];
            var waiting = new Stack<int>([0]);
            reached[0] = true;
            while (waiting.TryPop(out var i))
            {
                for (var j = 0; j < n; j++)
                {
                    if (!reached[j] && step(i, j))
                    {
                        reached[j] = true;
                        waiting.Push(j);
                    }
                }
            }

            return reached.All(r => r);
        }

        return Reaches((i, j) => wins[i, j] > 0) && Reaches((i, j) => wins[j, i] > 0);
    }

    private static BradleyTerry Undefined(int n)
    {
        var covariance = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                covariance[i, j] = double.NaN;
            }
        }

        return new BradleyTerry([.. Enumerable.Repeat(double.NaN, n)], covariance, double.NaN, new ChiSquareTest(double.NaN, n - 1));
    }

    private static void Check(double[,] wins)
    {
        ArgumentNullException.ThrowIfNull(wins);
        var n = wins.GetLength(0);
        if (n < 2 || wins.GetLength(1) != n)
        {
            throw new ArgumentException("Wins are a square table of at least two arms.", nameof(wins));
        }

        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                if (!(wins[i, j] >= 0) || double.IsInfinity(wins[i, j]) || (i == j && wins[i, j] != 0))
                {
                    throw new ArgumentException($"The count of arm {i} against arm {j} is not possible: {wins[i, j]}.", nameof(wins));
                }
            }
        }
    }
}
