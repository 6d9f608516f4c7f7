using ReaderStudy.Statistics.Accuracy;
using ReaderStudy.Tests;

namespace ReaderStudy.Statistics.Tests.Accuracy;

public sealed class ConfusionTableTests
{
    // Truths are rows; the third column is an answer that is right for nobody.
    private static readonly int[,] Table = new[,]
    {
        { 6, 2, 2 },
        { 1, 3, 0 },
    };

    [Fact]
    public void Pairs_are_counted_by_truth_and_answer()
    {
        var counts = ConfusionTable.Of([(0, 0), (0, 2), (1, 1), (0, 0)], 2, 3);

        Assert.Equal(
            new[,]
            {
                { 2, 0, 1 },
                { 0, 1, 0 },
            },
            counts
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => ConfusionTable.Of([(2, 0)], 2, 3));
    }

    [Fact]
    public void Answers_outside_the_truths_stay_in_the_denominators()
    {
        Assert.Equal(9.0 / 14, ConfusionTable.Accuracy(Table), 1e-15);
        Assert.Equal(0.6, ConfusionTable.Recall(Table, 0), 1e-15);
        Assert.Equal((0.6 + 0.75) / 2, ConfusionTable.MacroRecall(Table), 1e-15);
    }

    [Fact]
    public void Sensitivity_and_specificity_count_an_open_answer_as_wrong()
    {
        var outcome = BinaryOutcome.Of(Table, positive: 1);

        Assert.Equal(new BinaryOutcome(Positives: 4, TruePositives: 3, Negatives: 10, TrueNegatives: 6), outcome);
        Assert.Equal(0.75, outcome.Sensitivity);
        Assert.Equal(0.6, outcome.Specificity);
    }

    [Fact]
    public void A_truth_without_cases_is_undefined_and_left_out_of_the_mean()
    {
        var counts = new[,]
        {
            { 3, 1 },
            { 0, 0 },
        };

        Assert.True(double.IsNaN(ConfusionTable.Recall(counts, 1)));
        Assert.Equal(0.75, ConfusionTable.MacroRecall(counts));
        Assert.True(double.IsNaN(BinaryOutcome.Of(counts, 1).Sensitivity));
        Assert.True(double.IsNaN(ConfusionTable.MacroRecall(new int[2, 2])));
        Assert.True(double.IsNaN(ConfusionTable.Accuracy(new int[2, 2])));
    }

    [SharedDataTheory(Fixture.Folder)]
    [InlineData("classify-multiclass", "normal,benign,malignant")]
    [InlineData("classify-vandyke", "0,1")]
    [InlineData("classify-edge-degenerate", "0,1")]
    public void Agrees_with_scikit_learn(string name, string labelList)
    {
        var fixture = new Fixture(name);
        var labels = labelList.Split(',').ToList();
        var (values, tolerance) = fixture.Block("classification_metrics");
        foreach (var expected in values.EnumerateArray())
        {
            var arm = expected.GetProperty("arm").GetString();
            var reader = expected.GetProperty("reader").GetString();
            var pairs = fixture.Rows().Where(r => r[1] == reader && r[2] == arm).Select(r => (labels.IndexOf(r[3]), labels.IndexOf(r[4])));

            var counts = ConfusionTable.Of(pairs, labels.Count, labels.Count);

            var rows = expected
                .GetProperty("confusion_rows_truth_cols_label")
                .EnumerateArray()
                .Select(r => r.EnumerateArray().Select(c => c.GetInt32()));
            Assert.Equal(rows.SelectMany(r => r), counts.Cast<int>());
            Fixture.Near(expected.GetProperty("accuracy"), ConfusionTable.Accuracy(counts), tolerance);
            Fixture.Near(expected.GetProperty("balanced_accuracy"), ConfusionTable.MacroRecall(counts), tolerance);
            foreach (var (one, index) in expected.GetProperty("per_class").EnumerateArray().Select((c, i) => (c, i)))
            {
                Fixture.Near(one.GetProperty("recall"), ConfusionTable.Recall(counts, index), tolerance);
                Fixture.Near(one.GetProperty("specificity"), BinaryOutcome.Of(counts, index).Specificity, tolerance);
            }
        }
    }
}
