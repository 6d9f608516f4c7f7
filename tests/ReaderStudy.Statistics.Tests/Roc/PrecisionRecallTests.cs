using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Tests.Roc;

public sealed class PrecisionRecallTests
{
    private static readonly RocCurve Curve = RocCurve.Of([1, 2, 2, 3, 5], [2, 4, 4, 6]);

    [Fact]
    public void The_curve_starts_at_the_highest_rating()
    {
        // By hand, from the counts at each threshold.
        Assert.Equal(
            [
                new PrecisionRecallPoint(5.5, 0.25, 1),
                new PrecisionRecallPoint(4.5, 0.25, 0.5),
                new PrecisionRecallPoint(3.5, 0.75, 0.75),
                new PrecisionRecallPoint(2.5, 0.75, 0.6),
                new PrecisionRecallPoint(1.5, 1, 0.5),
                new PrecisionRecallPoint(double.NegativeInfinity, 1, 4.0 / 9),
            ],
            PrecisionRecall.Curve(Curve)
        );
    }

    [Fact]
    public void Average_precision_is_the_area_in_steps()
    {
        // By hand: 0.25 · 1 + 0.5 · 0.75 + 0.25 · 0.5.
        Assert.Equal(0.75, PrecisionRecall.AveragePrecision(Curve), 15);
        Assert.Equal(1, PrecisionRecall.AveragePrecision(RocCurve.Of([1], [2])));
        // Constant ratings reach the share of positive cases.
        Assert.Equal(0.25, PrecisionRecall.AveragePrecision(RocCurve.Of([1, 1, 1], [1])));
    }
}
