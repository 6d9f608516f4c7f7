using ReaderStudy.Statistics.Resampling;

namespace ReaderStudy.Statistics.Tests.Resampling;

public sealed class ResamplingPlanTests
{
    [Fact]
    public void Cases_are_drawn_with_replacement_by_a_stream_of_each_resample()
    {
        var plan = ResamplingPlan.OverCases(6);
        var stream = new RandomStream(7, 3);
        int[] expected = [.. Enumerable.Range(0, 6).Select(_ => stream.Below(6))];

        Assert.Equal(6, plan.Units);
        Assert.Equal(expected, plan.Resample(7, 3));
        Assert.Equal(expected, plan.Resample(new RandomStream(7, 3)));
        Assert.NotEqual(plan.Resample(7, 3), plan.Resample(7, 4));
        Assert.NotEqual(plan.Resample(7, 3), plan.Resample(8, 3));
    }

    [Fact]
    public void Strata_keep_their_number_of_cases()
    {
        string[] strata = ["b", "a", "b", "b", "a"];
        var plan = ResamplingPlan.WithinStrata(strata);

        for (var number = 0; number < 50; number++)
        {
            var rows = plan.Resample(1, number);
            Assert.Equal(5, rows.Length);
            Assert.Equal(3, rows.Count(row => strata[row] == "b"));
        }

        Assert.True(Enumerable.Range(0, 50).SelectMany(n => plan.Resample(1, n)).Distinct().Count() == 5);
    }

    [Fact]
    public void Clusters_are_drawn_with_all_their_cases()
    {
        var plan = ResamplingPlan.OverClusters([10, 20, 10, 30, 20, 10]);

        Assert.Equal(3, plan.Units);
        for (var number = 0; number < 50; number++)
        {
            var times = plan.Resample(1, number).CountBy(row => row).ToDictionary();
            int Times(int row) => times.GetValueOrDefault(row);
            Assert.Equal(Times(0), Times(2));
            Assert.Equal(Times(0), Times(5));
            Assert.Equal(Times(1), Times(4));
            Assert.Equal(3, Times(0) + Times(1) + Times(3));
        }
    }

    [Fact]
    public void Clusters_are_drawn_within_strata()
    {
        var plan = ResamplingPlan.OverClustersWithinStrata([1, 1, 2, 3, 3], ["x", "x", "x", "y", "y"]);

        for (var number = 0; number < 20; number++)
        {
            Assert.Equal([3, 4], plan.Resample(1, number).Where(row => row >= 3));
        }

        var bad = Assert.Throws<BadInputException>(() => ResamplingPlan.OverClustersWithinStrata([1, 2, 1, 2], ["x", "y", "y", "x"]));
        Assert.Equal([2, 3], bad.Faults.Select(f => f.Row));
        Assert.Throws<ArgumentException>(() => ResamplingPlan.OverClustersWithinStrata([1, 2], ["x"]));
    }

    [Fact]
    public void A_unit_can_be_left_out()
    {
        Assert.Equal([0, 2], ResamplingPlan.OverCases(3).Without(1));
        Assert.Equal([1, 3], ResamplingPlan.OverClusters(["a", "b", "a", "b"]).Without(0));
    }

    [Fact]
    public void Nothing_to_draw_from_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ResamplingPlan.OverCases(0));
        Assert.Throws<ArgumentException>(() => ResamplingPlan.WithinStrata<string>([]));
        Assert.Throws<ArgumentException>(() => ResamplingPlan.OverClusters<string>([]));
    }
}
