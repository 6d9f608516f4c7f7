using ReaderStudy.Statistics.Accuracy;
using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

internal static class ClassificationMetrics
{
    /// <summary>Where a metric is undefined, scikit-learn says 0.</summary>
    [Reproduces("scikit-learn", "confusion_matrix, precision_recall_fscore_support, balanced_accuracy_score, matthews_corrcoef, ...")]
    public static object? Of(FixtureFolder folder, FixtureBlock block)
    {
        var readings = new ReadingTable(folder);
        var labels = block.Options.GetProperty("labels").EnumerateArray().Select(l => l.ToString()).ToList();
        return block
            .Values.EnumerateArray()
            .Select(v =>
            {
                var (arm, reader) = (v.GetProperty("arm").ToString(), v.GetProperty("reader").ToString());
                var pairs = readings.Of(reader, arm).Select(r => (labels.IndexOf(r.Truth), labels.IndexOf(r.Label)));
                return Reader(arm, reader, labels, ConfusionTable.Of(pairs, labels.Count, labels.Count));
            })
            .ToList();
    }

    private static Dictionary<string, object?> Reader(string arm, string reader, List<string> labels, int[,] counts)
    {
        var all = MultiClassAccuracy.Of(counts);
        var (x, n) = (all.Correct, all.Cases);
        var positive = labels.IndexOf("1") is var one and >= 0 ? all.Classes[one] : all.Classes[^1];
        return new Dictionary<string, object?>
        {
            ["arm"] = arm,
            ["reader"] = reader,
            ["confusion_rows_truth_cols_label"] = labels.Select((_, i) => labels.Select((_, j) => counts[i, j]).ToList()).ToList(),
            ["accuracy"] = all.Accuracy,
            ["balanced_accuracy"] = all.BalancedAccuracy,
            ["mcc"] = OrZero(all.MatthewsCorrelation),
            ["cohen_kappa_vs_truth"] = all.KappaWithTruth,
            ["per_class"] = all
                .Classes.Select(
                    (c, i) =>
                        new Dictionary<string, object?>
                        {
                            ["category"] = labels[i],
                            ["precision"] = OrZero(c.Precision),
                            ["recall"] = OrZero(c.Recall),
                            ["f1"] = OrZero(c.F1),
                            ["support"] = c.Cases,
                            ["specificity"] = c.Specificity,
                        }
                )
                .ToList(),
            ["macro"] = Averaged(all.MacroWithZeros),
            ["weighted"] = Averaged(all.WeightedWithZeros),
            ["micro"] = Averaged(all.Micro),
            ["binary_pos1"] = new Dictionary<string, object?>
            {
                ["precision"] = OrZero(positive.Precision),
                ["recall"] = OrZero(positive.Recall),
                ["f1"] = OrZero(positive.F1),
                ["f2"] = OrZero(positive.FBeta(2)),
                ["jaccard"] = OrZero(positive.Jaccard),
            },
            ["accuracy_ci"] = new Dictionary<string, object?>
            {
                ["wilson"] = Wilson.Interval(x, n),
                ["beta"] = ClopperPearson.Interval(x, n),
                ["agresti_coull"] = AgrestiCoull.Interval(x, n),
                ["jeffreys"] = Jeffreys.EqualTailedInterval(x, n),
                ["normal"] = Wald.Interval(x, n),
            },
        };
    }

    private static double OrZero(double value) => double.IsNaN(value) ? 0 : value;

    private static Dictionary<string, object?> Averaged(AveragedAccuracy a) =>
        new()
        {
            ["precision"] = a.Precision,
            ["recall"] = a.Recall,
            ["f1"] = a.F1,
        };
}
