using ReaderStudy.Statistics.Accuracy;
using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

internal static class BinaryCounts
{
    [Reproduces("binom/stats/DescTools/epiR", "binom.confint, binom.test, prop.test(correct=TRUE), BinomCI(jeffreys), epi.tests")]
    public static object? Of(FixtureFolder folder, FixtureBlock block)
    {
        var readings = new ReadingTable(folder);
        var level = block.Number("conf.level", 0.95);
        return block
            .Values.EnumerateArray()
            .Select(v =>
            {
                var (arm, reader) = (v.GetProperty("arm").ToString(), v.GetProperty("reader").ToString());
                return Reader(readings, arm, reader, level);
            })
            .ToList();
    }

    private static Dictionary<string, object?> Reader(ReadingTable readings, string arm, string reader, double level)
    {
        int Count(bool truth, bool label) =>
            readings.Of(reader, arm).Count(r => r.Truth == readings.Positive == truth && r.Label == readings.Positive == label);
        var d = new DiagnosticAccuracy(Count(true, true), Count(true, false), Count(false, true), Count(false, false));
        var (tp, fn, fp, tn) = d;
        return new Dictionary<string, object?>
        {
            ["arm"] = arm,
            ["reader"] = reader,
            ["TP"] = tp,
            ["FN"] = fn,
            ["FP"] = fp,
            ["TN"] = tn,
            ["accuracy"] = Metric(tp + tn, tp + fn + fp + tn, level),
            ["sensitivity"] = Metric(tp, tp + fn, level),
            ["specificity"] = Metric(tn, tn + fp, level),
            ["ppv"] = Metric(tp, tp + fp, level),
            ["npv"] = Metric(tn, tn + fn, level),
            ["epiR_pv.pos"] = Estimated(d.PositivePredictiveValue, ClopperPearson.Interval(tp, tp + fp, level)),
            ["epiR_lr.pos"] = Estimated(d.PositiveLikelihoodRatio(level)),
            ["epiR_lr.neg"] = Estimated(d.NegativeLikelihoodRatio(level)),
            ["epiR_diag.or"] = Estimated(d.DiagnosticOddsRatio(level)),
            ["epiR_youden"] = Estimated(d.YoudenBySummedLimits(level)),
        };
    }

    private static Dictionary<string, object?>? Metric(int x, int n, double level) =>
        n == 0
            ? null
            : new Dictionary<string, object?>
            {
                ["x"] = x,
                ["n"] = n,
                ["estimate"] = (double)x / n,
                ["wilson"] = Limits(Wilson.Interval(x, n, level)),
                ["clopper_pearson"] = Limits(ClopperPearson.Interval(x, n, level)),
                ["agresti_coull"] = Limits(AgrestiCoull.UncutInterval(x, n, level)),
                ["wald"] = Limits(Wald.UncutInterval(x, n, level)),
                ["wilson_cc"] = Limits(Wilson.CorrectedTowardsHalfInterval(x, n, level)),
                ["jeffreys"] = Limits(Jeffreys.Interval(x, n, level)),
            };

    private static Dictionary<string, object?> Limits((double Lower, double Upper) interval) =>
        new() { ["lower"] = interval.Lower, ["upper"] = interval.Upper };

    private static Dictionary<string, object?> Estimated(double value, (double Lower, double Upper) interval) =>
        new()
        {
            ["est"] = value,
            ["lower"] = interval.Lower,
            ["upper"] = interval.Upper,
        };

    private static Dictionary<string, object?> Estimated(Estimate e) => Estimated(e.Value, (e.Lower, e.Upper));
}
