using ReaderStudy.Statistics.Distributions;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Statistics.Tests.Mrmc;

public sealed class MrmcEstimateTests
{
    /// <summary>One degree of freedom: Cauchy, P(T ≤ t) = ½ + atan(t) / π, with quartiles ± 1.</summary>
    private static readonly MrmcEstimate Cauchy = new(0.3, 0.1, 1);

    private static readonly MrmcEstimate Normal = new(0.9, 0.1, double.PositiveInfinity);

    [Fact]
    public void The_statistic_is_the_distance_in_standard_errors()
    {
        Assert.Equal(3, Cauchy.Statistic(), 1e-14);
        Assert.Equal(2, Cauchy.Statistic(0.1), 1e-14);
        Assert.Equal(-1, Cauchy.Statistic(0.4), 1e-14);
    }

    [Fact]
    public void P_values_are_those_of_student()
    {
        Assert.Equal(0.5, Cauchy.P(0.4), 1e-13);
        Assert.Equal(0.75, Cauchy.PGreater(0.4), 1e-13);
        Assert.Equal(0.25, Cauchy.PLess(0.4), 1e-13);
        Assert.Equal(0.25, Cauchy.PGreater(0.2), 1e-13);
        Assert.Equal(0.75, Cauchy.PLess(0.2), 1e-13);
        Assert.Equal(1 - (2 * Math.Atan(3) / Math.PI), Cauchy.P(), 1e-13);
    }

    [Fact]
    public void Intervals_are_of_any_level()
    {
        var (lower, upper) = Cauchy.Interval(0.5);
        Assert.Equal(0.2, lower, 1e-13);
        Assert.Equal(0.4, upper, 1e-13);

        (lower, upper) = Normal.Interval();
        Assert.Equal(0.7040036015459946, lower, 1e-13); // 0.9 − 0.1 × 1.959963984540054
        Assert.Equal(1.0959963984540054, upper, 1e-13);
    }

    [Fact]
    public void Intervals_can_be_cut_to_what_the_figure_can_be()
    {
        Assert.Equal((Normal.Interval().Lower, 1), Normal.IntervalWithin(0, 1));
        Assert.Equal((0.75, Normal.Interval().Upper), Normal.IntervalWithin(0.75, 2));
        Assert.Equal(Normal.Interval(0.9), Normal.IntervalWithin(0, 2, 0.9));
    }

    [Fact]
    public void One_sided_limits_have_the_whole_error_on_one_side()
    {
        Assert.Equal(0.2, Cauchy.LowerLimit(0.75), 1e-13);
        Assert.Equal(0.4, Cauchy.UpperLimit(0.75), 1e-13);
        Assert.Equal(Cauchy.Interval(0.9).Lower, Cauchy.LowerLimit(), 1e-12);
        Assert.Equal(Cauchy.Interval(0.9).Upper, Cauchy.UpperLimit(), 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Levels_lie_between_0_and_1(double level)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Cauchy.Interval(level));
        Assert.Throws<ArgumentOutOfRangeException>(() => Cauchy.LowerLimit(level));
        Assert.Throws<ArgumentOutOfRangeException>(() => Cauchy.UpperLimit(level));
    }

    [Fact]
    public void Without_error_a_difference_is_certain_and_no_difference_undefined()
    {
        var sure = new MrmcEstimate(0.1, 0, 5);

        Assert.Equal(double.PositiveInfinity, sure.Statistic());
        Assert.Equal(0, sure.P());
        Assert.Equal(double.NaN, sure.P(0.1));
        Assert.Equal((0.1, 0.1), sure.Interval());
    }

    [Fact]
    public void Non_inferiority_is_the_lower_limit_above_minus_the_margin()
    {
        // t = (−0.02 + 0.05) / 0.01 = 3 with infinitely many degrees of freedom: 1 − Φ(3) = 0.0013498980316301.
        var difference = new MrmcEstimate(-0.02, 0.01, double.PositiveInfinity);

        var test = NonInferiority.Of(difference, 0.05);

        Assert.Equal(difference, test.Difference);
        Assert.Equal(0.05, test.Margin);
        Assert.Equal(3, test.Statistic, 1e-12);
        Assert.Equal(0.0013498980316301, test.P, 1e-13);
        Assert.Equal(-0.02 - 0.01959963984540054, test.Lower, 1e-13);
        Assert.Equal(double.PositiveInfinity, test.Upper);
        Assert.True(test.IsShown);
        Assert.False(NonInferiority.Of(difference, 0.05, 0.001).IsShown);
        Assert.False(NonInferiority.Of(difference, 0.0395).IsShown); // the limit is −0.0396
        Assert.True(NonInferiority.Of(difference, 0.0397).IsShown);
    }

