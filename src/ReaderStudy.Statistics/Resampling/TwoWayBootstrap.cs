namespace ReaderStudy.Statistics.Resampling;

/// <summary>A statistic of readers and of cases in the given rows, both of which may repeat; NaN where it is not defined. It is called from several threads.</summary>
public delegate double ReaderCaseStatistic(ReadOnlySpan<int> readers, ReadOnlySpan<int> rows);

/// <summary>
/// The bootstrap over readers and cases at once, each drawn by a plan of its own, for any statistic; for the mean AUC see
/// <see cref="MrmcAucBootstrap"/>, which is far faster. The same seed gives the same bytes on any number of cores.
/// </summary>
/// <remarks>
/// Gallas BD, Bandos A, Samuelson FW, Wagner RF (2009). Communications in Statistics - Theory and Methods 38:2586–2603.
/// doi:10.1080/03610920802610084
/// </remarks>
public static class TwoWayBootstrap
{
    /// <param name="readers">How readers are drawn.</param>
    /// <param name="cases">How cases are drawn: singly, within strata, or by cluster.</param>
    /// <param name="statistic">Of positions of readers and rows of cases.</param>
    /// <param name="replicates">Number of resamples.</param>
    /// <param name="seed">Of the whole analysis.</param>
    public static BootstrapDistribution Of(
        ResamplingPlan readers,
        ResamplingPlan cases,
        ReaderCaseStatistic statistic,
        int replicates,
        ulong seed
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(replicates);
        var values = new double[replicates];
        Parallel.For(
            0,
            replicates,
            number =>
            {
                // One stream for a resample: readers first, then cases.
                var stream = new RandomStream(seed, (ulong)number);
                var drawnReaders = readers.Resample(stream);
                values[number] = statistic(drawnReaders, cases.Resample(stream));
            }
        );
        return new BootstrapDistribution(statistic(readers.All(), cases.All()), values);
    }
}
