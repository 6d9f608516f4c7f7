using FsCheck;
using FsCheck.Fluent;
using ReaderStudy.Statistics.Agreement;
using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Tests.Agreement;

public sealed class BlandAltmanTests
{
    private static readonly double[] First = [10, 12, 15, 11, 20];
    private static readonly double[] Second = [9, 13, 12, 11, 18];

    [Fact]
    public void Five_pairs_by_hand()
    {
        // By hand: differences 1, -1, 3, 0, 2; mean 1, squares 0 + 4 + 4 + 1 + 1 = 10, s^2 = 2.5.
        var agreement = BlandAltman.Of(First, Second);

        Assert.Equal(5, agreement.Pairs);
        Assert.Equal(1, agreement.Bias);
        Assert.Equal(Math.Sqrt(2.5), agreement.StandardDeviation, 1e-15);
        Assert.Equal(Math.Sqrt(0.5), agreement.StandardErrorOfBias, 1e-15);
        Assert.Equal(Math.Sqrt(2), agreement.T, 1e-15);
        Assert.Equal(4, agreement.DegreesOfFreedom);
        Assert.Equal(StudentsT.TwoSidedP(Math.Sqrt(2), 4), agreement.P, 1e-15);
        Assert.Equal(Math.Sqrt(1.25), agreement.WithinCaseStandardDeviation, 1e-15);
        Assert.Equal(1.959963984540054 * Math.Sqrt(2.5), agreement.RepeatabilityCoefficient(), 1e-14);
        Assert.Equal(1 - (StudentsT.Quantile(0.975, 4) * Math.Sqrt(0.5)), agreement.BiasInterval().Lower, 1e-13);
    }

    [Fact]
    public void Intervals_of_the_limits_by_hand()
    {
        var agreement = BlandAltman.Of(First, Second);
        var (s, t) = (Math.Sqrt(2.5), StudentsT.Quantile(0.975, 4));

        var of1986 = agreement.Limits1986();
        Assert.Equal(1 + (1.96 * s), of1986.Upper, 1e-14);
        Assert.Equal(1 + (1.96 * s) + (t * Math.Sqrt(3 * 2.5 / 5)), of1986.OfUpper.Upper, 1e-13);
        Assert.Equal(1 - (1.96 * s) + (t * Math.Sqrt(3 * 2.5 / 5)), of1986.OfLower.Upper, 1e-13);
        var of1999 = agreement.Limits1999();
        var spread = t * s * Math.Sqrt(0.2 + (1.96 * 1.96 / 8));
        Assert.Equal(1 - (1.96 * s) - spread, of1999.OfLower.Lower, 1e-13);
        Assert.Equal(1 + (1.96 * s) - spread, of1999.OfUpper.Lower, 1e-13);
        Assert.Equal(1 - (2 * s) - (t * s * Math.Sqrt(0.2 + (9.0 / 8))), agreement.Limits1999(2, 3, 0.95).OfLower.Lower, 1e-13);
    }

    [Fact]
    public void Exact_intervals_come_from_the_noncentral_t()
    {
        var agreement = BlandAltman.Of(First, Second);
        var limits = agreement.Limits(0.9, 0.8);
        var z = StandardNormal.Quantile(0.95);
        var (s, se) = (Math.Sqrt(2.5), Math.Sqrt(0.5));

        Assert.Equal(1 - (z * s), limits.Lower, 1e-13);
        Assert.Equal(1 + (NoncentralT.Quantile(0.1, 4, z * Math.Sqrt(5)) * se), limits.OfUpper.Lower, 1e-12);
        Assert.Equal(1 + (NoncentralT.Quantile(0.9, 4, z * Math.Sqrt(5)) * se), limits.OfUpper.Upper, 1e-12);
        Assert.Equal(2 - limits.OfUpper.Upper, limits.OfLower.Lower, 1e-12);
        Assert.Equal(2 - limits.OfUpper.Lower, limits.OfLower.Upper, 1e-12);
    }

