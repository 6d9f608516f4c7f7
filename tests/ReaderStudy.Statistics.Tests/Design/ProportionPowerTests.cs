using ReaderStudy.Statistics.Accuracy;
using ReaderStudy.Statistics.Design;
using ReaderStudy.Statistics.Distributions;
using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Statistics.Tests.Design;

public sealed class ProportionPowerTests
{
    [Fact]
    public void Two_groups_agree_with_R()
    {
        // R 4.2.2: power.prop.test(n = 50, p1 = .8, p2 = .9)$power, (strict = TRUE), and (power = .8, tol = 1e-12)$n.
        Assert.Equal(0.28595083520607234, TwoProportionsPower.Of(50, 0.8, 0.9), 1e-13);
        Assert.Equal(0.2862956361200116, TwoProportionsPower.StrictOf(50, 0.9, 0.8), 1e-13);
        Assert.Equal(198.96341328433104, TwoProportionsPower.CasesPerGroup(0.8, 0.8, 0.9), 1e-9);
    }

    [Fact]
    public void Sample_sizes_give_back_the_power()
    {
        Assert.Equal(0.9, TwoProportionsPower.Of(TwoProportionsPower.CasesPerGroup(0.9, 0.6, 0.75, 0.01), 0.6, 0.75, 0.01), 1e-12);
        var oneSided = TwoProportionsPower.OneSidedCasesPerGroup(0.9, 0.6, 0.75, 0.025);
        Assert.Equal(0.9, TwoProportionsPower.OneSidedOf(oneSided, 0.6, 0.75, 0.025), 1e-12);
        Assert.Equal(TwoProportionsPower.CasesPerGroup(0.9, 0.6, 0.75), oneSided, 1e-9);
        var strict = TwoProportionsPower.StrictCasesPerGroup(0.2, 0.5, 0.55);
        Assert.Equal(0.2, TwoProportionsPower.StrictOf(strict, 0.5, 0.55), 1e-12);
        Assert.True(strict < TwoProportionsPower.CasesPerGroup(0.2, 0.5, 0.55));
    }

