namespace ReaderStudy.Statistics.Resampling;

/// <summary>A statistic of the cases in the given rows, which may repeat; NaN where it is not defined. It is called from several threads.</summary>
public delegate double CaseStatistic(ReadOnlySpan<int> rows);

/// <summary>The same with its variance by a formula.</summary>
public delegate (double Estimate, double Variance) CaseStatisticWithVariance(ReadOnlySpan<int> rows);

/// <summary>
/// The bootstrap: a statistic of resamples of the cases, in parallel. Each resample has a stream of its own, so that a seed gives the same
/// bytes on any number of cores.
/// </summary>
/// <remarks>Efron B (1979). The Annals of Statistics 7:1–26. doi:10.1214/aos/1176344552</remarks>
public static class Bootstrap
{
    /// <summary>Of resamples drawn by a plan.</summary>
    public static BootstrapDistribution Of(ResamplingPlan plan, CaseStatistic statistic, int replicates, ulong seed) =>
        Of(plan, WithoutVariance(statistic), replicates, seed).WithoutVariances();

    /// <summary>Of resamples drawn by a plan, with variances for studentised intervals.</summary>
    public static BootstrapDistribution Of(ResamplingPlan plan, CaseStatisticWithVariance statistic, int replicates, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(replicates);
        return Of(plan.All(), replicates, number => plan.Resample(seed, number), statistic);
    }

    /// <summary>Of resamples drawn elsewhere, each the zero-based rows of its cases.</summary>
    public static BootstrapDistribution Of(int cases, IReadOnlyList<int[]> resamples, CaseStatistic statistic) =>
        Of(cases, resamples, WithoutVariance(statistic)).WithoutVariances();

    /// <summary>Of resamples drawn elsewhere, with variances for studentised intervals.</summary>
    public static BootstrapDistribution Of(int cases, IReadOnlyList<int[]> resamples, CaseStatisticWithVariance statistic) =>
        Of([.. Enumerable.Range(0, cases)], resamples.Count, number => resamples[number], statistic);

    private static BootstrapDistribution Of(int[] all, int count, Func<int, int[]> resample, CaseStatisticWithVariance statistic)
    {
        var (estimate, variance) = statistic(all);
        var replicates = new double[count];
        var variances = new double[count];
        Parallel.For(0, count, number => (replicates[number], variances[number]) = statistic(resample(number)));
        return new BootstrapDistribution(estimate, replicates, variance, variances);
    }

    private static CaseStatisticWithVariance WithoutVariance(CaseStatistic statistic) => rows => (statistic(rows), double.NaN);

    private static BootstrapDistribution WithoutVariances(this BootstrapDistribution bootstrap) =>
        new(bootstrap.Estimate, [.. bootstrap.Replicates]);
}
