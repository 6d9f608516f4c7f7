namespace ReaderStudy.Statistics.Grading;

/// <summary>
/// Ordinal regression by the proportional odds model, logit P(Y ≤ j) = ζ_j − xᵀβ: exp(β) is the factor by which the odds of a higher
/// category, whichever the cut, grow with x. Maximum likelihood by Newton's method with the exact second derivatives; the sign of β and
/// the thresholds are those of R's MASS polr and ordinal clm.
/// </summary>
/// <remarks>McCullagh P (1980). Journal of the Royal Statistical Society B 42:109–142. doi:10.1111/j.2517-6161.1980.tb01109.x</remarks>
public static class ProportionalOdds
{
    private const int MaxIterations = 100;

    /// <summary>
    /// Fits the model. Categories are any integers in their order; those that no row has are left out. When a covariate separates the
    /// categories there is no finite estimate: <see cref="ProportionalOddsFit.Converged"/> is false then and the estimates are NaN.
    /// </summary>
    /// <param name="categories">One a row.</param>
    /// <param name="covariates">Rows by covariates, without a constant (the thresholds take its place).</param>
    /// <exception cref="BadInputException">Rows whose covariates are not finite numbers; a single category; a covariate that is a combination of others or constant.</exception>
    public static ProportionalOddsFit Fit(IReadOnlyList<int> categories, double[,] covariates)
    {
        ArgumentNullException.ThrowIfNull(categories);
        ArgumentNullException.ThrowIfNull(covariates);
        Check(categories, covariates);
        int[] used = [.. categories.Distinct().Order()];
        if (used.Length < 2)
        {
            throw new BadInputException("All rows have the same category; there is nothing to explain.");
        }

        var index = used.Select((category, k) => (category, k)).ToDictionary(c => c.category, c => c.k);
        var likelihood = new OrdinalLikelihood([.. categories.Select(c => index[c])], used.Length, covariates);
        var (parameters, value, iterations, converged) = Maximise(likelihood, likelihood.Start());
        return new ProportionalOddsFit(used, likelihood, parameters, value, iterations, converged);
    }

    internal static (double[] Parameters, double Value, int Iterations, bool Converged) Maximise(
        OrdinalLikelihood likelihood,
        double[] start
    )
    {
        var (parameters, value) = (start, likelihood.Value(start));
        for (var iteration = 1; iteration <= MaxIterations; iteration++)
        {
            var (gradient, information) = likelihood.Derivatives(parameters);
            if (SymmetricSystem.Of(information) is not { } system)
            {
                return (parameters, value, iteration, false);
            }

            var step = system.Solve(gradient);
            var (next, nextValue) = (parameters, value);
            for (var scale = 1.0; scale > 1e-10; scale *= 0.5)
            {
                next = [.. parameters.Select((p, k) => p + (scale * step[k]))];
                nextValue = likelihood.Value(next);
                if (nextValue >= value - (1e-12 * Math.Abs(value)))
                {
                    break;
                }
            }

            (parameters, value) = (next, nextValue);
            // Where a covariate separates the categories, the likelihood gains ever less but the predictors keep moving.
            if (likelihood.LargestMove(step) < 1e-8)
            {
                return (parameters, value, iteration, true);
            }
        }

        return (parameters, value, MaxIterations, false);
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static void Check(IReadOnlyList<int> categories, double[,] covariates)
    {
        if (covariates.GetLength(0) != categories.Count)
        {
            throw new ArgumentException(
                $"There are {categories.Count} categories but {covariates.GetLength(0)} rows of covariates.",
                nameof(covariates)
            );
        }

        var faults = new List<InputFault>();
        for (var i = 0; i < categories.Count; i++)
        {
            for (var k = 0; k < covariates.GetLength(1); k++)
            {
                if (!double.IsFinite(covariates[i, k]))
                {
                    faults.Add(new InputFault(i, $"Covariate {k + 1} is not a number; leave the row out or fill it in."));
                }
            }
        }

        BadInputException.ThrowIfAny(faults);
        CheckRank(covariates);
    }

    /// <summary>Takes from each covariate what a constant and the covariates before it explain; something must remain.</summary>
    private static void CheckRank(double[,] covariates)
    {
        var rows = covariates.GetLength(0);
        var basis = new List<double[]> { Normalised([.. Enumerable.Repeat(1.0, rows)]) };
        for (var k = 0; k < covariates.GetLength(1); k++)
        {
            double[] column = [.. Enumerable.Range(0, rows).Select(i => covariates[i, k])];
            var size = Math.Sqrt(Dot(column, column));
            foreach (var direction in basis)
            {
                var along = Dot(column, direction);
                for (var i = 0; i < rows; i++)
                {
                    column[i] -= along * direction[i];
                }
            }

            if (!(Math.Sqrt(Dot(column, column)) > 1e-9 * size))
            {
                throw new BadInputException($"Covariate {k + 1} is constant or a combination of the covariates before it; leave it out.");
            }

            basis.Add(Normalised(column));
        }
    }

    private static double[] Normalised(double[] vector)
    {
        var size = Math.Sqrt(Dot(vector, vector));
        return [.. vector.Select(v => v / size)];
    }
}