    [Fact]
    public void Equal_proportions_have_the_power_of_the_error_and_no_sample_size()
    {
        Assert.Equal(0.05, TwoProportionsPower.StrictOf(100, 0.7, 0.7), 1e-14);
        Assert.Equal(0.025, TwoProportionsPower.Of(100, 0.7, 0.7), 1e-14);
        Assert.Equal(double.PositiveInfinity, TwoProportionsPower.CasesPerGroup(0.8, 0.7, 0.7));
        Assert.Equal(double.PositiveInfinity, TwoProportionsPower.StrictCasesPerGroup(0.8, 0.7, 0.7));
        Assert.Throws<ArgumentOutOfRangeException>(() => TwoProportionsPower.Of(100, 1.1, 0.7));
        Assert.Throws<ArgumentOutOfRangeException>(() => TwoProportionsPower.Of(-1, 0.6, 0.7));
        Assert.Throws<ArgumentOutOfRangeException>(() => TwoProportionsPower.Of(10, 0.6, 0.7, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => TwoProportionsPower.CasesPerGroup(1, 0.6, 0.7));
    }

    [Fact]
    public void One_proportion_by_hand()
    {
        // By hand for p0 = 0.5, p = 0.7, n = 50: (sqrt(50) 0.2 - 1.96 * 0.5) / sqrt(0.21), and the other side.
        var z = 1.959963984540054 * 0.5;
        var gap = Math.Sqrt(50) * 0.2;
        var spread = Math.Sqrt(0.21);
        Assert.Equal(
            StandardNormal.Cdf((gap - z) / spread) + StandardNormal.Cdf((-gap - z) / spread),
            OneProportionPower.Of(50, 0.7, 0.5),
            1e-14
        );
        Assert.Equal(0.05, OneProportionPower.Of(50, 0.5, 0.5), 1e-14);
        var cases = OneProportionPower.Cases(0.9, 0.8, 0.7);
        Assert.Equal(0.9, OneProportionPower.Of(cases, 0.8, 0.7), 1e-4);
        Assert.Equal(double.PositiveInfinity, OneProportionPower.Cases(0.9, 0.7, 0.7));
        Assert.Throws<ArgumentOutOfRangeException>(() => OneProportionPower.Of(50, 0.7, 1.5));
    }

    [Fact]
    public void The_exact_test_of_one_proportion_by_hand()
    {
        // By hand, n = 5, p0 = 0.5, alpha = 0.05: only 5 of 5 rejects (1/32); power at 0.9 is 0.9^5. With n = 4 nothing can reject.
        Assert.Equal(Math.Pow(0.9, 5), OneProportionPower.ExactOneSidedOf(5, 0.9, 0.5, 0.05), 1e-14);
        Assert.Equal(0, OneProportionPower.ExactOneSidedOf(4, 0.9, 0.5, 0.05));
        Assert.Equal(0, OneProportionPower.ExactOneSidedOf(0, 0.9, 0.5, 0.05));
        var cases = OneProportionPower.ExactOneSidedCases(0.8, 0.9, 0.75)!.Value;
        Assert.True(OneProportionPower.ExactOneSidedOf(cases - 1, 0.9, 0.75) < 0.8);
        Assert.All(Enumerable.Range(cases, cases), n => Assert.True(OneProportionPower.ExactOneSidedOf(n, 0.9, 0.75) >= 0.8));
        Assert.Null(OneProportionPower.ExactOneSidedCases(0.99, 0.76, 0.75, most: 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => OneProportionPower.ExactOneSidedCases(0.8, 0.7, 0.75));
    }

    [Fact]
    public void A_half_width_is_kept_by_the_least_number_of_cases()
    {
        var n = OneProportionPower.CasesForHalfWidth(0.05, 0.9);
        double Wider(double cases)
        {
            var (lower, upper) = Wilson.Interval(0.9 * cases, cases, 0.95);
            return Math.Max(0.9 - lower, upper - 0.9);
        }

        Assert.True(Wider(n) <= 0.05 && Wider(n - 1) > 0.05);
        Assert.Equal(1, OneProportionPower.CasesForHalfWidth(0.9, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => OneProportionPower.CasesForHalfWidth(0, 0.5));
    }

    [Fact]
    public void Paired_proportions_by_hand()
    {
        // Connor: psi = 0.3, delta = 0.1, alpha 0.05, power 0.9: ((1.959964 sqrt(.3) + 1.281552 sqrt(.29)) / .1)^2.
        var root = ((1.959963984540054 * Math.Sqrt(0.3)) + (1.2815515655446004 * Math.Sqrt(0.29))) / 0.1;
        var cases = PairedProportionsPower.Cases(0.9, 0.2, 0.1);
        Assert.Equal(root * root, cases, 1e-9);
        Assert.Equal(0.9, PairedProportionsPower.Of(cases, 0.1, 0.2), 1e-12);
        Assert.Equal(0.025, PairedProportionsPower.Of(100, 0.1, 0.1), 1e-14);
        Assert.Equal(double.PositiveInfinity, PairedProportionsPower.Cases(0.9, 0.1, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PairedProportionsPower.Of(100, 0.6, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => PairedProportionsPower.Of(100, -0.1, 0.5));
    }

    [Fact]
    public void Discordance_follows_from_correlation()
    {
        // By hand: 0.8 * 0.7 + 0.5 sqrt(.16 * .21) = 0.6517.
        var both = 0.56 + (0.5 * Math.Sqrt(0.16 * 0.21));
        var (first, second) = PairedProportionsPower.Discordance(0.8, 0.7, 0.5);
        Assert.Equal(0.8 - both, first, 1e-15);
        Assert.Equal(0.7 - both, second, 1e-15);
        Assert.Throws<ArgumentOutOfRangeException>(() => PairedProportionsPower.Discordance(0.9, 0.5, 0.9));
        Assert.Throws<ArgumentOutOfRangeException>(() => PairedProportionsPower.Discordance(0.9, 0.9, -0.5));
    }

    [Fact]
    public void Exact_power_of_paired_proportions_is_that_of_all_tables()
    {
        // Enumerating all tables of 12 cases with the multinomial distribution.
        const int n = 12;
        double[] logFactorials = [.. Enumerable.Range(0, n + 1).Select(MathNet.Numerics.SpecialFunctions.FactorialLn)];
        double sum = 0;
        for (var b = 0; b <= n; b++)
        {
            for (var c = 0; b + c <= n; c++)
            {
                if (McNemar.ExactP(b, c) <= 0.05)
                {
                    var rest = n - b - c;
                    var log = logFactorials[n] - logFactorials[b] - logFactorials[c] - logFactorials[rest];
                    sum += Math.Exp(log + (b * Math.Log(0.5)) + (c * Math.Log(0.1)) + (rest * Math.Log(0.4)));
                }
            }
        }

        Assert.Equal(sum, PairedProportionsPower.ExactOf(n, 0.5, 0.1), 1e-13);
        Assert.Equal(0, PairedProportionsPower.ExactOf(5, 0.5, 0.1));
        Assert.Equal(0, PairedProportionsPower.ExactOf(50, 0, 0));
        Assert.True(PairedProportionsPower.ExactOf(200, 0.1, 0.1) <= 0.05);
    }
}
