using BenchmarkDotNet.Attributes;
using ReaderStudy.Statistics.Resampling;
using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Benchmarks;

/// <summary>Time and memory as the number of cases grows: n log n and n.</summary>
public class RocGrowth
{
    private bool[] _truth = [];
    private double[] _a = [];
    private double[] _b = [];

    [Params(1_000, 10_000, 100_000, 1_000_000)]
    public int Cases { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        var stream = new RandomStream(4, 0);
        _truth = [.. Enumerable.Range(0, Cases).Select(_ => stream.Uniform() < 0.4)];
        var common = _truth.Select(t => (t ? 1.0 : 0.0) + stream.Gaussian()).ToArray();
        _a = [.. common.Select(c => c + stream.Gaussian())];
        _b = [.. common.Select(c => c + stream.Gaussian())];
    }

    [Benchmark(Description = "auc")]
    public double Auc()
    {
        var cases = RatedCases.Of(_truth, _a);
        return EmpiricalAuc.Of(cases.Negatives, cases.Positives);
    }

    [Benchmark(Description = "paired-delong")]
    public double PairedDeLong() => PairedAucTest.Of(RocBenchmarks.Curve(_a, _truth), RocBenchmarks.Curve(_b, _truth)).P;
}
