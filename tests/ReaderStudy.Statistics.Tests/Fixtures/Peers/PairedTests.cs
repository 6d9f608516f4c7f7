using ReaderStudy.Statistics.Accuracy;
using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

internal static class PairedTests
{
    [Reproduces("stats/exact2x2/contingencytables", "mcnemar.test, mcnemar.exact, exact2x2(paired,midp), Newcombe/Bonett-Price/Tango")]
    public static object? McNemarTests(FixtureFolder folder, FixtureBlock block)
    {
        var readings = new ReadingTable(folder);
        var (arm1, arm2) = (block.Option("arm1")!, block.Option("arm2")!);
        var level = block.Number("conf.level", 0.95);
        return block
            .Values.EnumerateArray()
            .Select(v =>
            {
                var (reader, subset) = (v.GetProperty("reader").ToString(), v.GetProperty("subset").ToString());
                var pairs = Pairs(readings, reader, arm1, arm2, subset);
                var tree = McNemarTests(pairs, level, () => v.GetProperty("difference_tango_score").GetProperty("tolerance").GetDouble());
                tree["reader"] = reader;
                tree["subset"] = subset;
                tree["metric"] = subset switch
                {
                    "diseased" => "sensitivity",
                    "nondiseased" => "specificity",
                    _ => "accuracy",
                };
                return tree;
            })
            .ToList();
    }

    [Reproduces("statsmodels", "contingency_tables.mcnemar")]
    public static object? Statsmodels(FixtureFolder folder, FixtureBlock block)
    {
        var readings = new ReadingTable(folder);
        string[] arms = [.. folder.Input.Texts("arm").Distinct()];
        return block
            .Values.EnumerateArray()
            .Select(v =>
            {
                var reader = v.GetProperty("reader").ToString();
                var o = Pairs(readings, reader, arms[0], arms[1], "all");
                var (b, c) = (o.OnlyFirstRight, o.OnlySecondRight);
                return new Dictionary<string, object?>
                {
                    ["reader"] = reader,
                    ["table"] = new[] { new[] { o.BothRight, b }, [c, o.NeitherRight] },
                    ["exact"] = new Dictionary<string, object?> { ["statistic"] = Math.Min(b, c), ["p_value"] = McNemar.ExactP(b, c) },
                    ["asymptotic"] = Test(McNemar.Asymptotic(b, c)),
                    ["asymptotic_cc"] = Test(McNemar.LiterallyCorrected(b, c)),
                };
            })
            .ToList();
    }

    [Reproduces("DescTools", "CochranQTest")]
    [Reproduces("statsmodels", "contingency_tables.cochrans_q")]
    public static object? Q(FixtureFolder folder, FixtureBlock block)
    {
        var readings = new ReadingTable(folder);
        return block
            .Values.EnumerateArray()
            .Select(v =>
            {
                var arm = v.GetProperty("arm").ToString();
                var subset = v.TryGetProperty("subset", out var named) ? named.ToString() : "all";
                var readers = readings.Readers.Where(r => readings.Of(r, arm).Any()).ToList();
                var rows = readings
                    .Cases.Select(c => readers.Select(r => readings.Of(c, r, arm)).ToList())
                    .Where(row => row.All(r => r is not null) && row.Count > 0 && readings.IsIn(subset, row[0]!.Value.Truth))
                    .ToList();
                var right = new bool[rows.Count, readers.Count];
                for (var i = 0; i < rows.Count; i++)
                {
                    for (var j = 0; j < readers.Count; j++)
                    {
                        right[i, j] = rows[i][j]!.Value.Truth == rows[i][j]!.Value.Label;
                    }
                }

                var test = CochranQ.Of(right).Test;
                return new Dictionary<string, object?>
                {
                    ["arm"] = arm,
                    ["subset"] = subset,
                    ["Q"] = test.Statistic,
                    ["df"] = test.DegreesOfFreedom,
                    ["p_value"] = test.P,
                };
            })
            .ToList();
    }

