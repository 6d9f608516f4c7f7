using ReaderStudy.Statistics.Froc;

namespace ReaderStudy.Statistics.Tests.Froc;

public sealed class LesionSensitivityBootstrapTests
{
    /// <summary>Two patients: d with two lesions, one found, without a false mark; n with two false marks.</summary>
    private static readonly FrocReadings Pair = FrocReadings.Of(
        [new("d", true), new("n", false)],
        [new("d", "a"), new("d", "b")],
        [new("1", "1", "d", "a", 1), new("1", "1", "n", null, 2), new("1", "1", "n", null, 3), new("2", "1", "d", "a", 1)]
    );

    [Fact]
    public void Two_patients_have_four_resamples()
    {
        // At one false positive a patient: both drawn, (1, 0) then (1, 1/2) gives 1/2; d twice 1/2; n twice no lesion, left out.
        var result = LesionSensitivityBootstrap.Of(Pair, 1, 400, seed: 3);

        var estimate = result.Readers[0].Estimate;
        Assert.Equal(0.5, estimate.Value);
        Assert.All(estimate.Replicates, r => Assert.Equal(0.5, r));
        Assert.InRange(estimate.Replicates.Length, 250, 350);
        Assert.Equal((0.5, 0.5), estimate.PercentileInterval());
        Assert.Equal(0, estimate.StandardError);
    }

    [Fact]
    public void Every_resample_has_a_curve_of_its_own()
    {
        // At half a false positive a patient: both drawn, between (0, 0) and (1/2, 0): 0; d twice has no false positive: 1/2.
        var result = LesionSensitivityBootstrap.Of(Pair, 0.5, 400, seed: 3);

        Assert.Equal([0, 0.5], result.Readers[0].Estimate.Replicates.Distinct());
        Assert.Equal(0, result.Readers[0].Estimate.Value);
        // The other treatment has no false positive at all.
        Assert.Equal(0.5, result.Means[1].Estimate.Value);
        Assert.Equal(-0.5, result.Differences[0].Estimate.Value);
        Assert.Equal([-0.5, 0], result.Differences[0].Estimate.Replicates.Distinct());
    }

    [Fact]
    public void The_patients_themselves_give_the_curve_s_ordinate() =>
        RandomStudies.ForAll(rows =>
        {
            var readings = rows.Readings();
            var result = LesionSensitivityBootstrap.Of(readings, 0.8, 2, 7);

            for (var cell = 0; cell < 4; cell++)
            {
                Assert.Equal(LesionSensitivity.Interpolated(readings, cell / 2, cell % 2, 0.8), result.Readers[cell].Estimate.Value, 1e-14);
            }

            var mean = (result.Readers[2].Estimate.Value + result.Readers[3].Estimate.Value) / 2;
            Assert.Equal(mean, result.Means[1].Estimate.Value, 1e-14);
            Assert.Equal(result.Means[0].Estimate.Value - mean, result.Differences[0].Estimate.Value, 1e-14);
        });

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        var readings = RandomStudies.Froc(5).Readings();

        var (first, second) = (LesionSensitivityBootstrap.Of(readings, 0.5, 200, 1), LesionSensitivityBootstrap.Of(readings, 0.5, 200, 1));
        var other = LesionSensitivityBootstrap.Of(readings, 0.5, 200, 2);

        Assert.Equal(first.Readers[0].Estimate.Replicates, second.Readers[0].Estimate.Replicates);
        Assert.NotEqual(first.Readers[0].Estimate.Replicates, other.Readers[0].Estimate.Replicates);
        Assert.Equal([("1", "1"), ("1", "2"), ("2", "1"), ("2", "2")], first.Readers.Select(r => (r.Treatment, r.Reader)));
        Assert.Equal(("1", "2"), (first.Differences[0].First, first.Differences[0].Second));
    }

    [Fact]
    public void Without_replicates_there_is_no_interval()
    {
        var estimate = LesionSensitivityBootstrap.Of(Pair, 1, 0).Means[0].Estimate;

        Assert.Equal(0.5, estimate.Value);
        Assert.True(double.IsNaN(estimate.PercentileInterval().Lower));
        Assert.True(double.IsNaN(estimate.StandardError));
        Assert.Throws<ArgumentOutOfRangeException>(() => estimate.PercentileInterval(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => LesionSensitivityBootstrap.Of(Pair, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LesionSensitivityBootstrap.Of(Pair, 1, -1));
    }

    [Fact]
    public void Quantiles_and_spread_of_replicates_by_hand()
    {
        var estimate = new ResampledEstimate(2, [1, 2, 3, 4, 5]);

        // Type 7: 1 + 4 x 0.1 and 1 + 4 x 0.9; variance 10 / 4.
        Assert.Equal(1.4, estimate.PercentileInterval(0.8).Lower, 1e-14);
        Assert.Equal(4.6, estimate.PercentileInterval(0.8).Upper, 1e-14);
        Assert.Equal(Math.Sqrt(2.5), estimate.StandardError, 1e-14);
    }
}
