using ReaderStudy.Statistics.Resampling;

namespace ReaderStudy.Statistics.Tests.Resampling;

public sealed class BootstrapTests
{
    private static readonly double[] Sample = [2, 3, 5, 7, 11];

    [Fact]
    public void The_statistic_is_taken_of_the_data_and_of_each_resample()
    {
        var bootstrap = Bootstrap.Of(
            5,
            [
                [0, 0, 0, 0, 0],
                [4, 4, 4, 4, 0],
                [1, 2, 3, 4, 4],
            ],
            Mean
        );

        Assert.Equal(5.6, bootstrap.Estimate, 15);
        Assert.Equal(2, bootstrap.Replicates[0], 15);
        Assert.Equal(9.2, bootstrap.Replicates[1], 15);
        Assert.Equal(7.4, bootstrap.Replicates[2], 15);
        Assert.Empty(bootstrap.ReplicateVariances);
        Assert.Equal(double.NaN, bootstrap.EstimateVariance);
    }

    [Fact]
    public void Variances_are_kept_for_studentised_intervals()
    {
        var bootstrap = Bootstrap.Of(
            5,
            [
                [0, 0, 0, 0, 4],
            ],
            rows => (Mean(rows), rows[^1])
        );

        Assert.Equal(4, bootstrap.EstimateVariance);
        Assert.Equal([4], bootstrap.ReplicateVariances);
    }

