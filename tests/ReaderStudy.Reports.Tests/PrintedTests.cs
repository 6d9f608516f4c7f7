using ReaderStudy.Analysis.Results;
using ReaderStudy.Reports.Document;

namespace ReaderStudy.Reports.Tests;

public sealed class PrintedTests
{
    [Fact]
    public void A_share_comes_with_its_counts_and_its_interval()
    {
        var share = new Proportion(201, 221, 201 / 221.0, 0.86436, 0.94065);

        Assert.Equal("91.0 % (201 of 221)\n86.4 to 94.1", Printed.ShareAndInterval(share));
        Assert.Equal("91.0 % (201 of 221; 95 % interval 86.4 to 94.1)", Printed.InSentence(share));
    }

    [Fact]
    public void Nothing_out_of_nothing_is_a_dash()
    {
        var none = new Proportion(0, 0, double.NaN, double.NaN, double.NaN);

        Assert.Equal("– (0 of 0)", Printed.ShareAndInterval(none));
        Assert.Equal("no case (0 of 0)", Printed.InSentence(none));
        Assert.Equal("–", Printed.Coefficient(double.NaN));
        Assert.Equal("–", Printed.Interval(double.NaN, 1));
    }

    [Theory]
    [InlineData(0.8365, 1, "0.8")]
    [InlineData(0.0005, 3, "0.001")]
    [InlineData(-0.0004, 3, "0.000")]
    [InlineData(-0.25, 1, "−0.3")]
    [InlineData(0.285, 2, "0.29")]
    [InlineData(1234.5, 0, "1235")]
    public void Numbers_round_half_away_from_zero(double value, int digits, string printed) =>
        Assert.Equal(printed, Printed.Fixed(value, digits));

    [Theory]
    [InlineData(0.00099, "< 0.001")]
    [InlineData(0.001, "0.001")]
    [InlineData(0.4868, "0.487")]
    [InlineData(1, "1.000")]
    [InlineData(double.NaN, "–")]
    public void P_values_are_never_zero(double p, string printed) => Assert.Equal(printed, Printed.PValue(p));

    [Theory]
    [InlineData(1, "1 case")]
    [InlineData(0, "0 cases")]
    [InlineData(1204, "1,204 cases")]
    public void Counts_have_their_noun(int count, string printed) => Assert.Equal(printed, Printed.Count(count, "case", "cases"));
}
