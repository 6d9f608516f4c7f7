using System.Text.Json;
using ReaderStudy.Statistics.Froc;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>RJafroc's comparisons of a standalone algorithm, the first reader, with all others.</summary>
internal static class RjafrocCad
{
    [Reproduces("RJafroc", "StSignificanceTestingCadVsRad")]
    public static object? CadAgainstRadiologists(FixtureFolder folder, FixtureBlock block)
    {
        var study = RjafrocStudy.Of(folder);
        var jackknife = study.LeavingOutEach(block.Option("FOM")!, block.Number("FPFValue", 0.2));
        var comparison = CadAgainstReaders.Of(jackknife, standalone: 0);
        var level = 1 - block.Number("alpha", 0.05);
        return block.Option("method") switch
        {
            "1T-RRFC" => FixedCases(block, comparison, level),
            "1T-RRRC" => RandomCases(block, comparison, level),
            "2T-RRRC" => TwoTreatments(block, jackknife, comparison, level),
            var method => throw new ArgumentException($"No method '{method}'.", nameof(block)),
        };
    }

    private static Dictionary<string, object?> FixedCases(FixtureBlock block, CadAgainstReaders comparison, double level)
    {
        var difference = comparison.RandomReadersFixedCases;
        var (lower, upper) = difference.Interval(level);
        return new(Figures(comparison))
        {
            ["fomRAD"] = Radiologists(block, comparison),
            ["CIAvgRadFom"] = (lower + comparison.Standalone, upper + comparison.Standalone),
            ["CIAvgDiffFom"] = (lower, upper),
            ["varR"] = comparison.ReaderVariance,
            ["Tstat"] = difference.Statistic(),
            ["df"] = difference.DegreesOfFreedom,
            ["pval"] = difference.P(),
        };
    }

    private static Dictionary<string, object?> RandomCases(FixtureBlock block, CadAgainstReaders comparison, double level)
    {
        var difference = comparison.RandomReadersRandomCases;
        var (lower, upper) = difference.Interval(level);
        return new(Figures(comparison))
        {
            ["fomRAD"] = Radiologists(block, comparison),
            ["CIAvgRad"] = (lower + comparison.Standalone, upper + comparison.Standalone),
            ["CIAvgDiffFom"] = (lower, upper),
            ["varR"] = comparison.ReaderVariance,
            ["varError"] = comparison.Differences.Components.Error,
            ["cov2"] = comparison.Differences.Components.Cov2,
            ["Tstat"] = Labelled(block, "Tstat", difference.Statistic()),
            ["df"] = Labelled(block, "df", difference.DegreesOfFreedom),
            ["pval"] = Labelled(block, "pval", difference.P()),
        };
    }

    private static Dictionary<string, object?> TwoTreatments(
        FixtureBlock block,
        LeaveOneOut jackknife,
        CadAgainstReaders comparison,
        double level
    )
    {
        var analysis = CadAgainstReaders.AsTwoTreatments(jackknife, standalone: 0);
        var inference = analysis.RandomReadersRandomCases();
        var difference = inference.Contrast(-1, 1);
        var components = analysis.Components;
        return new(Figures(comparison))
        {
            ["fomRAD"] = Radiologists(block, comparison),
            ["varDiffFom"] = comparison.ReaderVariance,
            ["ciDiffFom"] = new[]
            {
                new Dictionary<string, object?>(Row("trt2-trt1", difference, level))
                {
                    ["t"] = difference.Statistic(),
                    ["PrGTt"] = difference.P(),
                },
            },
            ["ciAvgRdrEachTrt"] = inference
                .Means.Select(
                    (mean, i) => new Dictionary<string, object?>(Row($"trt{i + 1}", mean.Estimate, level)) { ["Cov2"] = mean.Cov2 }
                )
                .ToArray(),
            ["varR"] = components.Reader,
            ["varTR"] = components.TreatmentReader,
            ["cov1"] = components.Cov1,
            ["cov2"] = components.Cov2,
            ["cov3"] = components.Cov3,
            ["varError"] = components.Error,
            ["FStat"] = inference.Equality.F,
            ["ndf"] = inference.Equality.NumeratorDf,
            ["df"] = inference.Equality.DenominatorDf,
            ["ddf"] = inference.Equality.DenominatorDf,
            ["pval"] = inference.Equality.P,
        };
    }

    private static Dictionary<string, object?> Figures(CadAgainstReaders comparison) =>
        new()
        {
            ["fomCAD"] = comparison.Standalone,
            ["avgRadFom"] = comparison.ReaderMean,
            ["avgDiffFom"] = comparison.ReaderMean - comparison.Standalone,
        };

    /// <summary>A list, or with the package's names where it left them.</summary>
    private static object Radiologists(FixtureBlock block, CadAgainstReaders comparison)
    {
        double[] figures = [.. Enumerable.Range(0, comparison.Readers.Readers.Count).Select(j => comparison.Readers[0, j])];
        if (block.Values.TryGetProperty("fomRAD", out var expected) && expected.ValueKind == JsonValueKind.Object)
        {
            return expected.EnumerateObject().Zip(figures).ToDictionary(p => p.First.Name, p => (object?)p.Second);
        }

        return figures.Length == 1 ? figures[0] : figures;
    }

    private static Dictionary<string, object?> Row(string name, MrmcEstimate estimate, double level)
    {
        var (lower, upper) = estimate.Interval(level);
        return new()
        {
            ["row"] = name,
            ["Estimate"] = estimate.Value,
            ["StdErr"] = estimate.StandardError,
            ["DF"] = estimate.DegreesOfFreedom,
            ["CILower"] = lower,
            ["CIUpper"] = upper,
        };
    }

    /// <summary>A number that the package leaves named like its first radiologist, whatever that name is.</summary>
    private static object Labelled(FixtureBlock block, string name, double value) =>
        block.Values.TryGetProperty(name, out var expected) && expected.ValueKind == JsonValueKind.Object
            ? expected.EnumerateObject().ToDictionary(p => p.Name, _ => (object?)value)
            : value;
}
