namespace ReaderStudy.Statistics.Grading;

/// <summary>
/// Covariance of an ordinal regression's estimates when rows of one cluster (a case read by many, a reader of many cases) depend on each
/// other: I⁻¹ (Σ_g s_g s_gᵀ) I⁻¹ · G / (G − 1), with s_g the summed scores of cluster g of G. It is trustworthy with some 30 clusters
/// or more; few readers are better kept as fixed effects.
/// </summary>
/// <remarks>
/// Liang KY, Zeger SL (1986). Biometrika 73:13–22. doi:10.1093/biomet/73.1.13.
/// Two ways: Cameron AC, Gelbach JB, Miller DL (2011). Journal of Business and Economic Statistics 29:238–249.
/// doi:10.1198/jbes.2010.07136
/// </remarks>
public static class ClusterCovariance
{
    /// <summary>By one cluster a row, as R's sandwich vcovCL gives it. NaN with a single cluster, or when the fit did not converge.</summary>
    public static double[,] OneWay<T>(ProportionalOddsFit fit, IReadOnlyList<T> clusters)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(clusters);
        if (clusters.Count != fit.Observations)
        {
            throw new ArgumentException($"There are {fit.Observations} rows but {clusters.Count} clusters.", nameof(clusters));
        }

        var size = fit.Parameters.Length;
        var scores = new Dictionary<T, double[]>();
        for (var i = 0; i < clusters.Count; i++)
        {
            if (!scores.TryGetValue(clusters[i], out var sum))
            {
                scores.Add(clusters[i], sum = new double[size]);
            }

            var score = fit.Likelihood.Score(i, fit.Parameters);
            for (var k = 0; k < size; k++)
            {
                sum[k] += score[k];
            }
        }

        // I⁻¹ s for every cluster; the covariance is the sum of their squares.
        var covariance = new double[size, size];
        foreach (var sum in scores.Values)
        {
            var moved = new double[size];
            for (var r = 0; r < size; r++)
            {
                for (var c = 0; c < size; c++)
                {
                    moved[r] += fit.Covariance[r, c] * sum[c];
                }
            }

            for (var r = 0; r < size; r++)
            {
                for (var c = 0; c < size; c++)
                {
                    covariance[r, c] += moved[r] * moved[c];
                }
            }
        }

        var scale = scores.Count < 2 ? double.NaN : scores.Count / (scores.Count - 1.0);
        return Combine(covariance, covariance, (v, _) => v * scale);
    }

    /// <summary>
    /// By reader and case at once: that by reader, plus that by case, less that by reader and case together. A variance may come out
    /// negative with few clusters; its standard error is NaN then.
    /// </summary>
    public static double[,] TwoWay<TReader, TCase>(ProportionalOddsFit fit, IReadOnlyList<TReader> readers, IReadOnlyList<TCase> cases)
        where TReader : notnull
        where TCase : notnull
    {
        ArgumentNullException.ThrowIfNull(readers);
        ArgumentNullException.ThrowIfNull(cases);
        List<(TReader, TCase)> both = [.. readers.Zip(cases)];
        var sum = Combine(OneWay(fit, readers), OneWay(fit, cases), (r, c) => r + c);
        return Combine(sum, OneWay(fit, both), (s, b) => s - b);
    }

    private static double[,] Combine(double[,] first, double[,] second, Func<double, double, double> with)
    {
        var result = new double[first.GetLength(0), first.GetLength(1)];
        for (var r = 0; r < result.GetLength(0); r++)
        {
            for (var c = 0; c < result.GetLength(1); c++)
            {
                result[r, c] = with(first[r, c], second[r, c]);
            }
        }

        return result;
    }
}
