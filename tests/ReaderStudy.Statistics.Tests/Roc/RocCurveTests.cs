using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Tests.Roc;

/// <summary>
/// Negatives 1 2 2 3 5, positives 2 4 4 6: points (specificity, sensitivity) (0, 1) (0.2, 1) (0.6, 0.75) (0.8, 0.75) (0.8, 0.25) (1, 0.25)
/// (1, 0), as pROC 1.18.0 has them (coords(roc(truth, rating, direction = "&lt;"), "all")).
/// </summary>
public sealed class RocCurveTests
{
    private static readonly RocCurve Curve = RocCurve.Of([1, 2, 2, 3, 5], [2, 4, 4, 6]);

    [Fact]
    public void It_has_a_point_between_each_two_adjacent_ratings()
    {
        Assert.Equal(
            [
                new RocPoint(double.NegativeInfinity, 4, 5, 1, 0),
                new RocPoint(1.5, 4, 4, 1, 0.2),
                new RocPoint(2.5, 3, 2, 0.75, 0.6),
                new RocPoint(3.5, 3, 1, 0.75, 0.8),
                new RocPoint(4.5, 1, 1, 0.25, 0.8),
                new RocPoint(5.5, 1, 0, 0.25, 1),
                new RocPoint(double.PositiveInfinity, 0, 0, 0, 1),
            ],
            Curve.Points
        );
        Assert.Equal(5, Curve.Negatives);
        Assert.Equal(4, Curve.Positives);
        Assert.Equal(0.75, Curve.Auc);
        Assert.Equal(0.5, Curve.Gini);
    }

    [Theory]
    // pROC 1.18.0: coords(roc, x, input = "specificity", ret = "sensitivity"), and the other way about.
    [InlineData(0, 1, 1)]
    [InlineData(0.1, 1, 1)]
    [InlineData(0.4, 0.875, 0.8)]
    [InlineData(0.75, 0.75, 0.8)]
    [InlineData(0.8, 0.75, 0.52)]
    [InlineData(0.9, 0.25, 0.36)]
    [InlineData(1, 0.25, 0.2)]
    public void Between_points_it_is_straight_and_at_a_step_the_better_end_counts(double given, double sensitivity, double specificity)
    {
        Assert.Equal(sensitivity, Curve.SensitivityAt(given), 15);
        Assert.Equal(specificity, Curve.SpecificityAt(given), 15);
    }

    [Fact]
    public void A_share_outside_of_zero_and_one_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Curve.SensitivityAt(-0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Curve.SensitivityAt(1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Curve.SpecificityAt(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Curve.SpecificityAt(1.1));
    }

    [Fact]
    public void Expected_utility_is_the_best_point_of_a_slope()
    {
        // By hand: slope 1: 0.75 − 0.2; slope 4: 0.25 − 0 beats 0.75 − 0.8; slope 0.1: 1 − 0.08.
        Assert.Equal(0.55, Curve.ExpectedUtility(1), 15);
        Assert.Equal(0.25, Curve.ExpectedUtility(4), 15);
        Assert.Equal(0.92, Curve.ExpectedUtility(0.1), 15);
        Assert.Equal(0, RocCurve.Of([1], [1]).ExpectedUtility(2));
    }

    [Fact]
    public void Thresholds_of_huge_and_of_neighbouring_numbers_still_separate_them()
    {
        var next = Math.BitIncrement(1.0);
        Assert.Equal([double.NegativeInfinity, next, double.PositiveInfinity], RocCurve.Of([1], [next]).Points.Select(p => p.Threshold));
        Assert.Equal(1.5e308, RocCurve.Of([1.4e308], [1.6e308]).Points[1].Threshold, 1e294);
        Assert.Equal(5, RocCurve.Of([double.NegativeInfinity], [5]).Points[1].Threshold);
        Assert.Equal(2e100, RocCurve.Of([1e100], [3e100]).Points[1].Threshold, 1e85);
    }

    [Fact]
    public void Equal_ratings_leave_only_the_ends()
    {
        var curve = RocCurve.Of([3, 3], [3]);

        Assert.Equal([new RocPoint(double.NegativeInfinity, 1, 2, 1, 0), new RocPoint(double.PositiveInfinity, 0, 0, 0, 1)], curve.Points);
        Assert.Equal(0.5, curve.Auc);
        Assert.Equal(0.1, curve.SensitivityAt(0.9), 15);
        Assert.Equal(0.1, curve.SpecificityAt(0.9), 15);
    }

    [Fact]
    public void Bad_ratings_and_one_class_only_are_refused()
    {
        Assert.Equal(0, Assert.Throws<BadInputException>(() => RocCurve.Of([double.NaN], [1])).Faults.Single().Row);
        Assert.Equal(0, Assert.Throws<BadInputException>(() => RocCurve.Of([1], [double.NaN])).Faults.Single().Row);
        Assert.Throws<BadInputException>(() => RocCurve.Of([], [1]));
        Assert.Throws<BadInputException>(() => RocCurve.Of([1], []));
    }
}
