using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Tests.Roc;

public sealed class OptimalPointsTests
{
    private static readonly RocCurve Curve = RocCurve.Of([1, 2, 2, 3, 5], [2, 4, 4, 6]);

    [Fact]
    public void Youden_and_the_closest_to_the_corner_are_found()
    {
        // pROC 1.18.0: coords(roc, "best"): threshold 3.5, J + 1 = 1.55, squared distance 0.1025.
        Assert.Equal([3.5], OptimalPoints.Youden(Curve).Select(p => p.Threshold));
        Assert.Equal([3.5], OptimalPoints.ClosestToTopLeft(Curve).Select(p => p.Threshold));
    }

    [Fact]
    public void Both_rules_can_differ()
    {
        // By hand: (specificity, sensitivity) (0, 1) (1/3, 1) (2/3, 2/3) (1, 1/3) ...: J + 1 is 4/3 at three points, the distance is least at
        // the middle one.
        var curve = RocCurve.Of([1, 2, 4], [2, 3, 5]);
        var best = OptimalPoints.Youden(curve);

        Assert.Equal(3, best.Count);
        Assert.Equal([1.5, 2.5, 4.5], best.Select(p => p.Threshold));
        Assert.Equal([2.5], OptimalPoints.ClosestToTopLeft(curve).Select(p => p.Threshold));
    }

    [Fact]
    public void Of_equally_good_points_all_are_given()
    {
        var constant = RocCurve.Of([3, 3], [3]);

        Assert.Equal([double.NegativeInfinity, double.PositiveInfinity], OptimalPoints.Youden(constant).Select(p => p.Threshold));
        Assert.Equal([double.NegativeInfinity, double.PositiveInfinity], OptimalPoints.ClosestToTopLeft(constant).Select(p => p.Threshold));
    }

    [Fact]
    public void Cost_and_prevalence_move_the_best_point()
    {
        // pROC 1.18.0: coords(roc, "best", best.weights = c(1, 0.1)) → 5.5; c(5, 0.3) → 3.5; closest.topleft with c(1, 0.1) → 3.5.
        Assert.Equal([5.5], OptimalPoints.WeightedYouden(Curve, 1, 0.1).Select(p => p.Threshold));
        Assert.Equal([3.5], OptimalPoints.WeightedYouden(Curve, 5, 0.3).Select(p => p.Threshold));
        Assert.Equal([3.5], OptimalPoints.WeightedClosestToTopLeft(Curve, 1, 0.1).Select(p => p.Threshold));
        // By hand: r = 0.1 / (1 · 0.9) = 1/9; 1 + 0.2 / 9 beats 0.75 + 0.8 / 9; and (0.8²) / 9 > 0.25² + 0.2² / 9, where 1 − sensitivity counts.
        Assert.Equal([1.5], OptimalPoints.WeightedYouden(Curve, 1, 0.9).Select(p => p.Threshold));
        // r = 1 / 81: 0.8² / 81 = 0.0079 is least.
        Assert.Equal([1.5], OptimalPoints.WeightedClosestToTopLeft(Curve, 9, 0.9).Select(p => p.Threshold));
        // r = 1 is no weight at all.
        Assert.Equal(OptimalPoints.Youden(Curve), OptimalPoints.WeightedYouden(Curve, 1, 0.5));
    }

    [Theory]
    [InlineData(1, 1.5)]
    [InlineData(0.76, 1.5)]
    [InlineData(0.75, 3.5)]
    [InlineData(0.3, 3.5)]
    [InlineData(0.25, 5.5)]
    [InlineData(0, 5.5)]
    public void A_wanted_sensitivity_gives_the_most_specific_threshold_that_reaches_it(double sensitivity, double threshold) =>
        Assert.Equal(threshold, OptimalPoints.OfSensitivityAtLeast(Curve, sensitivity).Threshold);

    [Theory]
    [InlineData(1, 5.5)]
    [InlineData(0.81, 5.5)]
    [InlineData(0.8, 3.5)]
    [InlineData(0.5, 3.5)]
    [InlineData(0.2, 1.5)]
    [InlineData(0, 1.5)]
    public void A_wanted_specificity_gives_the_most_sensitive_threshold_that_reaches_it(double specificity, double threshold) =>
        Assert.Equal(threshold, OptimalPoints.OfSpecificityAtLeast(Curve, specificity).Threshold);

    [Fact]
    public void Impossible_weights_and_shares_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => OptimalPoints.WeightedYouden(Curve, 0, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => OptimalPoints.WeightedYouden(Curve, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => OptimalPoints.WeightedClosestToTopLeft(Curve, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => OptimalPoints.OfSensitivityAtLeast(Curve, 1.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => OptimalPoints.OfSpecificityAtLeast(Curve, -0.01));
    }
}
