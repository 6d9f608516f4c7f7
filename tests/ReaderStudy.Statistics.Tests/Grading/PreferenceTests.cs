using FsCheck;
using FsCheck.Fluent;
using ReaderStudy.Statistics.Grading;
using ReaderStudy.Statistics.Resampling;

namespace ReaderStudy.Statistics.Tests.Grading;

public sealed class PreferenceTests
{
    private const double Digits = 1e-12;

    [Fact]
    public void Seven_against_two_with_three_ties()
    {
        var counts = new PreferenceCounts(7, 2, 3);

        Assert.Equal(12, counts.Pairs);
        Assert.Equal(7.0 / 9, counts.ShareOfFirst, Digits);
        // R 4.2.2: binom.test(7, 9)$p.value
        Assert.Equal(0.1796875, counts.SignTestP(), Digits);
        // R: the sum of dmultinom(c(a, b, 12 - a - b), prob = c(3/8, 3/8, 1/4)) over all |a - b| >= 5
        Assert.Equal(0.1336041217145975, counts.TrinomialP(), Digits);
        Assert.Equal(3.5, counts.WinRatio, Digits);
        Assert.Equal(8.5 / 3.5, counts.WinOdds, Digits);
        Assert.Equal(5.0 / 12, counts.NetBenefit, Digits);
        // By hand: √((9/12 − 25/144) / 12) = √(83/1728).
        Assert.Equal(Math.Sqrt(83.0 / 1728), counts.NetBenefitStandardError, Digits);
        var z = 1.959963984540054;
        Assert.Equal(Math.Exp(Math.Log(3.5) - (z * Math.Sqrt((1.0 / 7) + 0.5))), counts.WinRatioInterval().Lower, Digits);
        Assert.Equal(Math.Exp(Math.Log(3.5) + (z * Math.Sqrt((1.0 / 7) + 0.5))), counts.WinRatioInterval().Upper, 1e-10);
        Assert.Equal((5.0 / 12) - (z * Math.Sqrt(83.0 / 1728)), counts.NetBenefitInterval().Lower, Digits);
        Assert.Equal((5.0 / 12) + (z * Math.Sqrt(83.0 / 1728)), counts.NetBenefitInterval().Upper, Digits);
        var error = 2 * Math.Sqrt(83.0 / 1728) / (1 - (25.0 / 144));
        Assert.Equal(Math.Exp(Math.Log(8.5 / 3.5) - (z * error)), counts.WinOddsInterval().Lower, Digits);
        Assert.Equal(Math.Exp(Math.Log(8.5 / 3.5) + (z * error)), counts.WinOddsInterval().Upper, 1e-10);
        // Wilson's interval of 7/9 by its formula: centre (7/9 + z²/18)/(1 + z²/9).
        var (lower, upper) = counts.ShareInterval();
        Assert.Equal(((7.0 / 9) + (z * z / 18)) / (1 + (z * z / 9)), (lower + upper) / 2, Digits);
    }

    [Fact]
    public void Nobody_with_a_preference_says_nothing()
    {
        var ties = new PreferenceCounts(0, 0, 5);

        Assert.True(double.IsNaN(ties.ShareOfFirst));
        Assert.Equal(1, ties.SignTestP());
        Assert.Equal(1, ties.TrinomialP());
        Assert.True(double.IsNaN(ties.WinRatio));
        Assert.True(double.IsNaN(ties.WinRatioInterval().Lower));
        Assert.Equal(1, ties.WinOdds);
        Assert.Equal(0, ties.NetBenefit);
        Assert.Equal(0, ties.NetBenefitStandardError);
        var none = new PreferenceCounts(0, 0, 0);
        Assert.True(double.IsNaN(none.NetBenefit));
        Assert.Equal(1, none.TrinomialP());
    }

    [Fact]
    public void One_sided_preferences_have_an_infinite_win_ratio()
    {
        var all = new PreferenceCounts(6, 0, 0);

        Assert.Equal(double.PositiveInfinity, all.WinRatio);
        Assert.True(double.IsNaN(all.WinRatioInterval().Upper));
        Assert.True(double.IsNaN(all.WinOddsInterval().Upper));
        // 2 · ½⁶; without ties the trinomial test is the sign test.
        Assert.Equal(2.0 / 64, all.SignTestP(), Digits);
        Assert.Equal(2.0 / 64, all.TrinomialP(), Digits);
        Assert.Equal((1, 1), all.NetBenefitInterval());
        Assert.Equal(0, new PreferenceCounts(0, 6, 0).WinRatio);
    }

