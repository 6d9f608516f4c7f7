using ReaderStudy.Statistics.Resampling;

namespace ReaderStudy.Statistics.Tests.Resampling;

public sealed class BootstrapIntervalTests
{
    private static readonly double[] Replicates = [3.1, 4.2, 4.9, 5.5, 5.0, 6.7, 7.4, 2.2, 5.9];
    private static readonly double[] Variances = [0.5, 1, 2, 0.8, 1.1, 0.9, 1.3, 0.7, double.NaN];
    private static readonly BootstrapDistribution Distribution = new(5.2, Replicates, 1.5, Variances);

    [Fact]
    public void Quantiles_between_ranks_are_interpolated_on_the_normal_scale()
    {
        // R boot 1.3-28: boot:::norm.inter(c(2.1, 3.4, 3.9, 5.2, 8.8, 1.0, 7.7), c(.05, .2, .25, .3, .5, .9, .99)).
        double[] sorted = [1.0, 2.1, 3.4, 3.9, 5.2, 7.7, 8.8];
        Assert.Equal(1, NormalScaleQuantile.OfSorted(sorted, 0.05));
        Assert.Equal(1.7136578519068688, NormalScaleQuantile.OfSorted(sorted, 0.2), 14);
        Assert.Equal(2.1, NormalScaleQuantile.OfSorted(sorted, 0.25));
        Assert.Equal(2.6483091104681464, NormalScaleQuantile.OfSorted(sorted, 0.3), 14);
        Assert.Equal(3.9, NormalScaleQuantile.OfSorted(sorted, 0.5));
        Assert.Equal(1, NormalScaleQuantile.OfSorted(sorted, 0.125));
        Assert.Equal(8.8, NormalScaleQuantile.OfSorted(sorted, 0.875));
        Assert.Equal(8.8, NormalScaleQuantile.OfSorted(sorted, 0.9));
        Assert.Equal(8.8, NormalScaleQuantile.OfSorted(sorted, 1));
        Assert.Equal(1, NormalScaleQuantile.OfSorted(sorted, 0));
        Assert.Equal(double.NaN, NormalScaleQuantile.OfSorted(sorted, double.NaN));
        Assert.Equal(double.NaN, NormalScaleQuantile.OfSorted([], 0.5));
    }

    [Fact]
    public void The_simple_intervals_are_those_of_boot()
    {
        // R: boot:::norm.inter(t, c(.15, .85)), quantile(t, c(.15, .85), type = 6 and 7), 2 t0 − mean ± qnorm(.85) sd.
        Close((2.7014574863638368, 7.0099775106059043), BootstrapInterval.Percentile(Distribution, 0.7));
        Close((10.4 - 7.0099775106059043, 10.4 - 2.7014574863638368), BootstrapInterval.Basic(Distribution, 0.7));
        Close((2.65, 7.05), BootstrapInterval.PercentileBySampleQuantile(Distribution, 0.7, QuantileDefinition.ExpectedOfUniform));
        Close((3.32, 6.54), BootstrapInterval.PercentileBySampleQuantile(Distribution, 0.7));
        Close((3.6998622499966185, 7.1223599722256044), BootstrapInterval.Normal(Distribution, 0.7), 12);
    }

    [Fact]
    public void The_corrected_interval_is_that_of_boot()
    {
        // R: w = qnorm(mean(t < t0)); adjusted levels by boot's bca.ci with a = 0.05, level 0.8; boot:::norm.inter at them.
        Assert.Equal(0.13971029888186209, BootstrapInterval.BiasCorrection(Distribution), 14);
        Close((2.8977942641928771, 7.4), BootstrapInterval.BiasCorrectedAccelerated(Distribution, 0.05, 0.8), 12);
        var symmetric = new BootstrapDistribution(5, [3, 4, 6, 7]);
        Assert.Equal(0, BootstrapInterval.BiasCorrection(symmetric), 15);
        Assert.Equal(BootstrapInterval.Percentile(symmetric, 0.5), BootstrapInterval.BiasCorrectedAccelerated(symmetric, 0, 0.5));
    }

    [Fact]
    public void The_studentised_interval_is_that_of_boot()
    {
        // R: t0 − sqrt(1.5) · boot:::norm.inter((t − t0) / sqrt(v), c(.85, .15)), without the resample whose variance is missing.
        Close((3.0092128930378159, 9.2868177587548928), BootstrapInterval.Studentised(Distribution, 0.7), 12);
        Assert.Equal((double.NaN, double.NaN), BootstrapInterval.Studentised(new BootstrapDistribution(5.2, Replicates)));
    }

