using ReaderStudy.Statistics.Intervals;
using ReaderStudy.Tests;

namespace ReaderStudy.Statistics.Tests.Intervals;

public sealed class WilsonTests
{
    [Fact]
    public void Half_of_a_hundred_by_hand()
    {
        // By hand: with z = 1.959963984540054 the limits are 1/2 -+ z / (2 sqrt(100 + z^2)).
        var half = 1.959963984540054 / (2 * Math.Sqrt(100 + (1.959963984540054 * 1.959963984540054)));

        var (lower, upper) = Wilson.Interval(50, 100);

        Assert.Equal(0.5 - half, lower, 1e-14);
        Assert.Equal(0.5 + half, upper, 1e-14);
    }

    [Fact]
    public void None_and_all_reach_the_ends_exactly_and_mirror_each_other()
    {
        // By hand: the upper limit for 0 of n is z^2 / (n + z^2).
        const double Z2 = 1.959963984540054 * 1.959963984540054;
        var none = Wilson.Interval(0, 7);
        var all = Wilson.Interval(7, 7);

        Assert.Equal(0, none.Lower);
        Assert.Equal(Z2 / (7 + Z2), none.Upper, 1e-14);
        Assert.Equal(1, all.Upper);
        Assert.Equal(1 - none.Upper, all.Lower, 1e-14);
    }

    [Fact]
    public void Nothing_of_nothing_is_undefined()
    {
        var (lower, upper) = Wilson.Interval(0, 0);

        Assert.True(double.IsNaN(lower));
        Assert.True(double.IsNaN(upper));
    }

    [Theory]
    [InlineData(-1, 5, 0.95)]
    [InlineData(6, 5, 0.95)]
    [InlineData(3, 5, 1.0)]
    [InlineData(3, 5, 0.0)]
    public void Impossible_input_is_refused(int count, int of, double level) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Wilson.Interval(count, of, level));

    [SharedDataTheory(Fixture.Folder)]
    [InlineData("classify-vandyke")]
    [InlineData("classify-edge-degenerate")]
    public void Agrees_with_binom(string name)
    {
        var (values, tolerance) = new Fixture(name).Block("per_reader_counts_and_ci");
        foreach (
            var metric in values.EnumerateArray().SelectMany(v => new[] { "accuracy", "sensitivity", "specificity" }.Select(v.GetProperty))
        )
        {
            var (lower, upper) = Wilson.Interval(metric.GetProperty("x").GetInt32(), metric.GetProperty("n").GetInt32());
            Fixture.Near(metric.GetProperty("wilson").GetProperty("lower"), lower, tolerance);
            Fixture.Near(metric.GetProperty("wilson").GetProperty("upper"), upper, tolerance);
        }
    }
}
