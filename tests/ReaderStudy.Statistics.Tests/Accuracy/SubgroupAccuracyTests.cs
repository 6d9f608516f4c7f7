using ReaderStudy.Statistics.Accuracy;
using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Statistics.Tests.Accuracy;

public sealed class SubgroupAccuracyTests
{
    private static readonly Subgroup[] Bands = [new(15, 30), new(10, 30), new(5, 30)];

    [Fact]
    public void Three_size_bands()
    {
        // R 4.2.2: chisq.test(matrix(c(15,10,5,15,20,25),3), correct = FALSE): 7.5, df 2, p 0.023517745856; prop.trend.test: 7.5, df 1.
        var subgroups = SubgroupAccuracy.Of(Bands);

        Assert.Equal(7.5, subgroups.Pearson.Statistic, 1e-13);
        Assert.Equal(2, subgroups.Pearson.DegreesOfFreedom);
        Assert.Equal(0.023517745856, subgroups.Pearson.P, 1e-12);
        Assert.Equal(7.5, subgroups.Trend([1, 2, 3]).Statistic, 1e-13);
        Assert.Equal(0.00616989932054, subgroups.Trend([5, 15, 25]).P, 1e-13);
        // By hand: 2 (15 ln 1.5 + 10 ln 1 + 5 ln 0.5 + 15 ln 0.75 + 20 ln 1 + 25 ln 1.25).
        var ratio = 2 * ((15 * Math.Log(1.5)) + (5 * Math.Log(0.5)) + (15 * Math.Log(0.75)) + (25 * Math.Log(1.25)));
        Assert.Equal(ratio, subgroups.LikelihoodRatio.Statistic, 1e-12);
        Assert.Equal([0.5, 1.0 / 3, 1.0 / 6], subgroups.Groups.Select(g => g.Share));
        Assert.Equal(Wilson.Interval(10, 30, 0.9), subgroups.Intervals(0.9)[1]);
    }

    [Fact]
    public void A_group_without_cases_stays_but_is_not_tested()
    {
        var with = SubgroupAccuracy.Of([.. Bands, new(0, 0)]);

        Assert.Equal(4, with.Groups.Count);
        Assert.Equal(2, with.Pearson.DegreesOfFreedom);
        Assert.Equal(7.5, with.Pearson.Statistic, 1e-13);
        Assert.Equal(double.NaN, with.Groups[3].Share);
        Assert.Equal((double.NaN, double.NaN), with.Intervals()[3]);
        Assert.Equal(7.5, with.Trend([1, 2, 3, 99]).Statistic, 1e-13);
    }

    [Fact]
    public void When_all_are_right_or_there_is_one_group_the_tests_are_undefined()
    {
        var right = SubgroupAccuracy.Of([new(4, 4), new(9, 9)]);
        Assert.Equal(double.NaN, right.Pearson.P);
        Assert.Equal(double.NaN, right.LikelihoodRatio.P);
        Assert.Equal(double.NaN, right.Trend([1, 2]).P);
        Assert.Equal(double.NaN, SubgroupAccuracy.Of([new(4, 6)]).Pearson.P);
        Assert.Equal(double.NaN, SubgroupAccuracy.Of([]).Pearson.P);
    }

    [Fact]
    public void Impossible_groups_and_scores_are_refused()
    {
        var bad = Assert.Throws<BadInputException>(() => SubgroupAccuracy.Of([new(1, 2), new(3, 2), new(-1, 2)]));
        Assert.Equal([1, 2], bad.Faults.Select(f => f.Row));
        Assert.Throws<ArgumentException>(() => SubgroupAccuracy.Of(Bands).Trend([1, 2]));
    }

    [Fact]
    public void Clusters_of_one_in_two_groups_by_hand()
    {
        // 10 of 20 and 15 of 20 single units, m = 40: covariance 40/39 * p q / n on the diagonal, 0 beside it.
        var counts = new ClusterCount[40, 2];
        for (var i = 0; i < 40; i++)
        {
            counts[i, i < 20 ? 0 : 1] = new ClusterCount(i < 10 || i >= 25 ? 1 : 0, 1);
        }

        var subgroups = ClusteredSubgroups.Of(counts);

        Assert.Equal([0.5, 0.75], subgroups.Groups.Select(g => g.Proportion));
        Assert.Equal(40.0 / 39 * 0.25 / 20, subgroups.Covariance[0, 0], 1e-15);
        Assert.Equal(40.0 / 39 * 0.1875 / 20, subgroups.Covariance[1, 1], 1e-15);
        Assert.Equal(0, subgroups.Covariance[0, 1], 1e-15);
        Assert.Equal(0.0625 / (40.0 / 39 * 0.4375 / 20), subgroups.Heterogeneity.Statistic, 1e-12);
        Assert.Equal(1, subgroups.Heterogeneity.DegreesOfFreedom);
    }

    [Fact]
    public void Patients_with_lesions_in_both_groups_by_hand()
    {
        // By hand: shares 3/4, 1/4; residuals of the groups (0.25, 0.25, -0.5, 0)/... : z1 = (.25, .25, -.75, .25)/4, z2 = (.75, -.25, -.25, -.25)/4.
        var counts = new ClusterCount[4, 2];
        (counts[0, 0], counts[0, 1]) = (new(1, 1), new(1, 1));
        (counts[1, 0], counts[1, 1]) = (new(1, 1), new(0, 1));
        (counts[2, 0], counts[2, 1]) = (new(0, 1), new(0, 1));
        (counts[3, 0], counts[3, 1]) = (new(1, 1), new(0, 1));

        var subgroups = ClusteredSubgroups.Of(counts);

        const double scale = 4.0 / 3 / 16;
        Assert.Equal(scale * 0.75, subgroups.Covariance[0, 0], 1e-15);
        Assert.Equal(scale * 0.25, subgroups.Covariance[0, 1], 1e-15);
        Assert.Equal(0.25 / (scale * (0.75 + 0.75 - 0.5)), subgroups.Heterogeneity.Statistic, 1e-12);
    }

    [Fact]
    public void Without_variation_the_clustered_test_is_undefined()
    {
        var counts = new ClusterCount[3, 2];
        for (var i = 0; i < 3; i++)
        {
            (counts[i, 0], counts[i, 1]) = (new(1, 1), new(2, 2));
        }

        Assert.Equal(double.NaN, ClusteredSubgroups.Of(counts).Heterogeneity.P);
        Assert.Equal(double.NaN, ClusteredSubgroups.Of(new ClusterCount[3, 2]).Heterogeneity.P);
        counts[1, 1] = new ClusterCount(3, 2);
        Assert.Throws<BadInputException>(() => ClusteredSubgroups.Of(counts));
    }
}
