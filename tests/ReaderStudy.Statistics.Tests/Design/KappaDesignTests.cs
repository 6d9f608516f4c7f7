using ReaderStudy.Statistics.Design;
using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Tests.Design;

public sealed class KappaDesignTests
{
    private const double Digits = 1e-14;

    [Fact]
    public void Outcomes_of_two_readers_with_two_categories_by_hand()
    {
        // Donner and Eliasziw: (1 − p)² + κp(1 − p), 2p(1 − p)(1 − κ), p² + κp(1 − p) with p = 0.3, κ = 0.4.
        Assert.Equal([0.574, 0.252, 0.174], new KappaDesign([0.3], 2).Outcomes(0.4).Select(p => Math.Round(p, 14)));
        Assert.Equal(new KappaDesign([0.3], 2).Outcomes(0.4), new KappaDesign([0.3, 0.7], 2).Outcomes(0.4));
    }

    [Fact]
    public void Outcomes_of_three_readers_by_hand()
    {
        // 0.6·(0.7³, 3·0.3·0.49, 3·0.09·0.7, 0.027) and 0.4 of 0.7 and 0.3 more at the ends.
        double[] expected = [(0.6 * 0.343) + 0.28, 0.6 * 0.441, 0.6 * 0.189, (0.6 * 0.027) + 0.12];
        Assert.All(new KappaDesign([0.3], 3).Outcomes(0.4).Zip(expected), p => Assert.Equal(p.Second, p.First, Digits));
    }

    [Fact]
    public void Outcomes_of_three_categories_by_hand()
    {
        // p (p (1 − κ) + κ)(p (1 − κ) + 2κ)/(1 + κ) with κ = 1/2: 0.5·0.75·1.25/1.5, 0.3·0.65·1.15/1.5, 0.2·0.6·1.1/1.5.
        var outcomes = new KappaDesign([0.5, 0.3, 0.2], 3).Outcomes(0.5);

        double[] expected = [1 - 0.3125 - 0.1495 - 0.088, 0.3125, 0.1495, 0.088];
        Assert.All(outcomes.Zip(expected), p => Assert.Equal(p.Second, p.First, Digits));
    }

    [Theory]
    [InlineData(2, new[] { 0.2, 0.8 })]
    [InlineData(5, new[] { 0.2, 0.8 })]
    [InlineData(2, new[] { 0.2, 0.3, 0.5 })]
    [InlineData(6, new[] { 0.1, 0.2, 0.3, 0.4 })]
    public void Outcomes_are_probabilities_down_to_the_lowest_kappa(int readers, double[] shares)
    {
        var design = new KappaDesign(shares, readers);

        foreach (var kappa in new[] { 0.99, 0.5, 0, 0.999 * design.LowestKappa })
        {
            var outcomes = design.Outcomes(kappa);
            Assert.Equal(1, outcomes.Sum(), Digits);
            Assert.All(outcomes, p => Assert.InRange(p, 0, 1));
        }

        Assert.Equal(0, design.Outcomes(design.LowestKappa).Min(), Digits);
        Assert.True(design.LowestKappa < 0);
        Assert.Equal(shares, design.Shares);
        Assert.Equal(readers, design.Readers);
    }

