using ReaderStudy.Statistics.Intervals;
using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Tests.Roc;

public sealed class OperatingPointTests
{
    private static readonly OperatingPoint Point = new(
        TruePositives: 3,
        FalsePositives: 1,
        FalseNegatives: 1,
        TrueNegatives: 4,
        Level: 0.95
    );

    [Fact]
    public void Shares_are_those_of_the_counts()
    {
        Assert.Equal(0.75, Point.Sensitivity);
        Assert.Equal(0.8, Point.Specificity);
        Assert.Equal(0.75, Point.PositivePredictiveValue);
        Assert.Equal(0.8, Point.NegativePredictiveValue);
        Assert.Equal(Wilson.Interval(3, 4), Point.SensitivityInterval);
        Assert.Equal(Wilson.Interval(4, 5), Point.SpecificityInterval);
        Assert.Equal(Wilson.Interval(3, 4), Point.PositivePredictiveValueInterval);
        Assert.Equal(Wilson.Interval(4, 5), Point.NegativePredictiveValueInterval);
        Assert.Equal(Wilson.Interval(3, 4, 0.9), (Point with { Level = 0.9 }).SensitivityInterval);
    }

    [Fact]
    public void Ratios_and_their_intervals_follow_the_formulas()
    {
        // By hand: LR+ = 0.75 / 0.2, LR− = 0.25 / 0.8, DOR = 3 · 4 / (1 · 1); z = 1.959963984540054.
        const double z = 1.959963984540054;
        Assert.Equal(3.75, Point.PositiveLikelihoodRatio, 14);
        Assert.Equal(0.3125, Point.NegativeLikelihoodRatio, 14);
        Assert.Equal(12, Point.DiagnosticOddsRatio, 14);
        Around(3.75, z * Math.Sqrt((1.0 / 3) - 0.25 + 1 - 0.2), Point.PositiveLikelihoodRatioInterval);
        Around(0.3125, z * Math.Sqrt(1 - 0.25 + 0.25 - 0.2), Point.NegativeLikelihoodRatioInterval);
        Around(12, z * Math.Sqrt((1.0 / 3) + 1 + 1 + 0.25), Point.DiagnosticOddsRatioInterval);

        static void Around(double ratio, double half, (double Lower, double Upper) interval)
        {
            Assert.Equal(ratio * Math.Exp(-half), interval.Lower, 12);
            Assert.Equal(ratio * Math.Exp(half), interval.Upper, 10);
        }
    }

    [Fact]
    public void Empty_cells_give_infinite_ratios_without_intervals_and_never_an_exception()
    {
        var perfect = new OperatingPoint(4, 0, 0, 5, 0.95);
        Assert.Equal(double.PositiveInfinity, perfect.PositiveLikelihoodRatio);
        Assert.Equal(0, perfect.NegativeLikelihoodRatio);
        Assert.Equal(double.PositiveInfinity, perfect.DiagnosticOddsRatio);
        Assert.Equal((double.NaN, double.NaN), perfect.PositiveLikelihoodRatioInterval);
        Assert.Equal((double.NaN, double.NaN), perfect.NegativeLikelihoodRatioInterval);
        Assert.Equal((double.NaN, double.NaN), perfect.DiagnosticOddsRatioInterval);

        var none = new OperatingPoint(0, 0, 4, 5, 0.95);
        Assert.Equal(double.NaN, none.PositivePredictiveValue);
        Assert.Equal((double.NaN, double.NaN), none.PositivePredictiveValueInterval);
        Assert.Equal(double.NaN, none.PositiveLikelihoodRatio);
        Assert.Equal(1, none.NegativeLikelihoodRatio);
    }

    [Fact]
    public void It_is_taken_from_a_point_of_a_curve_or_from_a_threshold()
    {
        double[] negatives = [1, 2, 2, 3, 5];
        double[] positives = [2, 4, 4, 6];
        var curve = RocCurve.Of(negatives, positives);

        Assert.Equal(Point, OperatingPoint.Of(curve, curve.Points[3]));
        Assert.Equal(Point, OperatingPoint.At(negatives, positives, 4));
        Assert.Equal(Point, OperatingPoint.At(negatives, positives, 3.5));
        Assert.Equal(new OperatingPoint(1, 1, 3, 4, 0.9), OperatingPoint.At(negatives, positives, 4.5, 0.9));
        Assert.Equal(0.9, OperatingPoint.Of(curve, curve.Points[3], 0.9).Level);
        Assert.Throws<BadInputException>(() => OperatingPoint.At([double.NaN], positives, 4));
        Assert.Throws<BadInputException>(() => OperatingPoint.At(negatives, [double.NaN], 4));
    }
}
