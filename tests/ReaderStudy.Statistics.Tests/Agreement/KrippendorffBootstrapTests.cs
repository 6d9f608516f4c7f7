using ReaderStudy.Statistics.Agreement;
using ReaderStudy.Statistics.Resampling;

namespace ReaderStudy.Statistics.Tests.Agreement;

public sealed class KrippendorffBootstrapTests
{
    [Theory]
    [InlineData(KrippendorffMetric.Nominal)]
    [InlineData(KrippendorffMetric.Ordinal)]
    [InlineData(KrippendorffMetric.Interval)]
    [InlineData(KrippendorffMetric.Ratio)]
    public void Each_replicate_is_the_alpha_of_the_units_drawn(KrippendorffMetric metric)
    {
        var table = AgreementSamples.Correlated(cases: 40, readers: 4, categories: 4, seed: 3, missing: 0.3);
        var units = table.PairedCases();
        double[] direct =
        [
            .. Enumerable
                .Range(0, 50)
                .Select(b =>
                {
                    var random = new RandomStream(17, (ulong)b);
                    var drawn = Enumerable.Range(0, units.CaseCount).Select(_ => random.Below(units.CaseCount)).ToList();
                    return KrippendorffAlpha.Of(AgreementSamples.Cases(units, drawn), metric).Alpha;
                })
                .Order(),
        ];

        var replicates = KrippendorffBootstrap.Of(table, metric, 50, seed: 17);

        Assert.Equal(0, replicates.Undefined);
        Assert.Equal(50, replicates.Alphas.Count);
        for (var b = 0; b < 50; b++)
        {
            Assert.Equal(direct[b], replicates.Alphas[b], 1e-12);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_and_another_seed_something_else()
    {
        var table = AgreementSamples.Correlated(cases: 30, readers: 3, categories: 3, seed: 1);

        var first = KrippendorffBootstrap.Of(table, KrippendorffMetric.Ordinal, 200, seed: 4);

        Assert.Equal(first.Alphas, KrippendorffBootstrap.Of(table, KrippendorffMetric.Ordinal, 200, seed: 4).Alphas);
        Assert.NotEqual(first.Alphas, KrippendorffBootstrap.Of(table, KrippendorffMetric.Ordinal, 200, seed: 5).Alphas);
    }

    [Fact]
    public void The_interval_and_the_spread_are_near_those_by_linearisation()
    {
        var table = AgreementSamples.Correlated(cases: 300, readers: 4, categories: 3, seed: 9);
        var alpha = KrippendorffAlpha.Of(table, KrippendorffMetric.Nominal);

        var replicates = KrippendorffBootstrap.Of(table, KrippendorffMetric.Nominal, 4000, seed: 2);

        Assert.InRange(replicates.StandardError / alpha.StandardError, 0.93, 1.07);
        var (lower, upper) = replicates.Interval();
        Assert.InRange(lower, alpha.Interval().Lower - 0.01, alpha.Interval().Lower + 0.01);
        Assert.InRange(upper, alpha.Interval().Upper - 0.01, alpha.Interval().Upper + 0.01);
    }

    [Fact]
    public void The_interval_takes_quantiles_of_the_replicates()
    {
        var replicates = new KrippendorffReplicates([.. Enumerable.Range(0, 101).Select(i => i / 100.0)], 0);

        Assert.Equal(0.025, replicates.Interval().Lower, 1e-14);
        Assert.Equal(0.975, replicates.Interval().Upper, 1e-14);
        Assert.Equal(0.05, replicates.Interval(0.9).Lower, 1e-14);
        // 80 of 101 lie below 0.8.
        Assert.Equal(80.0 / 101, replicates.PartBelow(0.8));
        // The variance of 0, 1, …, 100 is 101·102/12.
        Assert.Equal(Math.Sqrt(101 * 102 / 12.0) / 100, replicates.StandardError, 1e-14);
        Assert.Throws<ArgumentOutOfRangeException>(() => replicates.Interval(1));
    }

    [Fact]
    public void Replicates_without_variety_are_left_out_and_counted()
    {
        // Two units, 1-1 and 2-2: half of the draws are one unit twice.
        var replicates = KrippendorffBootstrap.Of(KrippendorffAlphaTests.Of(2, "1 1", "2 2"), KrippendorffMetric.Nominal, 400, seed: 1);

        Assert.InRange(replicates.Undefined, 150, 250);
        Assert.Equal(400 - replicates.Undefined, replicates.Alphas.Count);
        Assert.All(replicates.Alphas, a => Assert.Equal(1, a));
    }

    [Fact]
    public void Nothing_to_draw_gives_nothing()
    {
        var none = KrippendorffBootstrap.Of(KrippendorffAlphaTests.Of(2, "1 .", ". 2"), KrippendorffMetric.Nominal, 10, seed: 1);

        Assert.Equal(10, none.Undefined);
        Assert.Equal((double.NaN, double.NaN), none.Interval());
        Assert.Equal(double.NaN, none.StandardError);
        Assert.Equal(double.NaN, none.PartBelow(0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            KrippendorffBootstrap.Of(KrippendorffAlphaTests.Of(2, "1 2"), KrippendorffMetric.Nominal, 0, seed: 1)
        );
    }
}