    [Fact]
    public void The_slope_on_the_means_by_hand()
    {
        // Least squares on the means 9.5, 12.5, 13.5, 11, 19 (mean 13.1), with d - 1 = 0, -2, 2, -1, 1.
        var slope = BlandAltman.Of(First, Second).DifferenceOnMean;
        double[] x = [9.5, 12.5, 13.5, 11, 19];
        double[] d = [0, -2, 2, -1, 1];
        var sxx = x.Sum(v => (v - 13.1) * (v - 13.1));
        var sxy = x.Zip(d, (v, e) => (v - 13.1) * e).Sum();
        Assert.Equal(sxy / sxx, slope.Slope, 1e-14);
        Assert.Equal(1 - (13.1 * sxy / sxx), slope.Intercept, 1e-13);
        Assert.Equal(Math.Sqrt((10 - (sxy * sxy / sxx)) / 3 / sxx), slope.SlopeStandardError, 1e-14);
        Assert.Equal(3, slope.DegreesOfFreedom);
        Assert.Equal(StudentsT.TwoSidedP(slope.T, 3), slope.P);
    }

    [Fact]
    public void Ratios_are_the_differences_of_logarithms()
    {
        var ratio = BlandAltman.OfLogarithms([2, 4, 8], [1, 1, 1]);
        Assert.Equal(Math.Log(4), ratio.Bias, 1e-15);
        Assert.Equal(Math.Log(2), ratio.StandardDeviation, 1e-15);
        Assert.Equal(double.NaN, BlandAltman.OfLogarithms([2, 0, 8], [1, 1, 1]).Bias);
        Assert.Equal(double.NaN, BlandAltman.OfLogarithms([2, 1, 8], [1, -1, 1]).Limits().Upper);
    }

    [Fact]
    public void Missing_values_and_too_few_pairs()
    {
        var agreement = BlandAltman.Of([10, double.NaN, 12, 3], [9, 4, double.NaN, 5]);
        Assert.Equal(2, agreement.Pairs);
        Assert.Equal(-0.5, agreement.Bias);
        Assert.Equal(double.NaN, agreement.DifferenceOnMean.SlopeStandardError);
        var single = BlandAltman.Of([3], [1]);
        Assert.Equal(2, single.Bias);
        Assert.Equal(double.NaN, single.StandardDeviation);
        Assert.Equal(double.NaN, single.BiasInterval().Lower);
        Assert.Equal(double.NaN, single.Limits().OfUpper.Upper);
        Assert.Equal(double.NaN, BlandAltman.Of([], []).Bias);
        Assert.Equal(double.NaN, BlandAltman.Of([1, 2, 3], [1, 2, 3]).T);
    }

    [Fact]
    public void Unequal_lengths_and_infinite_values_are_refused()
    {
        Assert.Throws<BadInputException>(() => BlandAltman.Of([1, 2], [1]));
        var bad = Assert.Throws<BadInputException>(() => BlandAltman.Of([1, double.PositiveInfinity, 3], [1, 2, double.NegativeInfinity]));
        Assert.Equal([1, 2], bad.Faults.Select(f => f.Row));
    }

    [Fact]
    public void Exchanging_the_methods_turns_everything_round() =>
        Prop.ForAll(
                Gen.Choose(-99, 99).Two().ListOf().Where(l => l.Count > 3).ToArbitrary(),
                pairs =>
                {
                    double[] x = [.. pairs.Select(p => (double)p.Item1)];
                    double[] y = [.. pairs.Select(p => p.Item2 + 0.5)];
                    var (a, b) = (BlandAltman.Of(x, y), BlandAltman.Of(y, x));
                    var (l, m) = (a.Limits(), b.Limits());
                    bool Near(double u, double v) => u.Equals(v) || Math.Abs(u - v) < 1e-8;
                    return Near(a.Bias, -b.Bias)
                        && Near(a.StandardDeviation, b.StandardDeviation)
                        && Near(l.OfLower.Lower, -m.OfUpper.Upper)
                        && Near(l.OfLower.Upper, -m.OfUpper.Lower)
                        && (a.StandardDeviation == 0 || (l.OfUpper.Lower < l.Upper && l.Upper < l.OfUpper.Upper));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40).WithReplay(23, 1));
}