    [Fact]
    public void All_replicates_on_one_side_or_no_acceleration_give_no_corrected_interval()
    {
        var below = new BootstrapDistribution(5, [1, 2, 3]);
        Assert.Equal(double.PositiveInfinity, BootstrapInterval.BiasCorrection(below));
        Assert.Equal((double.NaN, double.NaN), BootstrapInterval.BiasCorrectedAccelerated(below, 0));
        Assert.Equal(double.NegativeInfinity, BootstrapInterval.BiasCorrection(new BootstrapDistribution(1, [1, 2])));
        Assert.Equal((double.NaN, double.NaN), BootstrapInterval.BiasCorrectedAccelerated(Distribution, double.NaN));
    }

    [Fact]
    public void Without_a_replicate_nothing_is_defined()
    {
        var none = new BootstrapDistribution(5, [double.NaN]);
        Assert.Equal((double.NaN, double.NaN), BootstrapInterval.Percentile(none));
        Assert.Equal((double.NaN, double.NaN), BootstrapInterval.Basic(none));
        Assert.Equal((double.NaN, double.NaN), BootstrapInterval.Normal(none));
        Assert.Equal((double.NaN, double.NaN), BootstrapInterval.PercentileBySampleQuantile(none));
        Assert.Equal(double.NaN, BootstrapInterval.BiasCorrection(none));
        Assert.Equal(double.NaN, none.TwoSidedP());
        Assert.Equal(double.NaN, none.UncorrectedTwoSidedP());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_level_lies_between_zero_and_one(double level)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => BootstrapInterval.Percentile(Distribution, level));
        Assert.Throws<ArgumentOutOfRangeException>(() => BootstrapInterval.Normal(Distribution, level));
        Assert.Throws<ArgumentOutOfRangeException>(() => BootstrapInterval.Basic(Distribution, level));
        Assert.Throws<ArgumentOutOfRangeException>(() => BootstrapInterval.Studentised(Distribution, level));
        Assert.Throws<ArgumentOutOfRangeException>(() => BootstrapInterval.BiasCorrectedAccelerated(Distribution, 0, level));
        Assert.Throws<ArgumentOutOfRangeException>(() => BootstrapInterval.PercentileBySampleQuantile(Distribution, level));
    }

    [Fact]
    public void A_distribution_knows_bias_spread_and_what_was_undefined()
    {
        var some = new BootstrapDistribution(4, [1, double.NaN, 3, 8, double.PositiveInfinity]);
        Assert.Equal([1, 3, 8], some.Sorted.ToArray());
        Assert.Equal(2, some.Undefined);
        Assert.Equal(4, some.Mean);
        Assert.Equal(0, some.Bias);
        // By hand: √((9 + 1 + 16) / 2).
        Assert.Equal(Math.Sqrt(13), some.StandardError, 14);
        Assert.Equal(double.NaN, new BootstrapDistribution(4, [1]).StandardError);
        Assert.Equal(-3, new BootstrapDistribution(4, [1]).Bias);
        Assert.Throws<ArgumentException>(() => new BootstrapDistribution(4, [1, 2], 1, [1]));
    }

    [Fact]
    public void A_p_value_is_never_zero()
    {
        double[] positive = [.. Enumerable.Range(1, 19).Select(i => (double)i)];
        var bootstrap = new BootstrapDistribution(10, positive);
        Assert.Equal(0.1, bootstrap.TwoSidedP(), 15);
        Assert.Equal(0, bootstrap.UncorrectedTwoSidedP());

        // #{t ≤ 2} = 2, #{t ≥ 2} = 18; at 18 the other way about; at 10 both are 10.
        Assert.Equal(2 * 3.0 / 20, bootstrap.TwoSidedP(2), 15);
        Assert.Equal(2 * 2.0 / 19, bootstrap.UncorrectedTwoSidedP(2), 15);
        Assert.Equal(2 * 3.0 / 20, bootstrap.TwoSidedP(18), 15);
        Assert.Equal(1, bootstrap.TwoSidedP(10));
        Assert.Equal(1, bootstrap.UncorrectedTwoSidedP(10));
    }

    [Fact]
    public void Resamples_without_a_variance_can_be_left_out()
    {
        var kept = Distribution.WithFiniteVariances();

        Assert.Equal(Replicates.Take(8), kept.Replicates);
        Assert.Equal(Variances.Take(8), kept.ReplicateVariances);
        Assert.Equal(5.2, kept.Estimate);
        Assert.Equal(1.5, kept.EstimateVariance);
        var none = new BootstrapDistribution(5.2, Replicates);
        Assert.Same(none, none.WithFiniteVariances());
    }

    private static void Close((double Lower, double Upper) expected, (double Lower, double Upper) got, int digits = 13)
    {
        Assert.Equal(expected.Lower, got.Lower, digits);
        Assert.Equal(expected.Upper, got.Upper, digits);
    }
}
