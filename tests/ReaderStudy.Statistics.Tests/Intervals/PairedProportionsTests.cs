using FsCheck;
using FsCheck.Fluent;
using ReaderStudy.Statistics.Accuracy;
using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Statistics.Tests.Intervals;

public sealed class PairedProportionsTests
{
    private const double Z = 1.959963984540054;

    [Fact]
    public void Bonett_and_Price_by_hand()
    {
        // By hand: b~ = 7/22, c~ = 3/22, d = 4/22, SE = sqrt((10/22 - (4/22)^2) / 22).
        var se = Math.Sqrt(((10.0 / 22) - (16.0 / 484)) / 22);
        var interval = PairedProportions.BonettPriceInterval(new PairedOutcomes(5, 6, 2, 7));

        Assert.Equal((4.0 / 22) - (Z * se), interval.Lower, 1e-15);
        Assert.Equal((4.0 / 22) + (Z * se), interval.Upper, 1e-15);
    }

    [Fact]
    public void Wald_by_hand_is_cut_at_the_ends()
    {
        var half = Z * Math.Sqrt((0.4 - 0.04) / 20);
        Assert.Equal(0.2 - half, PairedProportions.WaldInterval(new PairedOutcomes(5, 6, 2, 7)).Lower, 1e-15);
        Assert.Equal(1, PairedProportions.WaldInterval(new PairedOutcomes(0, 3, 0, 0)).Upper);
        Assert.Equal(-1, PairedProportions.BonettPriceInterval(new PairedOutcomes(0, 0, 1, 0), 0.9999).Lower);
    }

    [Fact]
    public void Tango_with_nobody_discordant_by_hand()
    {
        // By hand: then q = |delta| and z^2 = n |delta| / (1 - |delta|), so delta = z^2 / (n + z^2).
        var (lower, upper) = PairedProportions.TangoInterval(new PairedOutcomes(30, 0, 0, 20));

        Assert.Equal(-Z * Z / (50 + (Z * Z)), lower, 1e-14);
        Assert.Equal(Z * Z / (50 + (Z * Z)), upper, 1e-14);
    }

    [Fact]
    public void Tango_reaches_the_ends_only_when_everything_is_discordant_one_way()
    {
        var all = PairedProportions.TangoInterval(new PairedOutcomes(0, 8, 0, 0));
        Assert.Equal(1, all.Upper);
        // By hand: b = n, c = 0: B = -n + n d, C = 0, q = (1 - d)/2, variance n(1 - d)(1 + d), z^2 = n (1 - d) / (1 + d).
        Assert.Equal((8 - (Z * Z)) / (8 + (Z * Z)), all.Lower, 1e-13);
        var none = PairedProportions.TangoInterval(new PairedOutcomes(0, 0, 8, 0));
        Assert.Equal(-1, none.Lower);
        Assert.Equal(-all.Lower, none.Upper, 1e-13);
    }

    [Fact]
    public void Tango_at_no_difference_is_McNemar()
    {
        var outcomes = new PairedOutcomes(40, 12, 5, 9);

        Assert.Equal(7 / Math.Sqrt(17), PairedProportions.TangoZ(outcomes, 0), 1e-14);
        Assert.Equal(double.NaN, PairedProportions.TangoZ(new PairedOutcomes(4, 0, 0, 3), 0));
        Assert.Equal(double.NegativeInfinity, PairedProportions.TangoZ(outcomes, 1));
        Assert.Equal(double.PositiveInfinity, PairedProportions.TangoZ(outcomes, -1));
    }

    [Fact]
    public void Limits_of_Tango_are_where_the_statistic_is_critical()
    {
        foreach (
            var outcomes in new[] { new PairedOutcomes(82, 14, 9, 9), new PairedOutcomes(0, 0, 1, 4), new PairedOutcomes(42, 0, 3, 0) }
        )
        {
            var (lower, upper) = PairedProportions.TangoInterval(outcomes, 0.9);

            Assert.Equal(1.6448536269514722, PairedProportions.TangoZ(outcomes, lower), 1e-9);
            Assert.Equal(-1.6448536269514722, PairedProportions.TangoZ(outcomes, upper), 1e-9);
        }
    }