    [Fact]
    public void Negative_counts_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PreferenceCounts(-1, 2, 0).TrinomialP());
        Assert.Throws<ArgumentOutOfRangeException>(() => new PreferenceCounts(1, -2, 0).ShareInterval());
        Assert.Throws<ArgumentOutOfRangeException>(() => new PreferenceCounts(1, 2, -1).WinRatioInterval());
        Assert.Throws<ArgumentOutOfRangeException>(() => new PreferenceCounts(-1, 2, 0).SignTestP());
    }

    [Fact]
    public void Exchanging_the_arms_changes_no_p_value() =>
        Check.One(
            Config.QuickThrowOnFailure.WithReplay(20250704UL, 7UL),
            Prop.ForAll(
                Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
                seed =>
                {
                    var chance = new RandomStream((ulong)seed, 0);
                    var forth = new PreferenceCounts(chance.Below(20), chance.Below(20), chance.Below(20));
                    var back = new PreferenceCounts(forth.Second, forth.First, forth.Ties);

                    Assert.Equal(forth.SignTestP(), back.SignTestP());
                    Assert.Equal(forth.TrinomialP(), back.TrinomialP());
                    Assert.InRange(forth.TrinomialP(), 0, 1);
                    if (forth.Pairs > 0)
                    {
                        Assert.Equal(forth.NetBenefit, -back.NetBenefit, Digits);
                        Assert.Equal((1 + forth.NetBenefit) / (1 - forth.NetBenefit), forth.WinOdds, 1e-9 * Math.Max(1, forth.WinOdds));
                    }
                }
            )
        );

    [Fact]
    public void Abilities_of_journals_agree_with_R()
    {
        // Citations between Biometrika, Comm Statist, JASA and JRSS-B: Stigler SM (1994), Statistical Science 9:94-108.
        // R 4.2.2: glm(cbind(w1, w2) ~ X - 1, binomial, epsilon = 1e-14), X with 1 for the one and -1 for the other journal.
        var journals = BradleyTerry.Of(
            new double[,]
            {
                { 0, 730, 498, 221 },
                { 33, 0, 68, 17 },
                { 320, 813, 0, 142 },
                { 284, 276, 325, 0 },
            }
        );

        double[] abilities = [0, -2.9490724968439093, -0.4795697697519927, 0.2689540558194715];
        double[] errors = [0, 0.10254533551120880, 0.06058872924823070, 0.07082996511114127];
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(abilities[i], journals.Abilities[i], 1e-11);
            Assert.Equal(errors[i], journals.StandardErrors[i], 1e-11);
        }

        Assert.Equal(0.09817049305978279, journals.StandardErrorOfDifference(1, 2), 1e-11);
        Assert.Equal(-1622.889808827598, journals.LogLikelihood, 1e-9);
        Assert.Equal(1920.939466238637, journals.LikelihoodRatio.ChiSquare, 1e-9);
        Assert.Equal(3, journals.LikelihoodRatio.DegreesOfFreedom);
        Assert.Equal(1 / (1 + Math.Exp(-0.2689540558194715)), journals.Probability(3, 0), 1e-11);
    }

    [Fact]
    public void Two_arms_are_a_proportion()
    {
        // λ = ln(3/7), SE = √(1/3 + 1/7) with halves for ties: 2.5 + 0.5 against 6.5 + 0.5.
        var two = BradleyTerry.Of(
            new double[,]
            {
                { 0, 7 },
                { 3, 0 },
            }
        );

        Assert.Equal(Math.Log(3.0 / 7), two.Abilities[1], 1e-11);
        Assert.Equal(Math.Sqrt((1.0 / 3) + (1.0 / 7)), two.StandardErrors[1], 1e-11);
        Assert.Equal(0.7, two.Probability(0, 1), 1e-11);
    }

    [Fact]
    public void An_arm_that_always_wins_has_no_finite_ability()
    {
        // Arm 0 is never beaten; and two pairs of arms that never met.
        foreach (
            var wins in new[]
            {
                new double[,]
                {
                    { 0, 5, 2 },
                    { 0, 0, 1 },
                    { 0, 3, 0 },
                },
                new double[,]
                {
                    { 0, 1, 0, 0 },
                    { 1, 0, 0, 0 },
                    { 0, 0, 0, 2 },
                    { 0, 0, 2, 0 },
                },
            }
        )
        {
            var estimate = BradleyTerry.Of(wins);
            Assert.All(estimate.Abilities, a => Assert.True(double.IsNaN(a)));
            Assert.True(double.IsNaN(estimate.LikelihoodRatio.P));
            Assert.True(double.IsNaN(estimate.StandardErrors[1]));
        }
    }

    [Fact]
    public void Impossible_tables_are_refused()
    {
        Assert.Throws<ArgumentException>(() => BradleyTerry.Of(new double[1, 1]));
        Assert.Throws<ArgumentException>(() => BradleyTerry.Of(new double[2, 3]));
        Assert.Throws<ArgumentException>(() =>
            BradleyTerry.Of(
                new double[,]
                {
                    { 1, 2 },
                    { 3, 0 },
                }
            )
        );
        Assert.Throws<ArgumentException>(() =>
            BradleyTerry.Of(
                new double[,]
                {
                    { 0, -2 },
                    { 3, 0 },
                }
            )
        );
        Assert.Throws<ArgumentException>(() =>
            BradleyTerry.Of(
                new double[,]
                {
                    { 0, double.NaN },
                    { 3, 0 },
                }
            )
        );
    }
}
