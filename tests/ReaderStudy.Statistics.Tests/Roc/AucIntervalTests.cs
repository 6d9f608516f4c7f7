using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Tests.Roc;

public sealed class AucIntervalTests
{
    [Fact]
    public void The_simple_interval_is_cut_at_zero_and_one()
    {
        // pROC 1.18.0: ci(roc(...)) of negatives 1 2 2 3 5, positives 2 4 4 6: 0.3938424906379100 to 1.
        var interval = AucInterval.Wald(0.75, DeLong.Variance([1, 2, 2, 3, 5], [2, 4, 4, 6]));
        Assert.Equal(0.39384249063790999, interval.Lower, 13);
        Assert.Equal(1, interval.Upper);

        // By hand: 0.2 ± 1.6448536269514722 · 0.2.
        var ninety = AucInterval.Wald(0.2, 0.04, 0.9);
        Assert.Equal(0, ninety.Lower);
        Assert.Equal(0.2 + (0.2 * 1.6448536269514722), ninety.Upper, 14);
    }

    [Fact]
    public void The_logit_interval_stays_within()
    {
        // By hand: logit 0.8 = ln 4, half-width 1.959963984540054 · 0.1 / 0.16.
        var interval = AucInterval.Logit(0.8, 0.01);
        var half = 1.959963984540054 * 0.1 / 0.16;

        Assert.Equal(1 / (1 + Math.Exp(-(Math.Log(4) - half))), interval.Lower, 13);
        Assert.Equal(1 / (1 + Math.Exp(-(Math.Log(4) + half))), interval.Upper, 13);
        Assert.True(AucInterval.Logit(0.8, 0.01, 0.9).Lower > interval.Lower);
    }

    [Fact]
    public void Without_a_variance_or_at_the_ends_they_say_so()
    {
        Assert.Equal((1, 1), AucInterval.Wald(1, 0));
        Assert.Equal((double.NaN, double.NaN), AucInterval.Wald(0.8, double.NaN));
        Assert.Equal((double.NaN, double.NaN), AucInterval.Logit(1, 0));
        Assert.Equal((double.NaN, double.NaN), AucInterval.Logit(0, 0));
        Assert.Equal((double.NaN, double.NaN), AucInterval.Logit(0.8, double.NaN));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_level_lies_between_zero_and_one(double level)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => AucInterval.Wald(0.8, 0.01, level));
        Assert.Throws<ArgumentOutOfRangeException>(() => AucInterval.Logit(0.8, 0.01, level));
    }
}
