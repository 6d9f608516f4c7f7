using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Assistance;

/// <summary>One coefficient of a regression, with standard errors for each way in which rows may hang together.</summary>
/// <param name="Name">Of the column.</param>
/// <param name="Estimate">The coefficient; of a logistic model the log odds ratio.</param>
/// <param name="ByReader">Standard error with readers as clusters.</param>
/// <param name="ByCase">Standard error with cases as clusters.</param>
/// <param name="TwoWay">Standard error with both; NaN when the estimated variance is not positive.</param>
/// <param name="DegreesOfFreedom">Of the t-distribution for the two-way standard error: the smaller number of clusters less one.</param>
public sealed record ClusteredCoefficient(
    string Name,
    double Estimate,
    double ByReader,
    double ByCase,
    double TwoWay,
    double DegreesOfFreedom
)
{
    /// <summary>Two-sided p-value with the two-way standard error.</summary>
    public double P => StudentsT.TwoSidedP(Estimate / TwoWay, DegreesOfFreedom);

    /// <summary>Interval with the two-way standard error.</summary>
    public (double Lower, double Upper) Interval(double level = 0.95)
    {
        var half = StudentsT.Critical(level, DegreesOfFreedom) * TwoWay;
        return (Estimate - half, Estimate + half);
    }
}

/// <summary>A fitted regression.</summary>
/// <param name="Rows">Rows that were used.</param>
/// <param name="Readers">Clusters of the first way.</param>
/// <param name="Cases">Clusters of the second way.</param>
/// <param name="Coefficients">In the order of the columns; without those left out.</param>
/// <param name="LeftOut">Columns that are constant, or a combination of earlier ones.</param>
/// <param name="Converged">False when the fit ran to infinity (separated data): estimates and errors are then NaN.</param>
public sealed record ClusteredFit(
    int Rows,
    int Readers,
    int Cases,
    IReadOnlyList<ClusteredCoefficient> Coefficients,
    IReadOnlyList<string> LeftOut,
    bool Converged
);

/// <summary>
/// Linear and logistic regression of readings with covariance matrices that allow readings of one reader, of one case, or of either to be
/// correlated. A sandwich A (Σ s sᵀ) A of the clusters' scores s, scaled by G/(G − 1) · (N − 1)/(N − K) for G clusters, N rows and K
/// columns; two-way it is the matrix by reader plus that by case minus that by both. NaN with one cluster.
/// </summary>
/// <remarks>
/// Liang KY, Zeger SL (1986). Biometrika 73:13–22. doi:10.1093/biomet/73.1.13. Two-way: Cameron AC, Gelbach JB, Miller DL (2011). Journal
/// of Business &amp; Economic Statistics 29:238–249. doi:10.1198/jbes.2010.07136
/// </remarks>
public static class ClusteredRegression
{
    private const int MostSteps = 100;

    /// <summary>Least squares of <paramref name="outcome"/> on the columns (give the intercept as one of them).</summary>
    public static ClusteredFit Linear(
        IReadOnlyList<(string Name, double[] Values)> columns,
        double[] outcome,
        IReadOnlyList<string> readers,
        IReadOnlyList<string> cases
    )
    {
        Check(columns, outcome, readers, cases);
        var basis = new OrthogonalBasis(columns);
        var estimates = basis.Solve(outcome);
        var residuals = new double[outcome.Length];
        for (var i = 0; i < outcome.Length; i++)
        {
            residuals[i] = outcome[i] - basis.Predict(estimates, i);
        }

        return Fit(basis, estimates, residuals, readers, cases, converged: true);
    }

    /// <summary>Logistic regression of an outcome that is 0 or 1, by iteratively reweighted least squares.</summary>
    public static ClusteredFit Logistic(
        IReadOnlyList<(string Name, double[] Values)> columns,
        double[] outcome,
        IReadOnlyList<string> readers,
        IReadOnlyList<string> cases
    )
    {
        Check(columns, outcome, readers, cases);
        var basis = new OrthogonalBasis(columns);
        var estimates = new double[basis.Count];
        var converged = false;
        for (var step = 0; step < MostSteps && !converged; step++)
        {
            var (weighted, target) = Reweighted(basis, estimates, outcome);
            if (weighted.Count < basis.Count)
            {
                break;
            }

            var next = weighted.Solve(target);
            converged = Change(estimates, next) < 1e-10;
            estimates = next;
        }

        var residuals = new double[outcome.Length];
        for (var i = 0; i < outcome.Length; i++)
        {
            var log = basis.Predict(estimates, i);
            converged &= Math.Abs(log) < 30;
            residuals[i] = outcome[i] - Probability(log);
        }

        if (!converged)
        {
            Array.Fill(estimates, double.NaN);
            Array.Fill(residuals, double.NaN);
            return Fit(basis, estimates, residuals, readers, cases, converged: false);
        }

        return Fit(Reweighted(basis, estimates, outcome).Weighted, estimates, residuals, readers, cases, converged: true, basis);
    }

