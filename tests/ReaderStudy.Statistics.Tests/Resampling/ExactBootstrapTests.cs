using ReaderStudy.Statistics.Resampling;

namespace ReaderStudy.Statistics.Tests.Resampling;

public sealed class ExactBootstrapTests
{
    private static readonly ExactBootstrap Means = ExactBootstrap.Of([4, 1, 10], values => values.Sum());

    [Fact]
    public void Every_resample_counts_as_often_as_it_has_orders()
    {
        // By hand: 27 resamples of 1, 4, 10: sums 3 6 9 12 12 ... : 111 (1), 114 (3), 144 (3), 444 (1), 1 1 10 (3), 1 4 10 (6), 4 4 10 (3),
        // 1 10 10 (3), 4 10 10 (3), 10 10 10 (1); 444 and 1 1 10 both sum to 12.
        Assert.Equal(27, Means.Resamples);
        Assert.Equal(
            [(3, 1), (6, 3), (9, 3), (12, 4), (15, 6), (18, 3), (21, 3), (24, 3), (30, 1)],
            Means.Distribution.Select(d => ((int)d.Value, (int)Math.Round(27 * d.Probability)))
        );
        Assert.Equal(15, Means.Estimate);
        Assert.Equal(15, Means.Mean, 13);
        Assert.Equal(11.0 / 27, Means.BelowEstimate, 15);
        // The variance of a sum of 3 draws: 3 · 14 (values 1, 4, 10 about 5: 16 + 1 + 25 over 3).
        Assert.Equal(Math.Sqrt(42), Means.StandardError, 12);
    }

    [Fact]
    public void Quantiles_are_of_all_resamples()
    {
        // By hand, sorted: 3, 6 6 6, 9 9 9, 12 × 4, 15 × 6, ...: cumulated 1 4 7 11 17 20 23 26 27.
        double[] all = [.. Means.Distribution.SelectMany(d => Enumerable.Repeat(d.Value, (int)Math.Round(27 * d.Probability)))];
        foreach (var p in new[] { 0, 0.01, 0.025, 1.0 / 27, 0.05, 0.1, 4.0 / 27, 0.3, 0.5, 0.61, 0.75, 26.0 / 27, 0.975, 0.99, 1 })
        {
            foreach (var definition in Enum.GetValues<QuantileDefinition>())
            {
                Assert.Equal(SampleQuantile.OfSorted(all, p, definition), Means.Quantile(p, definition), 12);
            }
        }

        // Sums 2, 11, 11, 20: a third of the way from the first to the second.
        Assert.Equal(5, ExactBootstrap.Of([1, 10], values => values.Sum()).Quantile(1.0 / 9), 12);
        Assert.Throws<ArgumentOutOfRangeException>(() => Means.Quantile(1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Means.Quantile(-0.1));
    }

    [Fact]
    public void A_median_has_its_known_distribution()
    {
        // Efron 1979: of 3 values the median is the smallest with probability 7 / 27, the middle one 13 / 27.
        var median = ExactBootstrap.Of([4, 1, 10], values => values[1]);
        Assert.Equal([7, 13, 7], median.Distribution.Select(d => (int)Math.Round(27 * d.Probability)));
        Assert.Equal(0, ExactBootstrap.Of([5], values => values[0]).BelowEstimate);
        Assert.Equal([(5.0, 1.0)], ExactBootstrap.Of([5], values => values[0]).Distribution);
    }

    [Fact]
    public void Twelve_values_are_the_most()
    {
        Assert.Equal(8916100448256, ExactBootstrap.Of([.. Enumerable.Range(0, 12).Select(i => (double)i)], values => values[0]).Resamples);
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactBootstrap.Of(new double[13], values => values[0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactBootstrap.Of([], values => 0));
    }
}