    [Fact]
    public void Shares_are_parts_of_one()
    {
        Assert.Throws<ArgumentException>(() => new KappaDesign([0.5, 0.4], 2));
        Assert.Throws<ArgumentException>(() => new KappaDesign([1.0], 2));
        Assert.Throws<ArgumentException>(() => new KappaDesign([0.0], 2));
        Assert.Throws<ArgumentException>(() => new KappaDesign([], 2));
        Assert.Throws<ArgumentException>(() => new KappaDesign([double.NaN], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KappaDesign([0.5], 1));
    }

    [Fact]
    public void The_noncentrality_for_80_percent_is_that_of_the_tables()
    {
        // 7.849 for one degree of freedom, α = 0.05, power 0.8 (any table of the noncentral χ²): (1.959964 + 0.841621)² = 7.84888 but for the other tail.
        var size = KappaPower.Size(new KappaDesign([0.5], 2), 0.4, 0.6);

        Assert.Equal(7.84886, size.Noncentrality, 1e-4);
        // Two readers, p = 1/2: P = (1 + κ)/4, (1 − κ)/2, (1 + κ)/4: 0.05²/0.35·2 + 0.1²/0.3 = 1/21.
        Assert.Equal(1.0 / 21, size.ChiSquaredPerCase, Digits);
        Assert.Equal(size.Noncentrality * 21, size.Cases, 1e-9);
        Assert.Equal(165, size.WholeCases);
        Assert.InRange(size.CasesOfCoarseSearch / size.Cases, 0.9999, 1.0001);
    }

    [Fact]
    public void Power_and_size_undo_each_other()
    {
        var design = new KappaDesign([0.2, 0.3, 0.5], 3);
        var size = KappaPower.Size(design, 0.4, 0.7, alpha: 0.01, power: 0.93);

        Assert.True(KappaPower.Of(design, 0.4, 0.7, size.WholeCases, 0.01) >= 0.93);
        Assert.True(KappaPower.Of(design, 0.4, 0.7, size.WholeCases - 1, 0.01) < 0.93);
    }

    [Fact]
    public void Power_by_hand()
    {
        // n/21 = 4 at n = 84: Φ(2 − 1.96) + Φ(−2 − 1.96).
        var expected = StandardNormal.Cdf(2 - 1.959963984540054) + StandardNormal.Cdf(-2 - 1.959963984540054);

        Assert.Equal(expected, KappaPower.Of(new KappaDesign([0.5], 2), 0.4, 0.6, 84), 1e-12);
    }

    [Fact]
    public void A_high_power_needs_the_wider_search()
    {
        var size = KappaPower.Size(new KappaDesign([0.5], 2), 0.4, 0.6, power: 0.9999);

        Assert.InRange(size.CasesOfCoarseSearch / size.Cases, 0.98, 1.02);
        var small = KappaPower.Size(new KappaDesign([0.5], 2), 0.4, 0.6, power: 0.2);
        Assert.InRange(small.CasesOfCoarseSearch / small.Cases, 0.999, 1.001);
    }

    [Fact]
    public void The_power_is_asked_between_alpha_and_1_for_two_kappas_that_differ()
    {
        var design = new KappaDesign([0.5], 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => KappaPower.Size(design, 0.4, 0.6, power: 0.05));
        Assert.Throws<ArgumentOutOfRangeException>(() => KappaPower.Size(design, 0.4, 0.6, power: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => KappaPower.Size(design, 0, 0.6));
        Assert.Throws<ArgumentOutOfRangeException>(() => KappaPower.Size(design, 0.4, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => KappaPower.Size(design, 0.4, 0.6, alpha: 0));
        Assert.Throws<ArgumentException>(() => KappaPower.Size(design, 0.4, 0.4));
        Assert.Throws<ArgumentOutOfRangeException>(() => KappaPower.Of(design, 0.4, 0.6, 0));
    }

    [Fact]
    public void Cases_for_a_lower_limit_by_hand()
    {
        // κ = 0.6, limit 0.4, p = 1/2: 1/21 a case; critical 1.6448536² = 2.7055435: 56.8 cases.
        var size = KappaPrecision.ForLowerLimit(new KappaDesign([0.5], 2), 0.6, 0.4);

        Assert.Equal(2.7055434540954155, size.CriticalValue, 1e-12);
        Assert.Equal(57, size.Cases);
        // 2.7065435·21 = 56.84.
        Assert.Equal(57, size.CasesOfPackage);
    }

    [Fact]
    public void Never_fewer_cases_than_two_or_eleven()
    {
        var size = KappaPrecision.ForLowerLimit(new KappaDesign([0.5], 6), 0.99, 0.01);

        Assert.Equal(2, size.Cases);
        Assert.Equal(11, size.CasesOfPackage);
    }

    [Fact]
    public void Both_limits_need_the_cases_of_the_harder_one()
    {
        var design = new KappaDesign([0.5], 2);

        var size = KappaPrecision.ForLimits(design, 0.6, 0.4, 0.75);

        // Lower: 1/21 a case. Upper 0.75: 2·0.0375²/0.4375 + 0.075²/0.125 = 0.0514286. Critical 3.8414588: 80.67.
        Assert.Equal(3.841458820694124, size.CriticalValue, 1e-12);
        Assert.Equal(81, size.Cases);
        Assert.True(KappaPrecision.ForLimits(design, 0.6, 0.4, 0.65).Cases > 500);
    }

    [Fact]
    public void The_lower_limit_to_expect_reaches_the_critical_value()
    {
        var design = new KappaDesign([0.2, 0.3, 0.5], 4);

        var limit = KappaPrecision.ExpectedLimit(design, 0.7, 80);

        Assert.Equal(limit.CriticalValue, 80 * design.ChiSquaredPerCase(limit.Lower, 0.7), 1e-9);
        Assert.InRange(limit.Lower - limit.LowerOnGrid, 0, 0.0011);
        Assert.True(KappaPrecision.ExpectedLimit(design, 0.7, 800).Lower > limit.Lower);
    }

    [Fact]
    public void A_limit_may_lie_below_0()
    {
        var design = new KappaDesign([0.4], 3);

        var limit = KappaPrecision.ExpectedLimit(design, 0.1, 12);

        Assert.InRange(limit.Lower, design.LowestKappa, 0);
    }

    [Fact]
    public void Impossible_limits_are_refused()
    {
        var design = new KappaDesign([0.4], 3);
        Assert.Throws<ArgumentOutOfRangeException>(() => KappaPrecision.ForLowerLimit(design, 0.5, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => KappaPrecision.ForLowerLimit(design, 0.5, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => KappaPrecision.ForLowerLimit(design, 1, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => KappaPrecision.ForLowerLimit(design, 0.5, 0.4, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => KappaPrecision.ForLimits(design, 0.5, 0.4, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => KappaPrecision.ForLimits(design, 0.5, 0.6, 0.7));
        Assert.Throws<ArgumentOutOfRangeException>(() => KappaPrecision.ForLimits(design, 0.5, 0.4, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => KappaPrecision.ExpectedLimit(design, 0.5, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => KappaPrecision.ExpectedLimit(design, 0, 10));
    }
}
