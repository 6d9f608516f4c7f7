using BenchmarkDotNet.Attributes;
using ReaderStudy.Statistics.Froc;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Benchmarks;

/// <summary>The free-response data set of five treatments, four readers and 200 cases, which lies beside the benchmark data.</summary>
public class FrocBenchmarks
{
    private readonly FrocReadings _readings = Read(Path.Combine(BenchmarkData.Folder, "../../stats/froc-dataset04"));

    [Benchmark(Description = "wafroc-dataset04")]
    public double WeightedAfroc()
    {
        var jackknife = FrocFigure.WeightedAfroc.LeavingOutEach(_readings);
        var analysis = ObuchowskiRockette.Of(jackknife.Figures, jackknife.Covariance());
        return analysis.RandomReadersRandomCases().Equality.P
            + analysis.FixedReadersRandomCases().Equality.P
            + analysis.RandomReadersFixedCases().Equality.P
            + analysis.DifferencesByReader().Count;
    }

    private static FrocReadings Read(string folder) =>
        FrocReadings.Of(
            [.. Cells(folder, "cases.csv").Select(r => new FrocCase(r["case"], r["truth"] != "0"))],
            [
                .. Cells(folder, "lesions.csv")
                    .Select(r => new FrocLesion(
                        r["case"],
                        r["lesion"],
                        double.Parse(r["weight"], System.Globalization.CultureInfo.InvariantCulture)
                    )),
            ],
            [
                .. Cells(folder, "input.csv")
                    .Select(r => new FrocMark(
                        r["treatment"],
                        r["reader"],
                        r["case"],
                        r["type"] == "LL" ? r["lesion"] : null,
                        double.Parse(r["rating"], System.Globalization.CultureInfo.InvariantCulture)
                    )),
            ]
        );

    private static IEnumerable<Dictionary<string, string>> Cells(string folder, string file)
    {
        var lines = File.ReadAllLines(Path.Combine(folder, file));
        var header = lines[0].Split(',');
        return lines.Skip(1).Where(l => l.Length > 0).Select(l => header.Zip(l.Split(',')).ToDictionary(c => c.First, c => c.Second));
    }
}