    [Fact]
    public void Superiority_is_the_lower_limit_above_the_margin()
    {
        var difference = new MrmcEstimate(0.02, 0.01, double.PositiveInfinity);

        var test = Superiority.Of(difference);

        Assert.Equal(2, test.Statistic, 1e-12);
        Assert.Equal(0.0227501319481792, test.P, 1e-13); // 1 − Φ(2)
        Assert.Equal(0.02 - 0.01959963984540054, test.Lower, 1e-13);
        Assert.Equal(double.PositiveInfinity, test.Upper);
        Assert.Equal(0, test.Margin);
        Assert.True(test.IsShown);
        Assert.Equal(1, Superiority.Of(difference, 0.01).Statistic, 1e-12);
        Assert.False(Superiority.Of(difference, 0.01).IsShown);
        Assert.False(Superiority.Of(difference, 0, 0.02).IsShown);
    }

    [Fact]
    public void Equivalence_is_both_limits_within_the_margin()
    {
        // t = 3 from below and −1 from above; the larger p is Φ(−1) = 0.158655253931457.
        var difference = new MrmcEstimate(0.01, 0.01, double.PositiveInfinity);

        var test = Equivalence.Of(difference, 0.02);

        Assert.Equal(-1, test.Statistic, 1e-12);
        Assert.Equal(0.158655253931457, test.P, 1e-13);
        Assert.False(test.IsShown);
        Assert.Equal(0.01 - 0.016448536269514727, test.Lower, 1e-13);
        Assert.Equal(0.01 + 0.016448536269514727, test.Upper, 1e-13);
        Assert.True(Equivalence.Of(difference, 0.0265).IsShown); // upper limit 0.02645
        Assert.False(Equivalence.Of(difference, 0.0264).IsShown);
        Assert.Equal(1, Equivalence.Of(difference with { Value = -0.01 }, 0.02).Statistic, 1e-12);
        Assert.Equal(0.158655253931457, Equivalence.Of(difference with { Value = -0.01 }, 0.02).P, 1e-13);
        Assert.True(Equivalence.Of(difference, 0.02, 0.2).IsShown);
    }

    [Fact]
    public void Nothing_is_shown_where_the_error_is_undefined()
    {
        var undefined = new MrmcEstimate(0.5, double.NaN, double.NaN);

        Assert.False(NonInferiority.Of(undefined, 0.05).IsShown);
        Assert.False(Equivalence.Of(undefined, 0.05).IsShown);
        Assert.False(Superiority.Of(undefined).IsShown);
        Assert.Equal(double.NaN, Equivalence.Of(undefined, 0.05).P);
    }

    [Fact]
    public void Margins_are_positive()
    {
        foreach (var margin in new[] { 0, -0.1, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => NonInferiority.Of(Normal, margin));
            Assert.Throws<ArgumentOutOfRangeException>(() => Equivalence.Of(Normal, margin));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => Superiority.Of(Normal, -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Superiority.Of(Normal, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => Superiority.Of(Normal, double.NaN));
    }

    [Fact]
    public void An_overall_test_is_F_or_chi_squared()
    {
        var test = new OverallTest(6, 2, 2, 7.5);

        Assert.Equal(3, test.F);
        Assert.Equal(6, test.ChiSquared);
        Assert.Equal(Math.Pow(1 + (2 * 3 / 7.5), -7.5 / 2), test.P, 1e-12);
        Assert.Equal(Math.Exp(-3), (test with { DenominatorDf = double.PositiveInfinity }).P, 1e-13); // χ² with 2: e^(−x/2)
        Assert.Equal(double.NaN, (test with { MeanSquare = 0, Denominator = 0 }).P);
        Assert.Equal(StudentsT.TwoSidedP(Math.Sqrt(3), 7.5), (test with { NumeratorDf = 1 }).P, 1e-12);
    }
}