    private static double Probability(double log) => 1 / (1 + Math.Exp(-log));

    private static (OrthogonalBasis Weighted, double[] Target) Reweighted(OrthogonalBasis basis, double[] estimates, double[] outcome)
    {
        var weights = new double[outcome.Length];
        var target = new double[outcome.Length];
        for (var i = 0; i < outcome.Length; i++)
        {
            var log = Math.Clamp(basis.Predict(estimates, i), -40, 40);
            var p = Probability(log);
            weights[i] = Math.Sqrt(p * (1 - p));
            target[i] = weights[i] * (log + ((outcome[i] - p) / (p * (1 - p))));
        }

        return (basis.Weighted(weights), target);
    }

    private static double Change(double[] before, double[] after)
    {
        var change = 0.0;
        for (var k = 0; k < before.Length; k++)
        {
            change = Math.Max(change, Math.Abs(after[k] - before[k]) / Math.Max(1, Math.Abs(after[k])));
        }

        return change;
    }

    // The inverse cross product of the bread is A; the rows of the scores are those of the bread unless others are given.
    private static ClusteredFit Fit(
        OrthogonalBasis bread,
        double[] estimates,
        double[] residuals,
        IReadOnlyList<string> readers,
        IReadOnlyList<string> cases,
        bool converged,
        OrthogonalBasis? scores = null
    )
    {
        string[] both = [.. readers.Select((r, i) => $"{r}\n{cases[i]}")];
        var rows = scores ?? bread;
        var (byReader, readerCount) = Variances(bread, rows, residuals, readers);
        var (byCase, caseCount) = Variances(bread, rows, residuals, cases);
        var (byBoth, _) = Variances(bread, rows, residuals, both);
        var df = Math.Min(readerCount, caseCount) - 1;
        var coefficients = new List<ClusteredCoefficient>();
        for (var k = 0; k < estimates.Length; k++)
        {
            var twoWay = byReader[k] + byCase[k] - byBoth[k];
            coefficients.Add(
                new ClusteredCoefficient(
                    bread.Names[k],
                    estimates[k],
                    Math.Sqrt(byReader[k]),
                    Math.Sqrt(byCase[k]),
                    twoWay > 0 ? Math.Sqrt(twoWay) : double.NaN,
                    df
                )
            );
        }

        return new ClusteredFit(residuals.Length, readerCount, caseCount, coefficients, bread.LeftOut, converged);
    }

    /// <summary>The diagonal of the sandwich, and the number of clusters.</summary>
    private static (double[] Variances, int Clusters) Variances(
        OrthogonalBasis bread,
        OrthogonalBasis rows,
        double[] residuals,
        IReadOnlyList<string> clusters
    )
    {
        var sums = new Dictionary<string, double[]>(StringComparer.Ordinal);
        for (var i = 0; i < residuals.Length; i++)
        {
            if (!sums.TryGetValue(clusters[i], out var sum))
            {
                sum = new double[rows.Count];
                sums.Add(clusters[i], sum);
            }

            for (var k = 0; k < sum.Length; k++)
            {
                sum[k] += rows.Value(k, i) * residuals[i];
            }
        }

        double g = sums.Count,
            n = residuals.Length;
        var scale = g / (g - 1) * (n - 1) / (n - rows.Count);
        var variances = new double[rows.Count];
        foreach (var sum in sums.Values)
        {
            var influence = bread.InverseCrossProductTimes(sum);
            for (var k = 0; k < variances.Length; k++)
            {
                variances[k] += influence[k] * influence[k];
            }
        }

        for (var k = 0; k < variances.Length; k++)
        {
            variances[k] = g > 1 && n > rows.Count ? variances[k] * scale : double.NaN;
        }

        return (variances, sums.Count);
    }

    private static void Check(
        IReadOnlyList<(string Name, double[] Values)> columns,
        double[] outcome,
        IReadOnlyList<string> readers,
        IReadOnlyList<string> cases
    )
    {
        var n = outcome.Length;
        if (n == 0 || readers.Count != n || cases.Count != n || columns.Any(c => c.Values.Length != n))
        {
            throw new ArgumentException(
                "Columns, outcome, readers and cases must be of the same length, at least one row.",
                nameof(columns)
            );
        }
    }
}