    [Fact]
    public void Newcombe_by_hand()
    {
        // By hand for a, b, c, d = 5, 6, 2, 7: 5*7 - 6*2 = 23, less n/2 = 13; margins 11, 9, 7, 13.
        var phi = 13 / Math.Sqrt(11.0 * 9 * 7 * 13);
        var (l1, u1) = Wilson.Interval(11, 20);
        var (l2, u2) = Wilson.Interval(7, 20);
        var (below, above) = (0.55 - l1, u2 - 0.35);
        var (up, down) = (u1 - 0.55, 0.35 - l2);

        var (lower, upper) = PairedProportions.NewcombeInterval(new PairedOutcomes(5, 6, 2, 7));

        Assert.Equal(0.2 - Math.Sqrt((below * below) - (2 * phi * below * above) + (above * above)), lower, 1e-14);
        Assert.Equal(0.2 + Math.Sqrt((up * up) - (2 * phi * up * down) + (down * down)), upper, 1e-14);
    }

    [Fact]
    public void A_negative_correlation_is_not_lowered_and_a_small_one_is_none()
    {
        // 1*1 - 4*4 = -15: phi = -15 / 25. 4*3 - 2*3 = 6 lies below n/2 = 6: phi = 0.
        var negative = PairedProportions.NewcombeInterval(new PairedOutcomes(1, 4, 4, 1));
        var (l, u) = Wilson.Interval(5, 10);
        var (below, above) = (0.5 - l, u - 0.5);
        Assert.Equal(-Math.Sqrt((below * below) + (1.2 * below * above) + (above * above)), negative.Lower, 1e-14);

        var small = PairedProportions.NewcombeInterval(new PairedOutcomes(4, 2, 3, 3));
        var unpaired = UnpairedProportions.NewcombeInterval(6, 12, 7, 12);
        Assert.Equal(unpaired.Lower, small.Lower, 1e-15);
        Assert.Equal(unpaired.Upper, small.Upper, 1e-15);
    }

    [Fact]
    public void No_cases_are_undefined_and_negative_counts_refused()
    {
        var none = new PairedOutcomes(0, 0, 0, 0);
        Assert.Equal(double.NaN, PairedProportions.Difference(none));
        Assert.Equal((double.NaN, double.NaN), PairedProportions.NewcombeInterval(none));
        Assert.Equal((double.NaN, double.NaN), PairedProportions.BonettPriceInterval(none));
        Assert.Equal((double.NaN, double.NaN), PairedProportions.WaldInterval(none));
        Assert.Equal((double.NaN, double.NaN), PairedProportions.TangoInterval(none));
        Assert.Throws<ArgumentOutOfRangeException>(() => PairedProportions.TangoInterval(new PairedOutcomes(1, -1, 0, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => PairedProportions.TangoZ(new PairedOutcomes(1, 1, 0, 0), 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PairedProportions.WaldInterval(new PairedOutcomes(1, 1, 0, 0), 1));
    }

    [Fact]
    public void Exchanging_the_raters_turns_every_interval_round_and_each_holds_the_difference() =>
        Prop.ForAll(
                Gen.Choose(0, 40).Four().Where(t => t.Item1 + t.Item2 + t.Item3 + t.Item4 > 0).ToArbitrary(),
                t =>
                {
                    var one = new PairedOutcomes(t.Item1, t.Item2, t.Item3, t.Item4);
                    var other = new PairedOutcomes(t.Item1, t.Item3, t.Item2, t.Item4);
                    Func<PairedOutcomes, double, (double Lower, double Upper)>[] methods =
                    [
                        PairedProportions.NewcombeInterval,
                        PairedProportions.BonettPriceInterval,
                        PairedProportions.TangoInterval,
                        PairedProportions.WaldInterval,
                    ];
                    var difference = PairedProportions.Difference(one);
                    return methods.All(m =>
                    {
                        var (a, b) = (m(one, 0.95), m(other, 0.95));
                        var inside = a.Lower <= difference + 1e-12 && difference <= a.Upper + 1e-12;
                        // Bonett and Price centre elsewhere, which can leave out a difference of 1.
                        return (inside || Math.Abs(difference) == 1)
                            && Math.Abs(a.Lower + b.Upper) < 1e-12
                            && Math.Abs(a.Upper + b.Lower) < 1e-12;
                    });
                }
            )
            .Check(Config.QuickThrowOnFailure.WithReplay(7, 3));
}
