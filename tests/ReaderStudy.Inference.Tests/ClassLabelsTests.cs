namespace ReaderStudy.Inference.Tests;

public class ClassLabelsTests
{
    private static readonly ModelClass[] Classes =
    [
        new("HCC", "", "malignant"),
        new("ICC", "", "malignant"),
        new("MET", "", "malignant"),
        new("FNH", "", "benign"),
        new("HEM", "", "benign"),
        new("CYST", "", "benign"),
    ];

    [Fact]
    public void The_class_is_the_highest_score_and_the_group_the_highest_sum()
    {
        // By hand: malignant ln(e^1 + e^1 + e^1) = 1 + ln 3 = 2.0986; benign ln(e^1.5 + e^−9 + e^−9) = 1.50006.
        var labels = ClassLabels.Of(Classes, [1, 1, 1, 1.5, -9, -9]);

        Assert.Equal("FNH", labels.Class);
        Assert.Equal("malignant", labels.Group);
        Assert.Equal(1 + Math.Log(3), labels.Groups[0].Score, 12);
        Assert.Equal(1.50006, labels.Groups[1].Score, 5);
        Assert.Equal("HCC", labels.ClassWithin("malignant"));
        Assert.Equal("FNH", labels.ClassWithin("benign"));
    }

    [Fact]
    public void Probabilities_are_the_softmax_and_sum_to_the_groups()
    {
        var labels = ClassLabels.Of(Classes, [2, 0, 0, 0, 0, 0]);
        var probabilities = labels.Probabilities();

        Assert.Equal(Math.Exp(2) / (Math.Exp(2) + 5), probabilities[0], 12); // by hand
        Assert.Equal(1, probabilities.Sum(), 12);
        var difference = labels.Groups[0].Score - labels.Groups[1].Score;
        Assert.Equal(probabilities.Take(3).Sum(), 1 / (1 + Math.Exp(-difference)), 12);
    }

    [Fact]
    public void Very_large_scores_do_not_overflow() => Assert.Equal("benign", ClassLabels.Of(Classes, [900, 900, 900, 2000, 0, 0]).Group);

    [Fact]
    public void Scores_that_do_not_fit_throw()
    {
        Assert.Throws<ArgumentException>(() => ClassLabels.Of(Classes, [1, 2]));
        Assert.Throws<ArgumentException>(() => ClassLabels.Of(Classes, [1, 2, double.NaN, 4, 5, 6]));
        Assert.Throws<ArgumentException>(() => ClassLabels.Of(Classes, [1, 2, 3, 4, 5, 6]).ClassWithin("unknown"));
    }
}