    private static PairedOutcomes Pairs(ReadingTable readings, string reader, string arm1, string arm2, string subset) =>
        PairedOutcomes.Of(
            readings
                .Cases.Select(c => (First: readings.Of(c, reader, arm1), Second: readings.Of(c, reader, arm2)))
                .Where(p => p.First is not null && p.Second is not null && readings.IsIn(subset, p.First.Value.Truth))
                .Select(p => (p.First!.Value.Truth == p.First.Value.Label, p.Second!.Value.Truth == p.Second.Value.Label))
        );

    private static Dictionary<string, object?> McNemarTests(PairedOutcomes o, double level, Func<double> peersTolerance)
    {
        var (b, c) = (o.OnlyFirstRight, o.OnlySecondRight);
        return new Dictionary<string, object?>
        {
            ["a"] = o.BothRight,
            ["b"] = b,
            ["c"] = c,
            ["d"] = o.NeitherRight,
            ["asymptotic"] = Test(McNemar.Asymptotic(b, c)),
            ["asymptotic_cc"] = Test(McNemar.ContinuityCorrected(b, c)),
            ["exact"] = new Dictionary<string, object?>
            {
                ["p_value"] = McNemar.ExactP(b, c),
                ["odds_ratio"] = McNemar.OddsRatio(b, c),
                ["or_ci_central"] = McNemar.ExactOddsRatioInterval(b, c, level),
            },
            ["mid_p"] = new Dictionary<string, object?>
            {
                ["p_value"] = McNemar.MidP(b, c),
                ["or_ci_midp"] = CoarseMidPInterval(b, c, level),
            },
            ["mid_p_contingencytables"] = McNemar.FagerlandMidP(b, c),
            ["difference_newcombe_square_add"] = Difference(o, PairedProportions.NewcombeInterval(o, level)),
            ["difference_wald_bonett_price"] = Difference(o, PairedProportions.BonettPriceInterval(o, level)),
            ["difference_tango_score"] = new Dictionary<string, object?>(Difference(o, PairedProportions.TangoInterval(o, level)))
            {
                ["tolerance"] = (Func<object?>)(() => peersTolerance()),
            },
        };
    }

    /// <summary>
    /// The limits of <see cref="McNemar.MidPOddsRatioInterval"/> as far as R's root finder takes them, which stops within 1.2e-4 of the
    /// share b / (b + c): the package gives digits that are not those of the limit.
    /// </summary>
    private static (double, double) CoarseMidPInterval(int b, int c, double level)
    {
        var (lower, upper) = McNemar.MidPOddsRatioInterval(b, c, level);
        var n = b + c;
        double Coarse(Func<double, double> of)
        {
            var share = Uniroot.Solve(of, 0, 1);
            return share / (1 - share);
        }

        (double, double) coarse = (
            b == 0 ? lower : Coarse(p => MidP.UpperTail(b, n, p) - (0.5 * (1 - level))),
            c == 0 ? upper : Coarse(p => MidP.UpperTail(c, n, 1 - p) - (0.5 * (1 - level)))
        );
        Assert.True(Share(coarse.Item1, lower) && Share(coarse.Item2, upper), "Further from the limit than R's root finder stops.");
        return coarse;
    }

    private static bool Share(double odds, double exact) => Math.Abs((1 / (1 + odds)) - (1 / (1 + exact))) < 2e-4;

    private static Dictionary<string, object?> Test(ChiSquaredTest test) => new() { ["statistic"] = test.Statistic, ["p_value"] = test.P };

    private static Dictionary<string, object?> Difference(PairedOutcomes o, (double Lower, double Upper) interval) =>
        new()
        {
            ["estimate"] = PairedProportions.Difference(o),
            ["lower"] = interval.Lower,
            ["upper"] = interval.Upper,
        };
}
