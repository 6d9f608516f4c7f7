using BenchmarkDotNet.Attributes;
using ReaderStudy.Statistics.Mrmc;
using ReaderStudy.Statistics.Resampling;

namespace ReaderStudy.Benchmarks;

/// <summary>From ratings in memory to every test and interval, as the packages' <c>summary(mrmc(...))</c> does.</summary>
public class MrmcBenchmarks
{
    private readonly MrmcRatings _vanDyke = Ratings("vandyke.csv");
    private readonly MrmcRatings _large = Ratings("mrmc_20x2x500.csv");

    [Benchmark(Description = "or-vandyke-jackknife")]
    public double VanDykeJackknife() => Summary(ObuchowskiRockette.Jackknife(_vanDyke, FigureOfMerit.Auc));

    [Benchmark(Description = "or-vandyke-delong")]
    public double VanDykeDeLong() => Summary(ObuchowskiRockette.DeLong(_vanDyke));

    [Benchmark(Description = "or-vandyke-unbiased")]
    public double VanDykeUnbiased() => Summary(ObuchowskiRockette.Unbiased(_vanDyke));

    [Benchmark(Description = "or-20x2x500-delong")]
    public double LargeDeLong() => Summary(ObuchowskiRockette.DeLong(_large));

    [Benchmark(Description = "or-20x2x500-jackknife")]
    public double LargeJackknife() => Summary(ObuchowskiRockette.Jackknife(_large, FigureOfMerit.Auc));

    [Benchmark(Description = "ustatistic-20x2x500")]
    public UStatisticAnalysis LargeUStatistic() => UStatistic.Of(_large);

    [Benchmark(Description = "mrmc-bootstrap-2000-vandyke")]
    public (double Lower, double Upper) Bootstrap() =>
        BootstrapInterval.PercentileBySampleQuantile(MrmcAucBootstrap.OverReadersAndCases(_vanDyke, 2000, 1).Difference(0, 1));

    private static double Summary(OrAnalysis analysis) =>
        analysis.RandomReadersRandomCases().Differences[0].Estimate.P()
        + analysis.FixedReadersRandomCases().Differences[0].Estimate.Interval().Lower
        + analysis.RandomReadersFixedCases().Differences[0].Estimate.Interval().Lower
        + analysis.DifferencesByReader().Count
        + analysis.Readings().Count;

    /// <summary>Columns: case, reader, treatment, truth, rating.</summary>
    private static MrmcRatings Ratings(string file) =>
        MrmcRatings.Of([.. BenchmarkData.Read(file).Select(r => new MrmcRating($"{r[2]}", $"{r[1]}", $"{r[0]}", r[3] > 0, r[4]))]);
}
