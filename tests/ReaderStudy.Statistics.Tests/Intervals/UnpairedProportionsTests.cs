using FsCheck;
using FsCheck.Fluent;
using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Statistics.Tests.Intervals;

public sealed class UnpairedProportionsTests
{
    [Fact]
    public void Newcombes_first_example()
    {
        // Newcombe RG (1998). Statistics in Medicine 17:873-890, table II, 56/70 - 48/80, printed to four decimals:
        // Wald 0.0575 to 0.3425, Miettinen-Nurminen 0.0528 to 0.3382, his method 10 0.0524 to 0.3339.
        Assert.Equal(0.2, UnpairedProportions.Difference(56, 70, 48, 80), 1e-15);
        Four(0.0575, 0.3425, UnpairedProportions.WaldInterval(56, 70, 48, 80));
        Four(0.0528, 0.3382, UnpairedProportions.MiettinenNurminenInterval(56, 70, 48, 80));
        Four(0.0524, 0.3339, UnpairedProportions.NewcombeInterval(56, 70, 48, 80));
    }

    [Fact]
    public void Newcombes_examples_with_empty_cells()
    {
        // The same table: 0/10 - 0/20 and 10/10 - 0/10.
        Four(-0.1611, 0.2775, UnpairedProportions.NewcombeInterval(0, 10, 0, 20));
        Four(0.6075, 1, UnpairedProportions.NewcombeInterval(10, 10, 0, 10));
        Four(-0.1658, 0.2844, UnpairedProportions.MiettinenNurminenInterval(0, 10, 0, 20));
        // By hand: the likelihood p1^10 (1 - p2)^10 is largest at p1 = (1 + d)/2, so z^2 = 19 (1 - d) / (1 + d).
        const double z2 = 1.959963984540054 * 1.959963984540054;
        var (lower, upper) = UnpairedProportions.MiettinenNurminenInterval(10, 10, 0, 10);
        Assert.Equal((19 - z2) / (19 + z2), lower, 1e-13);
        Assert.Equal(1, upper);
    }

    [Fact]
    public void Agresti_and_Caffo_by_hand()
    {
        // By hand: 4/12 and 2/9.
        var half = 1.959963984540054 * Math.Sqrt((4.0 / 12 * (8.0 / 12) / 12) + (2.0 / 9 * (7.0 / 9) / 9));
        var (lower, upper) = UnpairedProportions.AgrestiCaffoInterval(3, 10, 1, 7);
        Assert.Equal((1.0 / 9) - half, lower, 1e-15);
        Assert.Equal((1.0 / 9) + half, upper, 1e-15);
    }

    [Fact]
    public void The_score_at_no_difference_is_Pearsons_with_one_case_less()
    {
        // Pearson's chi-square of (30, 10; 20, 20) is 80 (30*20 - 10*20)^2 / (40*40*50*30) = 5.3333.
        var z = UnpairedProportions.MiettinenNurminenZ(30, 40, 20, 40, 0);
        Assert.Equal(16.0 / 3 * 79 / 80, z * z, 1e-12);
        Assert.Equal(double.NaN, UnpairedProportions.MiettinenNurminenZ(0, 4, 0, 5, 0));
        Assert.Equal(double.NegativeInfinity, UnpairedProportions.MiettinenNurminenZ(1, 4, 1, 5, 1));
    }

    [Fact]
    public void Empty_groups_are_undefined_and_impossible_input_refused()
    {
        Assert.Equal((double.NaN, double.NaN), UnpairedProportions.WaldInterval(0, 0, 1, 5));
        Assert.Equal((double.NaN, double.NaN), UnpairedProportions.NewcombeInterval(0, 0, 1, 5));
        Assert.Equal((double.NaN, double.NaN), UnpairedProportions.AgrestiCaffoInterval(1, 5, 0, 0));
        Assert.Equal((double.NaN, double.NaN), UnpairedProportions.MiettinenNurminenInterval(1, 5, 0, 0));
        Assert.Equal(double.NaN, UnpairedProportions.Difference(1, 5, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => UnpairedProportions.NewcombeInterval(6, 5, 1, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => UnpairedProportions.MiettinenNurminenZ(1, 5, 1, 5, -2));
    }

    [Fact]
    public void Exchanging_groups_turns_intervals_round_and_the_score_limits_are_critical() =>
        Prop.ForAll(
                Gen.Choose(1, 60)
                    .Two()
                    .SelectMany(n => Gen.Choose(0, n.Item1).SelectMany(x => Gen.Choose(0, n.Item2).Select(y => (x, n.Item1, y, n.Item2))))
                    .ToArbitrary(),
                g =>
                {
                    var (x1, n1, x2, n2) = g;
                    Func<int, int, int, int, double, (double Lower, double Upper)>[] methods =
                    [
                        UnpairedProportions.WaldInterval,
                        UnpairedProportions.NewcombeInterval,
                        UnpairedProportions.AgrestiCaffoInterval,
                        UnpairedProportions.MiettinenNurminenInterval,
                    ];
                    var turned = methods.All(m =>
                    {
                        var (a, b) = (m(x1, n1, x2, n2, 0.95), m(x2, n2, x1, n1, 0.95));
                        return Math.Abs(a.Lower + b.Upper) < 1e-12 && Math.Abs(a.Upper + b.Lower) < 1e-12;
                    });
                    var (lower, _) = UnpairedProportions.MiettinenNurminenInterval(x1, n1, x2, n2);
                    var critical = UnpairedProportions.MiettinenNurminenZ(x1, n1, x2, n2, lower);
                    return turned && (lower == -1 || Math.Abs(critical - 1.959963984540054) < 1e-6);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40).WithReplay(11, 5));

    private static void Four(double lower, double upper, (double Lower, double Upper) got)
    {
        Assert.Equal(lower, got.Lower, 0.00005);
        Assert.Equal(upper, got.Upper, 0.00005);
    }
}
