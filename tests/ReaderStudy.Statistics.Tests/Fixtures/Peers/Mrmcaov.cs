using System.Text.Json;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>The R package MRMCaov: multi-reader and single-reader analyses with all its designs, metrics and covariances.</summary>
internal static class Mrmcaov
{
    [Reproduces("MRMCaov", "mrmc, summary")]
    public static object? MultiReader(FixtureFolder folder, FixtureBlock block) =>
        new MrmcaovSummary(MrmcInput.Of(folder), block).Tree(block.Option("fixed") ?? "none");

    /// <summary>Each reader alone, with random cases.</summary>
    [Reproduces("MRMCaov", "srmc, summary")]
    public static object? SingleReader(FixtureFolder folder, FixtureBlock block)
    {
        var input = MrmcInput.Of(folder);
        var readers =
            block.Values.ValueKind == JsonValueKind.Array
                ? block.Values.EnumerateArray().Select(v => v.GetProperty("reader").ToString())
                : input.Readers;
        return readers
            .Select(reader =>
            {
                var tree = new MrmcaovSummary(input.OfReader(reader), block).Tree("reader");
                tree["reader"] = reader;
                return tree;
            })
            .ToList();
    }

    /// <summary>The analysis that a block's options ask for.</summary>
    public static OrAnalysis Analyse(MrmcInput input, FixtureBlock block)
    {
        var figure = Figure(block);
        var design = Design(input.Ratings);
        return block.Option("cov") switch
        {
            "DeLong" => ObuchowskiRockette.Of(FigureOfMerit.Auc.ForAll(input.Ratings), ErrorCovariances.DeLong(input.Ratings), design),
            "unbiased" => ObuchowskiRockette.Of(FigureOfMerit.Auc.ForAll(input.Ratings), ErrorCovariances.Unbiased(input.Ratings), design),
            _ => ObuchowskiRockette.Of(figure.ForAll(input.Ratings), ErrorCovariances.Jackknife(input.Ratings, figure), design),
        };
    }

    public static MrmcDesign Design(MrmcRatings ratings) =>
        MrmcDesigns.Of(ratings) ?? throw new InvalidOperationException("The ratings follow no design.");

    public static FigureOfMerit Figure(FixtureBlock block)
    {
        var extra = block.Options.TryGetProperty("extra", out var given) && given.ValueKind == JsonValueKind.Object ? given : default;
        double Number(string name, double otherwise) =>
            extra.ValueKind == JsonValueKind.Object && extra.TryGetProperty(name, out var value) ? value.GetDouble() : otherwise;
        string? Text(string name) =>
            extra.ValueKind == JsonValueKind.Object && extra.TryGetProperty(name, out var value) ? value.ToString() : null;
        var partial = Text("partial") is { } part && part != "False" && part != "false" ? part : null;
        var normalise = Text("normalize") is "True" or "true";
        return block.Option("metric") switch
        {
            "binary_sens" => FigureOfMerit.Sensitivity(0.5),
            "binary_spec" => FigureOfMerit.Specificity(0.5),
            "empirical_auc" or "trapezoidal_auc" when partial is null => FigureOfMerit.Auc,
            "empirical_auc" or "trapezoidal_auc" => partial!.StartsWith("spec", StringComparison.Ordinal)
                ? FigureOfMerit.PartialAucOverSpecificityByUpperPoints(Number("min", 0), Number("max", 1), normalise)
                : FigureOfMerit.PartialAucOverSensitivityByUpperPoints(Number("min", 0), Number("max", 1), normalise),
            "empirical_sens" or "trapezoidal_sens" => FigureOfMerit.SensitivityAtByUpperPoints(Number("spec", double.NaN)),
            "empirical_spec" or "trapezoidal_spec" => FigureOfMerit.SpecificityAtByUpperPoints(Number("sens", double.NaN)),
            "empirical_eu" => FigureOfMerit.ExpectedUtility(Number("slope", 1)),
            { } own when own.Contains("acc", StringComparison.OrdinalIgnoreCase) => FigureOfMerit.Accuracy(0.5),
            { } own when own.Contains("kappa", StringComparison.OrdinalIgnoreCase) => FigureOfMerit.KappaWithTruth(0.5),
            var other => throw new NotSupportedException($"No metric '{other}'."),
        };
    }
}
