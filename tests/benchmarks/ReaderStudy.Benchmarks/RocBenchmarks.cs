using BenchmarkDotNet.Attributes;
using ReaderStudy.Statistics.Resampling;
using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Benchmarks;

/// <summary>From truths and scores in memory to the interval or test, sorting included.</summary>
public class RocBenchmarks
{
    private readonly bool[] _truth;
    private readonly double[] _a;
    private readonly double[] _b;
    private readonly double[] _sample;

    public RocBenchmarks()
    {
        var rows = BenchmarkData.Read("roc_10000.csv");
        _truth = [.. rows.Select(r => r[0] > 0)];
        _a = [.. rows.Select(r => r[1])];
        _b = [.. rows.Select(r => r[2])];
        var stream = new RandomStream(9, 0);
        _sample = [.. Enumerable.Range(0, 100).Select(_ => Math.Exp(stream.Gaussian()))];
    }

    [Benchmark(Description = "auc-10000")]
    public double Auc()
    {
        var cases = RatedCases.Of(_truth, _a);
        return EmpiricalAuc.Of(cases.Negatives, cases.Positives);
    }

    [Benchmark(Description = "roc-delong-10000")]
    public (double Lower, double Upper) Interval()
    {
        var curve = Curve(_a, _truth);
        return AucInterval.Wald(curve.Auc, DeLong.Variance(curve));
    }

    [Benchmark(Description = "paired-delong-10000")]
    public double Paired() => PairedAucTest.Of(Curve(_a, _truth), Curve(_b, _truth)).P;

    [Benchmark(Description = "paired-bootstrap-2000x1000")]
    public PairedAucBootstrap PairedBootstrap() =>
        PairedAucBootstrap.Of(
            RatedCases.Of(_truth[..1000], _a.AsSpan(0, 1000)),
            RatedCases.Of(_truth[..1000], _b.AsSpan(0, 1000)),
            2000,
            1
        );

    [Benchmark(Description = "bca-mean-2000x100")]
    public (double Lower, double Upper) Bca()
    {
        var plan = ResamplingPlan.OverCases(_sample.Length);
        var bootstrap = Bootstrap.Of(plan, Mean, 2000, 1);
        return BootstrapInterval.BiasCorrectedAccelerated(bootstrap, Influence.Acceleration(Influence.Jackknife(plan, Mean)));
    }

    internal static Placements Curve(double[] scores, bool[] truth)
    {
        var cases = RatedCases.Of(truth, scores);
        return Placements.Of(cases.Negatives, cases.Positives);
    }

    private double Mean(ReadOnlySpan<int> rows)
    {
        var sum = 0.0;
        foreach (var row in rows)
        {
            sum += _sample[row];
        }

        return sum / rows.Length;
    }
}
