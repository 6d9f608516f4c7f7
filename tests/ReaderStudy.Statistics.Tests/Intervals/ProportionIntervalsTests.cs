using FsCheck;
using FsCheck.Fluent;
using ReaderStudy.Statistics.Distributions;
using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Statistics.Tests.Intervals;

/// <summary>Every interval of a single proportion; Wilson's without correction has tests of its own.</summary>
public sealed class ProportionIntervalsTests
{
    private delegate (double Lower, double Upper) Method(int count, int of, double level);

    private static readonly Method[] Methods =
    [
        Wilson.Interval,
        Wilson.CorrectedInterval,
        Wilson.CorrectedTowardsHalfInterval,
        ClopperPearson.Interval,
        MidP.Interval,
        Jeffreys.Interval,
        Jeffreys.EqualTailedInterval,
        AgrestiCoull.Interval,
        AgrestiCoull.UncutInterval,
        Wald.Interval,
        Wald.UncutInterval,
    ];

    [Fact]
    public void None_of_n_by_hand()
    {
        // By hand: (1 - p)^n = 0.025, and half of it for the mid-P interval: (1 - p)^n / 2 = 0.025.
        Near((0, 1 - Math.Pow(0.025, 0.2)), ClopperPearson.Interval(0, 5));
        Near((0, 1 - Math.Pow(0.05, 0.2)), MidP.Interval(0, 5));
        Near((Math.Pow(0.025, 0.2), 1), ClopperPearson.Interval(5, 5));
        Near((Math.Pow(0.05, 0.2), 1), MidP.Interval(5, 5));
    }

    [Fact]
    public void One_of_two_by_hand()
    {
        // By hand, exact: p^2 + 2p(1-p) = 0.025 -> p = 1 - sqrt(0.975); mid-P: p^2 + p(1-p) = p = 0.025.
        Assert.Equal(1 - Math.Sqrt(0.975), ClopperPearson.Interval(1, 2).Lower, 1e-15);
        Assert.Equal(0.025, MidP.Interval(1, 2).Lower, 1e-15);
        Assert.Equal(0.975, MidP.Interval(1, 2).Upper, 1e-15);
        Assert.Equal(0.025, MidP.UpperTail(1, 2, 0.025), 1e-15);
    }

    [Fact]
    public void Wilson_with_correction_by_hand()
    {
        // Newcombe 1998, method 4: (2np + z^2 -+ 1 -+ z sqrt(z^2 -+ 2 - 1/n + 4p(nq +- 1))) / (2(n + z^2)), here for 3 of 10.
        const double z = 1.959963984540054;
        var lower = (6 + (z * z) - 1 - (z * Math.Sqrt((z * z) - 2 - 0.1 + (1.2 * 8)))) / (2 * (10 + (z * z)));
        var upper = (6 + (z * z) + 1 + (z * Math.Sqrt((z * z) + 2 - 0.1 + (1.2 * 6)))) / (2 * (10 + (z * z)));

        var interval = Wilson.CorrectedInterval(3, 10);

        Assert.Equal(lower, interval.Lower, 1e-14);
        Assert.Equal(upper, interval.Upper, 1e-14);
        Assert.Equal(interval, Wilson.CorrectedTowardsHalfInterval(3, 10));
    }

    [Fact]
    public void At_one_half_prop_test_does_not_correct()
    {
        Assert.Equal(Wilson.Interval(5, 10).Lower, Wilson.CorrectedTowardsHalfInterval(5, 10).Lower, 1e-15);
        Assert.True(Wilson.CorrectedInterval(5, 10).Lower < Wilson.Interval(5, 10).Lower - 0.03);
        Assert.Equal((0, 1), (Wilson.CorrectedInterval(0, 4).Lower, Wilson.CorrectedInterval(4, 4).Upper));
    }

    [Fact]
    public void Jeffreys_ends_are_0_and_1_or_quantiles()
    {
        Assert.Equal(0, Jeffreys.Interval(0, 12).Lower);
        Assert.Equal(1, Jeffreys.Interval(12, 12).Upper);
        // statsmodels 0.13.5: proportion_confint(0, 12, method = "jeffreys") = (4.0075310076598924e-05, 0.18530593831248504).
        Assert.Equal(4.0075310076598924e-05, Jeffreys.EqualTailedInterval(0, 12).Lower, 1e-17);
        Assert.Equal(0.18530593831248504, Jeffreys.EqualTailedInterval(0, 12).Upper, 1e-14);
        Assert.Equal(Jeffreys.EqualTailedInterval(0, 12).Upper, Jeffreys.Interval(0, 12).Upper);
        Assert.Equal(Jeffreys.EqualTailedInterval(3, 12), Jeffreys.Interval(3, 12));
    }

