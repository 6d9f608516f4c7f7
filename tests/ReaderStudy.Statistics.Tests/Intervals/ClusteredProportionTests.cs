using ReaderStudy.Statistics.Distributions;
using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Statistics.Tests.Intervals;

public sealed class ClusteredProportionTests
{
    [Fact]
    public void Three_patients_with_two_lesions_by_hand()
    {
        // By hand: p = 3/6; residuals 0, 1, -1; variance 3/2 * 2 / 36 = 1/12; design effect (1/12) / (0.25/6) = 2.
        var p = ClusteredProportion.Of([new(1, 2), new(2, 2), new(0, 2)]);

        Assert.Equal((3, 6, 3), (p.Clusters, p.Units, p.Count));
        Assert.Equal(0.5, p.Proportion);
        Assert.Equal(1.0 / 12, p.Variance, 1e-16);
        Assert.Equal(2, p.DesignEffect, 1e-14);
        Assert.Equal(3, p.EffectiveUnits, 1e-14);
        // t with 2 degrees of freedom at 0.975 is 4.3026527; half width 1.242, cut.
        Assert.Equal((0, 1), p.WaldInterval());
        var (lower, upper) = p.WilsonInterval();
        Assert.Equal(Wilson.Interval(1.5, 3, 0.95).Lower, lower, 1e-14);
        Assert.Equal(1 - lower, upper, 1e-14);
    }

    [Fact]
    public void Unequal_clusters_by_hand()
    {
        // By hand: p = 4/10; residuals 1 - 0.8, 3 - 2, 0 - 1.2 -> 0.04 + 1 + 1.44 = 2.48; variance 1.5 * 2.48 / 100.
        var p = ClusteredProportion.Of([new(1, 2), new(3, 5), new(0, 3), new(0, 0)]);

        Assert.Equal(3, p.Clusters);
        Assert.Equal(0.0372, p.Variance, 1e-15);
        var half = StudentsT.Critical(0.8, 2) * Math.Sqrt(0.0372);
        Assert.Equal(0.4 - half, p.WaldInterval(0.8).Lower, 1e-13);
        Assert.Equal(0.4 + half, p.WaldInterval(0.8).Upper, 1e-13);
        var onLogit = half / 0.24;
        Assert.Equal(1 / (1 + (1.5 * Math.Exp(onLogit))), p.LogitInterval(0.8).Lower, 1e-13);
        Assert.Equal(1 / (1 + (1.5 * Math.Exp(-onLogit))), p.LogitInterval(0.8).Upper, 1e-13);
    }

    [Fact]
    public void Single_units_vary_as_independent_ones()
    {
        var p = ClusteredProportion.Of([.. Enumerable.Range(0, 20).Select(i => new ClusterCount(i < 7 ? 1 : 0, 1))]);

        Assert.Equal(0.35 * 0.65 / 19, p.Variance, 1e-16);
        Assert.Equal(20.0 / 19, p.DesignEffect, 1e-14);
    }

    [Fact]
    public void Less_spread_than_chance_does_not_add_units()
    {
        var p = ClusteredProportion.Of([new(1, 2), new(1, 2), new(1, 2)]);

        Assert.Equal(0, p.DesignEffect, 1e-15);
        Assert.Equal(6, p.EffectiveUnits);
    }

    [Fact]
    public void When_all_agree_the_clusters_count()
    {
        var all = ClusteredProportion.Of([new(3, 3), new(2, 2), new(1, 1)]);
        var none = ClusteredProportion.Of([new(0, 3), new(0, 2), new(0, 1)]);

        Assert.Equal(3, all.EffectiveUnits);
        Assert.Equal(double.NaN, all.DesignEffect);
        Assert.Equal(Wilson.Interval(3, 3), all.WilsonInterval());
        Assert.Equal(Wilson.Interval(0, 3), none.WilsonInterval());
        Assert.Equal((double.NaN, double.NaN), all.LogitInterval());
        Assert.Equal((1, 1), all.WaldInterval());
    }

    [Fact]
    public void A_single_cluster_and_none_are_undefined()
    {
        var one = ClusteredProportion.Of([new(1, 3)]);
        var none = ClusteredProportion.Of([]);

        Assert.Equal(double.NaN, one.Variance);
        Assert.Equal((double.NaN, double.NaN), one.WilsonInterval());
        Assert.Equal((double.NaN, double.NaN), one.WaldInterval());
        Assert.Equal(double.NaN, none.Proportion);
        Assert.Equal((double.NaN, double.NaN), none.WilsonInterval());
    }

    [Fact]
    public void Impossible_clusters_are_named_by_row()
    {
        var bad = Assert.Throws<BadInputException>(() => ClusteredProportion.Of([new(1, 2), new(3, 2), new(-1, 4)]));

        Assert.Equal([1, 2], bad.Faults.Select(f => f.Row));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClusteredProportion.Of([new(1, 2)]).WilsonInterval(1));
    }
}
