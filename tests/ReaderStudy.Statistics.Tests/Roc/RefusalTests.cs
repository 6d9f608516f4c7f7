using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Tests.Roc;

/// <summary>Whoever is refused is told why, and what to do.</summary>
public sealed class RefusalTests
{
    private static readonly RocCurve Curve = RocCurve.Of([1], [2]);
    private static readonly Placements One = Placements.Of([1, 2], [2, 3]);
    private static readonly Placements Other = Placements.Of([1, 2, 3], [2, 3]);

    public static TheoryData<string, string> Refusals =>
        new()
        {
            { nameof(EmpiricalAuc), "The rating of this negative case is not a number; leave the case out." },
            { nameof(Placements), "The rating of this positive case is not a number; leave the case out." },
            { nameof(RocCurve), "A ROC curve needs cases with and without the disease." },
            { nameof(RatedCases), "The rating is not a number; leave the case out." },
            { "OneClass", "All 2 rated cases are of one class of truth; a ROC curve needs cases with and without the disease." },
            { "Lengths", "There are 2 cases but 1 ratings." },
            { "Share", "A sensitivity or specificity lies between 0 and 1." },
            { "Level", "A level lies between 0 and 1, such as 0.95." },
            { "Prevalence", "A prevalence lies between 0 and 1." },
            { nameof(DeLong), "Both curves must be of the same cases." },
            { nameof(AucContrastTest), "At least two curves are compared." },
            { nameof(PairedAucBootstrap), "Both ratings must be of the same cases." },
            { "Scores", "There are 1 cases but 2 rows of scores." },
            { "Class", "There is no column of scores for class 2." },
            { "Score", "The score of class 1 is not a number; leave the case out." },
            { "Categories", "Both classes are counted in the same categories." },
            { "Count", "A count cannot be negative." },
            { nameof(BinormalFit), "A ROC curve needs cases with and without the disease." },
            { nameof(Calibration), "Calibration needs cases with and without the disease." },
            { "Probability", "A probability lies between 0 and 1." },
            { "Probabilities", "Every case has a truth and a probability." },
        };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void The_message_says_why(string what, string message)
    {
        Action refused = what switch
        {
            nameof(EmpiricalAuc) => () => EmpiricalAuc.Of([double.NaN], [1]),
            nameof(Placements) => () => Placements.Of([1], [double.NaN]),
            nameof(RocCurve) => () => RocCurve.Of([], [1]),
            nameof(RatedCases) => () => RatedCases.Of([true, false], [1, double.NaN]),
            "OneClass" => () => RatedCases.Of([true, true], [1, 2]),
            "Lengths" => () => RatedCases.Of([true, false], [1]),
            "Share" => () => Curve.SensitivityAt(2),
            "Level" => () => AucInterval.Wald(0.5, 0.1, 2),
            "Prevalence" => () => OptimalPoints.WeightedYouden(Curve, 1, 2),
            nameof(DeLong) => () => DeLong.Covariance(One, Other),
            nameof(AucContrastTest) => () => AucContrastTest.Of([One]),
            nameof(PairedAucBootstrap) => () => PairedAucBootstrap.Of(new([1], [2]), new([1, 2], [2]), 5, 1),
            "Scores" => () => MulticlassAuc.Of([0], new double[2, 2]),
            "Class" => () => MulticlassAuc.Of([2], new double[1, 2]),
            "Score" => () =>
                MulticlassAuc.Of(
                    [0],
                    new[,]
                    {
                        { 1, double.NaN },
                    }
                ),
            "Categories" => () => BinormalFit.OfCategories([1], [1, 2]),
            "Count" => () => BinormalFit.OfCategories([-1], [1]),
            nameof(BinormalFit) => () => BinormalFit.OfCategories([0], [1]),
            nameof(Calibration) => () => Calibration.Of([true], [0.5]),
            "Probability" => () => Calibration.Of([true, false], [0.5, -0.1]),
            "Probabilities" => () => Calibration.Of([true, false], [0.5]),
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        };

        Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(refused).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        new[] { 5, 0 },
        new[] { 0, 4 },
        "The ratings separate the classes: a binormal curve through all points has no finite parameters."
    )]
    [InlineData(new[] { 5 }, new[] { 4 }, "All ratings are alike: there is no curve to fit.")]
    [InlineData(
        new[] { 3, 2 },
        new[] { 1, 4 },
        "The operating points lie on one horizontal and vertical line: the most likely binormal curve is degenerate (b is 0, infinite, or undetermined)."
    )]
    public void A_fit_that_is_not_there_says_why(int[] negatives, int[] positives, string reason) =>
        Assert.Equal(reason, BinormalFit.OfCategories(negatives, positives).NoFit);
}