    [Fact]
    public void Wald_and_Agresti_Coull_are_cut_only_on_request()
    {
        // By hand: 0.2 +- z sqrt(0.2 * 0.8 / 5) = 0.2 +- 0.3506; Agresti-Coull from (1 + z^2/2) / (5 + z^2).
        const double z = 1.959963984540054;
        var half = z * Math.Sqrt(0.032);
        Assert.Equal(0.2 - half, Wald.UncutInterval(1, 5).Lower, 1e-15);
        Assert.Equal(0, Wald.Interval(1, 5).Lower);
        Assert.Equal(0.2 + half, Wald.Interval(1, 5).Upper, 1e-15);
        var n = 5 + (z * z);
        var p = 0.5 * z * z / n;
        Assert.Equal(p - (z * Math.Sqrt(p * (1 - p) / n)), AgrestiCoull.UncutInterval(0, 5).Lower, 1e-15);
        Assert.True(AgrestiCoull.UncutInterval(0, 5).Lower < 0);
        Assert.Equal(0, AgrestiCoull.Interval(0, 5).Lower);
        Assert.Equal(1, AgrestiCoull.Interval(5, 5).Upper);
    }

    [Fact]
    public void Nothing_of_nothing_is_undefined_and_impossible_input_refused()
    {
        foreach (var method in Methods)
        {
            Assert.Equal((double.NaN, double.NaN), method(0, 0, 0.95));
            Assert.Throws<ArgumentOutOfRangeException>(() => method(-1, 5, 0.95));
            Assert.Throws<ArgumentOutOfRangeException>(() => method(6, 5, 0.95));
            Assert.Throws<ArgumentOutOfRangeException>(() => method(1, 5, 0));
            Assert.Throws<ArgumentOutOfRangeException>(() => method(1, 5, 1));
        }

        Assert.Equal((double.NaN, double.NaN), Wilson.Interval(double.NaN, 3, 0.95));
    }

    [Fact]
    public void Every_interval_holds_the_proportion_mirrors_its_complement_and_grows_with_the_level() =>
        Prop.ForAll(
                Gen.Choose(1, 400).SelectMany(n => Gen.Choose(0, n).Select(x => (Count: x, Of: n))).ToArbitrary(),
                c =>
                    Methods.All(method =>
                    {
                        var p = (double)c.Count / c.Of;
                        var (lower, upper) = method(c.Count, c.Of, 0.95);
                        var mirrored = method(c.Of - c.Count, c.Of, 0.95);
                        var narrow = method(c.Count, c.Of, 0.8);
                        // The equal-tailed quantiles leave out a proportion of 0 or 1; that is why the ends are otherwise set to it.
                        var holds = (lower <= p + 1e-12 && p <= upper + 1e-12) || c.Count == 0 || c.Count == c.Of;
                        return holds
                            && Math.Abs(lower - (1 - mirrored.Upper)) < 1e-12
                            && Math.Abs(upper - (1 - mirrored.Lower)) < 1e-12
                            && lower <= narrow.Lower + 1e-12
                            && narrow.Upper <= upper + 1e-12;
                    })
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(42, 1));

    [Fact]
    public void Exact_limits_reject_with_half_the_error_each_and_contain_the_mid_P_limits()
    {
        foreach (var (x, n) in new[] { (1, 3), (7, 20), (50, 51), (180, 200) })
        {
            var (lower, upper) = ClopperPearson.Interval(x, n, 0.9);
            var (inner, outer) = MidP.Interval(x, n, 0.9);

            // P(X >= x | lower) = 0.05 = P(X <= x | upper).
            Assert.Equal(0.05, IncompleteBeta.Regularised(lower, x, n - x + 1), 1e-12);
            Assert.Equal(0.05, 1 - IncompleteBeta.Regularised(upper, x + 1, n - x), 1e-12);
            Assert.Equal(0.05, MidP.UpperTail(x, n, inner), 1e-12);
            Assert.True(lower < inner && outer < upper);
        }
    }

    private static void Near((double Lower, double Upper) expected, (double Lower, double Upper) got)
    {
        Assert.Equal(expected.Lower, got.Lower, 1e-14);
        Assert.Equal(expected.Upper, got.Upper, 1e-14);
    }
}
