using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Tests.Roc;

/// <summary>
/// With (FPR, TPR) (0, 0) (0, 0.25) (0.2, 0.25) (0.2, 0.75) (0.4, 0.75) (0.8, 1) (1, 1) the largest TPR by FPR is 0.25, 0.75, 0.75, 1, 1 at 0,
/// 0.2, 0.4, 0.8, 1, and the largest FPR by TPR is 0, 0.2, 0.4, 1 at 0, 0.25, 0.75, 1.
/// </summary>
public sealed class LargestOfTiesTests
{
    private static readonly RocCurve Curve = RocCurve.Of([1, 2, 2, 3, 5], [2, 4, 4, 6]);

    [Theory]
    // By hand: FPR 0.1 lies midway between (0, 0.25) and (0.2, 0.75); FPR 0.6 midway between (0.4, 0.75) and (0.8, 1).
    [InlineData(1, 0.25)]
    [InlineData(0.9, 0.5)]
    [InlineData(0.8, 0.75)]
    [InlineData(0.7, 0.75)]
    [InlineData(0.4, 0.875)]
    [InlineData(0.1, 1)]
    [InlineData(0, 1)]
    public void Sensitivity_runs_between_the_highest_points(double specificity, double sensitivity) =>
        Assert.Equal(sensitivity, LargestOfTies.SensitivityAt(Curve, specificity), 14);

    [Theory]
    // By hand: TPR 0.5 midway between FPR 0.2 and 0.4; TPR 0.9 at 0.4 + 0.6 · 0.6; TPR 1 has FPR 1.
    [InlineData(0, 1)]
    [InlineData(0.125, 0.9)]
    [InlineData(0.25, 0.8)]
    [InlineData(0.5, 0.7)]
    [InlineData(0.75, 0.6)]
    [InlineData(0.9, 0.24)]
    [InlineData(1, 0)]
    public void Specificity_runs_between_the_points_furthest_right(double sensitivity, double specificity) =>
        Assert.Equal(specificity, LargestOfTies.SpecificityAt(Curve, sensitivity), 14);

    [Fact]
    public void Partial_areas_take_the_points_inside_and_the_lines_at_the_limits()
    {
        // By hand, FPR 0.1 to 0.6: (0.1, 0.5) (0.2, 0.25) (0.2, 0.75) (0.4, 0.75) (0.6, 0.875).
        var area = (0.1 * (0.5 + 0.25) / 2) + 0 + (0.2 * 0.75) + (0.2 * (0.75 + 0.875) / 2);
        Assert.Equal(area, LargestOfTies.PartialAucOverSpecificity(Curve, 0.9, 0.4), 14);
        Assert.Equal(area, LargestOfTies.PartialAucOverSpecificity(Curve, 0.4, 0.9), 14);

        // TPR 0.5 to 0.9: FPR (0.5, 0.3) (0.75, 0.2) (0.75, 0.4) (0.9, 0.76): the area to the right is that of 1 − FPR.
        var right = (0.25 * (0.7 + 0.8) / 2) + 0 + (0.15 * (0.6 + 0.24) / 2);
        Assert.Equal(right, LargestOfTies.PartialAucOverSensitivity(Curve, 0.5, 0.9), 14);
        Assert.Equal(right, LargestOfTies.PartialAucOverSensitivity(Curve, 0.9, 0.5), 14);
    }

    [Fact]
    public void Limits_outside_of_zero_and_one_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LargestOfTies.SensitivityAt(Curve, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => LargestOfTies.SpecificityAt(Curve, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LargestOfTies.PartialAucOverSensitivity(Curve, 0.5, 2));
    }

    [Fact]
    public void Constant_ratings_follow_the_diagonal()
    {
        var constant = RocCurve.Of([1, 1], [1, 1]);

        Assert.Equal(0.25, LargestOfTies.SensitivityAt(constant, 0.75), 14);
        Assert.Equal(0.25, LargestOfTies.SpecificityAt(constant, 0.75), 14);
        Assert.Equal(0.5, LargestOfTies.PartialAucOverSpecificity(constant, 0, 1), 14);
    }
}
