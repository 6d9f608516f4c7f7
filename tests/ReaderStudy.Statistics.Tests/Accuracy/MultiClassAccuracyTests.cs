using FsCheck;
using FsCheck.Fluent;
using ReaderStudy.Statistics.Accuracy;

namespace ReaderStudy.Statistics.Tests.Accuracy;

public sealed class MultiClassAccuracyTests
{
    // Rows truth, columns answer. The last class has cases but is never answered.
    private static readonly int[,] Table = new[,]
    {
        { 8, 2, 0 },
        { 1, 5, 0 },
        { 1, 3, 0 },
    };

    [Fact]
    public void One_class_by_hand()
    {
        var benign = MultiClassAccuracy.Of(Table).Classes[1];

        Assert.Equal(new ClassAccuracy(Cases: 6, Answers: 10, TruePositives: 5, Others: 14, TrueNegatives: 9), benign);
        Assert.Equal(5.0 / 6, benign.Recall);
        Assert.Equal(0.5, benign.Precision);
        Assert.Equal(9.0 / 14, benign.Specificity);
        Assert.Equal(10.0 / 16, benign.F1);
        Assert.Equal(5.0 / 11, benign.Jaccard);
        Assert.Equal(25.0 / 34, benign.FBeta(2)); // 5 * 5 / (4 * 6 + 10)
    }

    [Fact]
    public void Means_by_hand_in_both_conventions()
    {
        var all = MultiClassAccuracy.Of(Table);

        Assert.Equal((20, 13, 0.65), (all.Cases, all.Correct, all.Accuracy));
        Assert.Equal((0.8 + (5.0 / 6) + 0) / 3, all.BalancedAccuracy, 1e-15);
        // The precision of the class that was never answered is 0/0: left out, or 0.
        Assert.Equal((0.8 + 0.5) / 2, all.Macro.Precision, 1e-15);
        Assert.Equal((0.8 + 0.5) / 3, all.MacroWithZeros.Precision, 1e-15);
        Assert.Equal(((10 * 0.8) + (6 * 0.5)) / 16, all.Weighted.Precision, 1e-15);
        Assert.Equal(((10 * 0.8) + (6 * 0.5)) / 20, all.WeightedWithZeros.Precision, 1e-15);
        Assert.Equal((0.8 + 0.625 + 0) / 3, all.Macro.F1, 1e-15);
        Assert.Equal(all.Macro.F1, all.MacroWithZeros.F1, 1e-15);
        Assert.Equal((0.8 + (9.0 / 14) + 1) / 3, all.Macro.Specificity, 1e-15);
        Assert.Equal(0.65, all.WeightedWithZeros.Recall, 1e-15);
    }

    [Fact]
    public void Micro_means_are_the_accuracy_when_every_answer_is_a_class()
    {
        var micro = MultiClassAccuracy.Of(Table).Micro;

        Assert.Equal(0.65, micro.Precision);
        Assert.Equal(0.65, micro.Recall);
        Assert.Equal(0.65, micro.F1);
        Assert.Equal(33.0 / 40, micro.Specificity, 1e-15); // (8 + 9 + 16) / (10 + 14 + 16)
    }

    [Fact]
    public void Correlation_and_kappa_by_hand()
    {
        // By hand: sum t a = 10*10 + 6*10 + 4*0 = 160; n * correct = 260; sum t^2 = 152, sum a^2 = 200.
        var all = MultiClassAccuracy.Of(Table);

        Assert.Equal(100 / Math.Sqrt((400.0 - 152) * (400 - 200)), all.MatthewsCorrelation, 1e-15);
        Assert.Equal(100.0 / 240, all.KappaWithTruth, 1e-15);
    }

    [Fact]
    public void An_answer_that_is_no_class_is_wrong_and_lowers_recall_only()
    {
        var all = MultiClassAccuracy.Of(
            new[,]
            {
                { 6, 2, 2 },
                { 1, 3, 0 },
            }
        );

        Assert.Equal(9.0 / 14, all.Accuracy);
        Assert.Equal(6.0 / 7, all.Classes[0].Precision);
        Assert.Equal(9.0 / 12, all.Micro.Precision);
        Assert.Equal(18.0 / 26, all.Micro.F1, 1e-15);
        Assert.Equal(0.6, all.Classes[1].Specificity);
        // Three answers 7, 5, 2; sum t a = 70 + 20: (14 * 9 - 90) / sqrt((196 - 116)(196 - 78)).
        Assert.Equal(36 / Math.Sqrt(80.0 * 118), all.MatthewsCorrelation, 1e-15);
        Assert.Equal(36.0 / 106, all.KappaWithTruth, 1e-15);
    }

    [Fact]
    public void What_is_undefined_is_not_a_number()
    {
        var empty = MultiClassAccuracy.Of(new int[2, 2]);
        Assert.Equal(double.NaN, empty.Accuracy);
        Assert.Equal(double.NaN, empty.BalancedAccuracy);
        Assert.Equal(0, empty.MacroWithZeros.Recall);
        Assert.Equal(double.NaN, empty.WeightedWithZeros.Recall);
        var oneAnswer = MultiClassAccuracy.Of(
            new[,]
            {
                { 7, 0 },
                { 5, 0 },
            }
        );
        Assert.Equal(double.NaN, oneAnswer.MatthewsCorrelation);
        Assert.Equal(0, oneAnswer.KappaWithTruth);
        Assert.Equal(double.NaN, oneAnswer.Classes[1].Precision);
        Assert.Equal(0, oneAnswer.Classes[1].F1);
        Assert.Equal(
            double.NaN,
            MultiClassAccuracy
                .Of(
                    new[,]
                    {
                        { 7, 0 },
                        { 0, 0 },
                    }
                )
                .KappaWithTruth
        );
    }

    [Fact]
    public void Renaming_classes_changes_no_summary_and_F1_is_Dice() =>
        Prop.ForAll(
                Gen.Choose(0, 12).ArrayOf(16).ToArbitrary(),
                cells =>
                {
                    var (table, renamed) = (new int[4, 4], new int[4, 4]);
                    int[] names = [2, 0, 3, 1];
                    for (var i = 0; i < 16; i++)
                    {
                        table[i / 4, i % 4] = cells[i];
                        renamed[names[i / 4], names[i % 4]] = cells[i];
                    }

                    var (a, b) = (MultiClassAccuracy.Of(table), MultiClassAccuracy.Of(renamed));
                    return Same(a.Accuracy, b.Accuracy)
                        && Same(a.Macro.F1, b.Macro.F1)
                        && Same(a.WeightedWithZeros.Precision, b.WeightedWithZeros.Precision)
                        && Same(a.MatthewsCorrelation, b.MatthewsCorrelation)
                        && Same(a.KappaWithTruth, b.KappaWithTruth)
                        && a.Classes.All(c =>
                            double.IsNaN(c.Precision) || c.TruePositives == 0
                                ? c.F1 is double.NaN or 0
                                : Same(c.F1, 2 * c.Precision * c.Recall / (c.Precision + c.Recall))
                        )
                        && a.Classes.All(c => double.IsNaN(c.F1) || Same(c.Jaccard, c.F1 / (2 - c.F1)));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithReplay(5, 5));

    private static bool Same(double a, double b) => a.Equals(b) || Math.Abs(a - b) < 1e-12;
}
