using ReaderStudy.Statistics.Accuracy;
using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Statistics.Tests.Accuracy;

public sealed class DiagnosticAccuracyTests
{
    private const double Z = 1.959963984540054;

    private static readonly DiagnosticAccuracy Reader = new(40, 5, 13, 56);

    [Fact]
    public void Shares_by_hand()
    {
        Assert.Equal(40.0 / 45, Reader.Sensitivity);
        Assert.Equal(56.0 / 69, Reader.Specificity);
        Assert.Equal(40.0 / 53, Reader.PositivePredictiveValue);
        Assert.Equal(56.0 / 61, Reader.NegativePredictiveValue);
        Assert.Equal(Reader, DiagnosticAccuracy.Of(new BinaryOutcome(45, 40, 69, 56)));
    }

    [Fact]
    public void Likelihood_ratios_by_hand()
    {
        var positive = Reader.PositiveLikelihoodRatio();
        var negative = Reader.NegativeLikelihoodRatio(0.9);

        Assert.Equal(40.0 / 45 / (13.0 / 69), positive.Value, 1e-14);
        var factor = Math.Exp(Z * Math.Sqrt((1.0 / 40) - (1.0 / 45) + (1.0 / 13) - (1.0 / 69)));
        Assert.Equal(positive.Value * factor, positive.Upper, 1e-13);
        Assert.Equal(positive.Value / factor, positive.Lower, 1e-14);
        Assert.Equal(5.0 / 45 / (56.0 / 69), negative.Value, 1e-15);
        factor = Math.Exp(1.6448536269514722 * Math.Sqrt((1.0 / 5) - (1.0 / 45) + (1.0 / 56) - (1.0 / 69)));
        Assert.Equal(negative.Value * factor, negative.Upper, 1e-14);
    }

    [Fact]
    public void Odds_ratio_and_Youden_by_hand()
    {
        var odds = Reader.DiagnosticOddsRatio();
        Assert.Equal(40.0 * 56 / (13 * 5), odds.Value, 1e-13);
        Assert.Equal(odds.Value * Math.Exp(Z * Math.Sqrt((1.0 / 40) + (1.0 / 5) + (1.0 / 13) + (1.0 / 56))), odds.Upper, 1e-11);

        var youden = Reader.Youden();
        Assert.Equal((40.0 / 45) + (56.0 / 69) - 1, youden.Value, 1e-15);
        var (lower, upper) = UnpairedProportions.NewcombeInterval(40, 45, 13, 69);
        Assert.Equal((lower, upper), (youden.Lower, youden.Upper));
        var wide = Reader.YoudenBySummedLimits();
        Assert.True(wide.Lower < youden.Lower && wide.Upper > youden.Upper);
    }

    [Fact]
    public void Predictive_values_follow_Bayes()
    {
        // At the prevalence of the cases themselves they are the shares; at 10 %: 0.1 Se / (0.1 Se + 0.9 (1 - Sp)).
        Assert.Equal(40.0 / 53, Reader.PositivePredictiveValueAt(45.0 / 114).Value, 1e-14);
        Assert.Equal(56.0 / 61, Reader.NegativePredictiveValueAt(45.0 / 114).Value, 1e-14);
        var ten = Reader.PositivePredictiveValueAt(0.1);
        Assert.Equal(0.1 * (40.0 / 45) / ((0.1 * (40.0 / 45)) + (0.9 * (13.0 / 69))), ten.Value, 1e-15);
        // Mercaldo: logit PPV +- z sqrt((1 - Se)/(TP) + Sp/FP ...), the variance of the logarithm of the ratio.
        var logit = Math.Log(ten.Value / (1 - ten.Value)) + (Z * Math.Sqrt((1.0 / 40) - (1.0 / 45) + (1.0 / 13) - (1.0 / 69)));
        Assert.Equal(1 / (1 + Math.Exp(-logit)), ten.Upper, 1e-14);
        var negative = Reader.NegativePredictiveValueAt(0.1);
        Assert.True(negative.Lower < negative.Value && negative.Value < negative.Upper);
        Assert.Equal(0, Reader.PositivePredictiveValueAt(0).Value);
        Assert.Equal(1, Reader.PositivePredictiveValueAt(1).Value);
    }

    [Fact]
    public void Empty_cells_are_infinite_or_undefined_without_interval()
    {
        var never = new DiagnosticAccuracy(0, 5, 0, 7);
        Assert.Equal(double.NaN, never.PositiveLikelihoodRatio().Value);
        Assert.Equal(1, never.NegativeLikelihoodRatio().Value);
        Assert.Equal(1, never.NegativeLikelihoodRatio().Lower);
        Assert.Equal(double.NaN, never.PositivePredictiveValue);
        var sure = new DiagnosticAccuracy(3, 2, 0, 7);
        Assert.Equal(double.PositiveInfinity, sure.PositiveLikelihoodRatio().Value);
        Assert.Equal(double.NaN, sure.PositiveLikelihoodRatio().Lower);
        Assert.Equal(1, sure.PositivePredictiveValueAt(0.2).Value);
        Assert.Equal(double.NaN, sure.PositivePredictiveValueAt(0).Value);
        Assert.Equal(double.PositiveInfinity, sure.DiagnosticOddsRatio().Value);
        Assert.Equal(double.NaN, new DiagnosticAccuracy(0, 0, 2, 3).Sensitivity);
        Assert.Throws<ArgumentOutOfRangeException>(() => Reader.PositivePredictiveValueAt(1.2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Reader.DiagnosticOddsRatio(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Reader.PositiveLikelihoodRatio(1));
    }
}