    [Fact]
    public void Drawn_resamples_are_those_of_the_plan()
    {
        var plan = ResamplingPlan.OverCases(5);
        var drawn = Bootstrap.Of(plan, Mean, 40, 9);
        var supplied = Bootstrap.Of(5, [.. Enumerable.Range(0, 40).Select(number => plan.Resample(9, number))], Mean);

        Assert.Equal(supplied.Replicates, drawn.Replicates);
        Assert.Equal(supplied.Estimate, drawn.Estimate);
        Assert.Equal(drawn.Replicates, Bootstrap.Of(plan, Mean, 40, 9).Replicates);
        Assert.Equal(drawn.Replicates.Take(7), Bootstrap.Of(plan, rows => (Mean(rows), 1), 7, 9).Replicates);
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Of(plan, Mean, 0, 9));
    }

    [Fact]
    public void The_number_of_cores_changes_nothing()
    {
        // The same resamples one after the other, as a single core would take them.
        var plan = ResamplingPlan.WithinStrata([0, 0, 0, 1, 1]);
        double[] alone = [.. Enumerable.Range(0, 300).Select(number => Mean(plan.Resample(2, number)))];

        Assert.Equal(alone, Bootstrap.Of(plan, Mean, 300, 2).Replicates);
    }

    [Fact]
    public void The_jackknife_of_a_mean_is_each_values_distance_from_it()
    {
        // By hand: (n − 1)(mean − mean without i) = x − mean.
        var influence = Influence.Jackknife(ResamplingPlan.OverCases(5), Mean);
        Assert.Equal([-3.6, -2.6, -0.6, 1.4, 5.4], influence.Select(l => Math.Round(l, 12)));
        Assert.Equal(
            influence.Select(l => Math.Round(l, 12)),
            Influence.CentredJackknife(ResamplingPlan.OverCases(5), Mean).Select(l => Math.Round(l, 12))
        );

        // Within strata of 2 and 3 the factor is that of the stratum.
        var within = Influence.Jackknife(ResamplingPlan.WithinStrata(["a", "a", "b", "b", "b"]), Mean);
        Assert.Equal(-3.6 / 4 * 1, within[0], 12);
        Assert.Equal(5.4 / 4 * 2, within[4], 12);

        // A maximum moves only when the largest is left out: uncentred values 0 0 0 0 16, centred ones −3.2 and 12.8.
        Assert.Equal([0, 0, 0, 0, 16], Influence.Jackknife(ResamplingPlan.OverCases(5), Largest));
        Assert.Equal(
            [-3.2, -3.2, -3.2, -3.2, 12.8],
            Influence.CentredJackknife(ResamplingPlan.OverCases(5), Largest).Select(l => Math.Round(l, 12))
        );
    }

    [Fact]
    public void Acceleration_is_a_sixth_of_the_skewness()
    {
        // By hand: Σ l³ = −46.656 − 17.576 − 0.216 + 2.744 + 157.464, Σ l² = 51.2.
        Assert.Equal(95.76 / (6 * Math.Pow(51.2, 1.5)), Influence.Acceleration([-3.6, -2.6, -0.6, 1.4, 5.4]), 14);
        Assert.Equal(0, Influence.Acceleration([-1, 1]));
        Assert.Equal(double.NaN, Influence.Acceleration([0, 0]));
    }

    [Fact]
    public void Regression_finds_the_influence_of_a_linear_statistic_exactly()
    {
        var plan = ResamplingPlan.OverCases(5);
        int[][] resamples = [.. Enumerable.Range(0, 30).Select(number => plan.Resample(4, number))];
        var replicates = Bootstrap.Of(5, resamples, Mean).Replicates;

        var influence = Influence.Regression(5, resamples, replicates);
        Assert.Equal([-3.6, -2.6, -0.6, 1.4, 5.4], influence.Select(l => Math.Round(l, 10)));

        // Undefined replicates are left out; with no more than there are cases nothing can be said.
        Assert.Equal(
            influence.Select(l => Math.Round(l, 10)),
            Influence.Regression(5, resamples, [double.NaN, .. replicates.Skip(1)]).Select(l => Math.Round(l, 10))
        );
        Assert.All(Influence.Regression(5, resamples[..5], [.. replicates.Take(5)]), l => Assert.Equal(double.NaN, l));
        Assert.DoesNotContain(double.NaN, Influence.Regression(5, resamples[..6], [.. replicates.Take(6)]));
    }

    [Fact]
    public void Regression_within_strata_compares_cases_with_their_stratum()
    {
        // The mean of the strata's means, (2 + 3) / 2 and (5 + 7 + 11) / 3: influence x − mean of the stratum, halved.
        int[] strata = [8, 8, 3, 3, 3];
        var plan = ResamplingPlan.WithinStrata(strata);
        int[][] resamples = [.. Enumerable.Range(0, 30).Select(number => plan.Resample(4, number))];
        double[] replicates =
        [
            .. resamples.Select(rows =>
                (rows.Where(r => r < 2).Average(r => Sample[r]) + rows.Where(r => r >= 2).Average(r => Sample[r])) / 2
            ),
        ];

        var influence = Influence.RegressionWithinStrata(strata, resamples, replicates);

        Assert.Equal([-0.25, 0.25, -1.3333333333, -0.3333333333, 1.6666666667], influence.Select(l => Math.Round(l, 10)));
    }

    [Fact]
    public void Readers_and_cases_can_be_drawn_at_once()
    {
        var readers = ResamplingPlan.OverCases(3);
        var cases = ResamplingPlan.OverCases(5);
        double Statistic(ReadOnlySpan<int> drawnReaders, ReadOnlySpan<int> rows) =>
            (100 * drawnReaders[0]) + (10 * drawnReaders[^1]) + rows[0];
        var bootstrap = TwoWayBootstrap.Of(readers, cases, Statistic, 20, 6);

        Assert.Equal(20, bootstrap.Estimate);
        for (var number = 0; number < 20; number++)
        {
            var stream = new RandomStream(6, (ulong)number);
            var drawn = readers.Resample(stream);
            Assert.Equal(Statistic(drawn, cases.Resample(stream)), bootstrap.Replicates[number]);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => TwoWayBootstrap.Of(readers, cases, Statistic, 0, 6));
    }

    private static double Mean(ReadOnlySpan<int> rows)
    {
        double sum = 0;
        foreach (var row in rows)
        {
            sum += Sample[row];
        }

        return sum / rows.Length;
    }

    private static double Largest(ReadOnlySpan<int> rows)
    {
        double largest = 0;
        foreach (var row in rows)
        {
            largest = Math.Max(largest, Sample[row]);
        }

        return largest;
    }
}
