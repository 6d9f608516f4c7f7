using ReaderStudy.Statistics.Accuracy;
using ReaderStudy.Tests;

namespace ReaderStudy.Statistics.Tests.Accuracy;

public sealed class McNemarTests
{
    [Theory]
    [InlineData(0, 0, 1.0)]
    [InlineData(4, 4, 1.0)]
    [InlineData(0, 1, 1.0)] // By hand: 2 * 1 / 2
    [InlineData(1, 2, 1.0)] // By hand: 2 * (1 + 3) / 8 = 1
    [InlineData(0, 5, 0.0625)] // By hand: 2 / 2^5
    [InlineData(5, 1, 0.21875)] // By hand: 2 * (1 + 6) / 2^6
    public void Exact_p_by_hand(int onlyFirst, int onlySecond, double p) => Assert.Equal(p, McNemar.ExactP(onlyFirst, onlySecond), 1e-15);

    [Fact]
    public void Statistics_by_hand()
    {
        // By hand for b = 14, c = 9: 25 / 23, and (5 - 1)^2 / 23 with the correction.
        Assert.Equal(25.0 / 23, McNemar.Asymptotic(14, 9).Statistic, 1e-15);
        Assert.Equal(16.0 / 23, McNemar.ContinuityCorrected(9, 14).Statistic, 1e-15);
        Assert.Equal(16.0 / 23, McNemar.LiterallyCorrected(14, 9).Statistic, 1e-15);
        Assert.Equal(1, McNemar.Asymptotic(14, 9).DegreesOfFreedom);
        // P(chi-square_1 > x) = erfc(sqrt(x / 2)): for x = 4 it is 0.0455002638963584.
        Assert.Equal(0.0455002638963584, McNemar.Asymptotic(4, 0).P, 1e-15);
    }

    [Fact]
    public void With_equal_counts_the_correction_is_nought_or_turns_round()
    {
        Assert.Equal(0, McNemar.ContinuityCorrected(3, 3).Statistic);
        Assert.Equal(1, McNemar.ContinuityCorrected(3, 3).P);
        Assert.Equal(1.0 / 6, McNemar.LiterallyCorrected(3, 3).Statistic, 1e-15);
        Assert.Equal(0, McNemar.ContinuityCorrected(3, 2).Statistic);
    }

    [Fact]
    public void Without_a_discordant_case_the_statistics_are_undefined()
    {
        Assert.Equal(double.NaN, McNemar.Asymptotic(0, 0).Statistic);
        Assert.Equal(double.NaN, McNemar.Asymptotic(0, 0).P);
        Assert.Equal(double.NaN, McNemar.ContinuityCorrected(0, 0).Statistic);
        Assert.Equal(double.PositiveInfinity, McNemar.LiterallyCorrected(0, 0).Statistic);
        Assert.Equal(1, McNemar.MidP(0, 0));
        Assert.Equal(0.5, McNemar.FagerlandMidP(0, 0));
        Assert.Equal(double.NaN, McNemar.OddsRatio(0, 0));
        Assert.Equal((0, double.PositiveInfinity), McNemar.ExactOddsRatioInterval(0, 0));
        Assert.Equal((0, double.PositiveInfinity), McNemar.MidPOddsRatioInterval(0, 0));
    }

    [Theory]
    [InlineData(0, 1, 0.5)] // By hand: 2 * (1/2 * 1/2)
    [InlineData(1, 5, 0.125)] // By hand: 2 * (1 + 6/2) / 2^6
    [InlineData(5, 1, 0.125)]
    [InlineData(2, 2, 1)]
    public void Mid_P_by_hand(int b, int c, double p) => Assert.Equal(p, McNemar.MidP(b, c), 1e-15);

    [Theory]
    [InlineData(0, 1, 0.5)]
    [InlineData(5, 1, 0.125)]
    [InlineData(2, 2, 0.8125)] // By hand: 1 - (6 / 2^4) / 2
    public void Fagerlands_mid_P_by_hand(int b, int c, double p) => Assert.Equal(p, McNemar.FagerlandMidP(b, c), 1e-15);

    [Fact]
    public void Large_counts_join_small_ones()
    {
        // 1000 discordant cases are added up, 1002 go by the incomplete beta function; both near the normal approximation with correction.
        foreach (var (b, c) in new[] { (470, 530), (471, 531) })
        {
            var normal = McNemar.ContinuityCorrected(b, c).P;
            Assert.Equal(normal, McNemar.ExactP(b, c), 1e-4);
            Assert.Equal(McNemar.Asymptotic(b, c).P, McNemar.MidP(b, c), 1e-4);
        }

        Assert.Equal(1 - (0.5 / Math.Sqrt(Math.PI * 501) * (1 - (1 / (8 * 501.0)))), McNemar.FagerlandMidP(501, 501), 1e-7);
    }

    [Fact]
    public void Odds_ratio_by_hand()
    {
        Assert.Equal(1.5, McNemar.OddsRatio(3, 2));
        Assert.Equal(double.PositiveInfinity, McNemar.OddsRatio(3, 0));
        // By hand: for 1 against 0 the lower exact limit of the share is 0.025, so 1/39; mid-P 0.05, so 1/19.
        Assert.Equal(1.0 / 39, McNemar.ExactOddsRatioInterval(1, 0).Lower, 1e-15);
        Assert.Equal(double.PositiveInfinity, McNemar.ExactOddsRatioInterval(1, 0).Upper);
        Assert.Equal(19, McNemar.MidPOddsRatioInterval(0, 1).Upper, 1e-12);
        Assert.Equal(0, McNemar.MidPOddsRatioInterval(0, 1).Lower);
        // exact2x2 1.7.0: mcnemar.exact with b = 14, c = 9: 0.6271247088119295 to 4.074173662483476.
        Assert.Equal(0.6271247088119295, McNemar.ExactOddsRatioInterval(14, 9).Lower, 1e-13);
        Assert.Equal(4.074173662483476, McNemar.ExactOddsRatioInterval(14, 9).Upper, 1e-12);
    }

    [Fact]
    public void A_negative_count_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => McNemar.ExactP(-1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => McNemar.Asymptotic(3, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => McNemar.ContinuityCorrected(-3, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => McNemar.LiterallyCorrected(-3, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => McNemar.MidP(-3, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => McNemar.FagerlandMidP(-3, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => McNemar.ExactOddsRatioInterval(3, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => McNemar.MidPOddsRatioInterval(0, 0, 1));
    }

    [Fact]
    public void Outcomes_of_two_raters_fall_into_four_cells()
    {
        var outcomes = PairedOutcomes.Of([
            (true, true),
            (true, false),
            (true, false),
            (false, true),
            (false, false),
            (false, false),
            (false, false),
        ]);

        Assert.Equal(new PairedOutcomes(BothRight: 1, OnlyFirstRight: 2, OnlySecondRight: 1, NeitherRight: 3), outcomes);
    }

    [SharedDataTheory(Fixture.Folder)]
    [InlineData("classify-vandyke")]
    [InlineData("classify-multiclass")]
    [InlineData("classify-edge-degenerate")]
    public void Agrees_with_statsmodels(string name)
    {
        var (values, tolerance) = new Fixture(name).Block("mcnemar_statsmodels");
        foreach (var expected in values.EnumerateArray())
        {
            var table = expected.GetProperty("table");
            Fixture.Near(
                expected.GetProperty("exact").GetProperty("p_value"),
                McNemar.ExactP(table[0][1].GetInt32(), table[1][0].GetInt32()),
                tolerance
            );
        }
    }
}
