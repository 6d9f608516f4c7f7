using System.Text.Json;
using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

internal static class MrmcLimits
{
    private static readonly IReadOnlyDictionary<string, string> Sources = new Dictionary<string, string>
    {
        ["reader"] = "readerID",
        ["case"] = "caseID",
        ["arm"] = "modalityID",
        ["reader:case"] = "readerID:caseID",
        ["reader:arm"] = "readerID:modalityID",
        ["case:arm"] = "caseID:modalityID",
        ["error"] = "Error",
    };

    [Reproduces("iMRMC", "laWRBM")]
    public static object? WithinReaders(FixtureFolder folder, FixtureBlock block)
    {
        var (first, second) = Arms(block, "modalitiesToCompare");
        var limits = MrmcLimitsOfAgreement.WithinReaderBetweenArms(Table(folder, first), Table(folder, second), Order(block));
        return Tree("WRBM", "two.way.ANOVA", limits);
    }

    [Reproduces("iMRMC", "laWRWM")]
    public static object? Repeats(FixtureFolder folder, FixtureBlock block)
    {
        var (first, second) = Arms(block, "replicatesToCompare");
        var limits = MrmcLimitsOfAgreement.WithinReaderWithinArm(Table(folder, first), Table(folder, second), Order(block));
        return Tree("WRWM", "two.way.ANOVA", limits);
    }

    [Reproduces("iMRMC", "laBRWM")]
    public static object? BetweenReaders(FixtureFolder folder, FixtureBlock block)
    {
        var limits = MrmcLimitsOfAgreement.BetweenReadersWithinArm(Table(folder, block.Option("modality")!), Order(block));
        return Tree("BRWM", "two.way.ANOVA", limits);
    }

    [Reproduces("iMRMC", "laBRBM")]
    public static object? BetweenReadersAndArms(FixtureFolder folder, FixtureBlock block)
    {
        var (first, second) = Arms(block, "modalitiesToCompare");
        var limits = MrmcLimitsOfAgreement.BetweenReadersBetweenArms(Table(folder, first), Table(folder, second), Order(block));
        return Tree("BRBM", "three.way.ANOVA", limits);
    }

    private static (string First, string Second) Arms(FixtureBlock block, string option)
    {
        var names = block.Options.GetProperty(option);
        return (names[0].ToString(), names[1].ToString());
    }

    /// <summary>Type 1 adds the effects one after another, readers first or cases first; 2 each to all others.</summary>
    private static SumsOfSquares Order(FixtureBlock block) =>
        block.Number("type", 1) > 1
            ? SumsOfSquares.Partial
            : (
                block.Options.TryGetProperty("reader.first", out var first) && first.ValueKind == JsonValueKind.False
                    ? SumsOfSquares.CasesFirst
                    : SumsOfSquares.ReadersFirst
            );

    private static double[,] Table(FixtureFolder folder, string arm)
    {
        var input = folder.Input;
        var cases = input.Texts("case").Distinct().ToList();
        var readers = input.Texts("reader").Distinct().ToList();
        var values = new double[cases.Count, readers.Count];
        foreach (var i in Enumerable.Range(0, cases.Count))
        {
            foreach (var j in Enumerable.Range(0, readers.Count))
            {
                values[i, j] = double.NaN;
            }
        }

        for (var row = 0; row < input.Count; row++)
        {
            if (input.Text(row, "treatment") == arm)
            {
                values[cases.IndexOf(input.Text(row, "case")), readers.IndexOf(input.Text(row, "reader"))] = input.Number(row, "score");
            }
        }

        return values;
    }

    private static Dictionary<string, object?> Tree(string row, string anova, MrmcLimitsOfAgreement limits)
    {
        var (mean, agreement) = (limits.MeanInterval(), limits.Limits());
        return new Dictionary<string, object?>
        {
            ["limits.of.agreement"] = new[]
            {
                new Dictionary<string, object?>
                {
                    ["row"] = row,
                    ["meanDiff"] = limits.MeanDifference,
                    ["var.MeanDiff"] = limits.VarianceOfMean,
                    ["var.1obs"] = limits.VarianceOfDifference,
                    ["ci95meanDiff.bot"] = mean.Lower,
                    ["ci95meanDiff.top"] = mean.Upper,
                    ["la.bot"] = agreement.Lower,
                    ["la.top"] = agreement.Upper,
                },
            },
            [anova] = limits
                .Anova.Select(l => new Dictionary<string, object?>
                {
                    ["row"] = Sources[l.Source],
                    ["df"] = l.DegreesOfFreedom,
                    ["SS"] = l.SumOfSquares,
                    ["var"] = l.Variance,
                })
                .ToList(),
        };
    }
}
