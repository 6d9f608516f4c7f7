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
        var covariance = jackknife.Covariance();
        var comparison = StandaloneModel.Of(jackknife.Figures, covariance, model: 0);
        var level = 1 - block.Number("alpha", 0.05);
        return block.Option("method") switch
        {
            "1T-RRFC" => FixedCases(block, comparison, level),
            "1T-RRRC" => RandomCases(block, comparison, level),
            "2T-RRRC" => TwoTreatments(block, StandaloneAsTreatment.Of(jackknife.Figures, covariance, model: 0), comparison, level),
            var method => throw new ArgumentException($"No method '{method}'.", nameof(block)),
        };
    }

    private static Dictionary<string, object?> FixedCases(FixtureBlock block, StandaloneComparison comparison, double level)
    {
        var difference = ReaderLessModel(comparison.RandomReadersFixedCases);
        var (lower, upper) = difference.Interval(level);
        return new(Figures(comparison))
        {
            ["fomRAD"] = Radiologists(block, comparison),
            ["CIAvgRadFom"] = (lower + comparison.ModelFigure.Value, upper + comparison.ModelFigure.Value),
            ["CIAvgDiffFom"] = (lower, upper),
            ["varR"] = comparison.Readers.Anova.Reader.Value,
            ["Tstat"] = difference.Statistic(),
            ["df"] = difference.DegreesOfFreedom,
            ["pval"] = difference.P(),
        };
    }

    private static Dictionary<string, object?> RandomCases(FixtureBlock block, StandaloneComparison comparison, double level)
    {
        var difference = ReaderLessModel(comparison.RandomReadersRandomCases);
        var (lower, upper) = difference.Interval(level);
        return new(Figures(comparison))
        {
            ["fomRAD"] = Radiologists(block, comparison),
            ["CIAvgRad"] = (lower + comparison.ModelFigure.Value, upper + comparison.ModelFigure.Value),
            ["CIAvgDiffFom"] = (lower, upper),
            ["varR"] = comparison.Readers.Anova.Reader.Value,
            ["varError"] = comparison.Differences.Components.Error,
            ["cov2"] = comparison.Differences.Components.Cov2,
            ["Tstat"] = Labelled(block, "Tstat", difference.Statistic()),
            ["df"] = Labelled(block, "df", difference.DegreesOfFreedom),
            ["pval"] = Labelled(block, "pval", difference.P()),
        };
    }

    private static Dictionary<string, object?> TwoTreatments(
        FixtureBlock block,
        OrAnalysis analysis,
        StandaloneComparison comparison,
        double level
    )
    {
        var inference = analysis.RandomReadersRandomCases();
        var difference = inference.Contrast(-1, 1);
        var components = analysis.Components;
        return new(Figures(comparison))
        {
            ["fomRAD"] = Radiologists(block, comparison),
            ["varDiffFom"] = comparison.Readers.Anova.Reader.Value,
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

    /// <summary>The package subtracts the algorithm.</summary>
    private static MrmcEstimate ReaderLessModel(MrmcEstimate difference) => difference with { Value = -difference.Value };

    private static Dictionary<string, object?> Figures(StandaloneComparison comparison) =>
        new()
        {
            ["fomCAD"] = comparison.ModelFigure.Value,
            ["avgRadFom"] = comparison.Readers.Figures.MeanOf(0),
            ["avgDiffFom"] = comparison.Readers.Figures.MeanOf(0) - comparison.ModelFigure.Value,
        };

    /// <summary>A list, or with the package's names where it left them.</summary>
    private static object Radiologists(FixtureBlock block, StandaloneComparison comparison)
    {
        double[] figures = [.. Enumerable.Range(0, comparison.Readers.Figures.Readers.Count).Select(j => comparison.Readers.Figures[0, j])];
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
