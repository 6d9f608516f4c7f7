using ReaderStudy.Statistics.Accuracy;

namespace ReaderStudy.Statistics.Tests.Accuracy;

public sealed class ClusteredMcNemarTests
{
    [Fact]
    public void Three_patients_by_hand()
    {
        // By hand: b - c = 2, -1, 1; n = 4, 2, 2; N = 8; difference 2/8; null variance 1.5 * 6 / 64.
        // Residuals 2 - 1, -1 - 0.5, 1 - 0.5 -> 1 + 2.25 + 0.25 = 3.5; variance 1.5 * 3.5 / 64.
        // Shares 0.5, -0.5, 0.5: Durkalski 0.25 / 0.75.
        var test = ClusteredMcNemar.Of([new(1, 2, 0, 1), new(1, 0, 1, 0), new(0, 1, 0, 1), new(0, 0, 0, 0)]);

        Assert.Equal(3, test.Clusters);
        Assert.Equal(new PairedOutcomes(2, 3, 1, 2), test.Outcomes);
        Assert.Equal(0.25, test.Difference);
        Assert.Equal(9.0 / 64, test.NullVariance, 1e-16);
        Assert.Equal(5.25 / 64, test.Variance, 1e-16);
        Assert.Equal(0.0625 / (9.0 / 64), test.Obuchowski.Statistic, 1e-14);
        Assert.Equal(1.0 / 3, test.Durkalski.Statistic, 1e-15);
        var half = 1.959963984540054 * Math.Sqrt(5.25 / 64);
        Assert.Equal(0.25 - half, test.Interval().Lower, 1e-14);
        Assert.Equal(0.25 + half, test.Interval().Upper, 1e-14);
    }

    [Fact]
    public void Clusters_of_one_are_McNemars()
    {
        List<PairedOutcomes> cases =
        [
            .. Enumerable.Repeat(new PairedOutcomes(1, 0, 0, 0), 20),
            .. Enumerable.Repeat(new PairedOutcomes(0, 1, 0, 0), 8),
            .. Enumerable.Repeat(new PairedOutcomes(0, 0, 1, 0), 3),
        ];
        var test = ClusteredMcNemar.Of(cases);

        Assert.Equal(McNemar.Asymptotic(8, 3).Statistic, test.Durkalski.Statistic, 1e-14);
        Assert.Equal(McNemar.Asymptotic(8, 3).Statistic * 30 / 31, test.Obuchowski.Statistic, 1e-13);
    }

    [Fact]
    public void A_single_cluster_and_no_discordance_are_undefined()
    {
        var single = ClusteredMcNemar.Of([new(1, 2, 0, 1)]);
        var same = ClusteredMcNemar.Of([new(1, 0, 0, 1), new(2, 0, 0, 0)]);

        Assert.Equal(double.NaN, single.Obuchowski.Statistic);
        Assert.Equal((double.NaN, double.NaN), single.Interval());
        Assert.Equal(double.NaN, same.Obuchowski.P);
        Assert.Equal(double.NaN, same.Durkalski.P);
        Assert.Equal((0, 0), same.Interval());
        Assert.Equal(double.NaN, ClusteredMcNemar.Of([]).Difference);
    }

    [Fact]
    public void Negative_counts_are_named_by_row()
    {
        var bad = Assert.Throws<BadInputException>(() =>
            ClusteredMcNemar.Of([new(-1, 2, 0, 1), new(1, 2, 0, 1), new(1, 2, -1, 1), new(1, -2, 1, 1), new(1, 2, 1, -1)])
        );

        Assert.Equal([0, 2, 3, 4], bad.Faults.Select(f => f.Row));
    }
}
