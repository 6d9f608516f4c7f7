using ReaderStudy.Statistics.Assistance;

namespace ReaderStudy.Statistics.Tests.Assistance;

public sealed class ScoreBootstrapTests
{
    [Fact]
    public void The_mean_and_its_resamples_leave_missing_scores_out()
    {
        var distribution = ScoreBootstrap.Of(
            [
                [1, 0, double.NaN],
                [1, 1, 0],
            ],
            400,
            3
        );

        Assert.Equal(0.6, distribution.Estimate);
        Assert.Equal(400, distribution.Replicates.Count);
        Assert.InRange(distribution.Mean, 0.55, 0.68);
        Assert.Equal(
            ScoreBootstrap
                .Of(
                    [
                        [1, 0, double.NaN],
                        [1, 1, 0],
                    ],
                    400,
                    3
                )
                .Replicates,
            distribution.Replicates
        );
        // Reader 1 twice and case 3 thrice: nothing is left.
        Assert.InRange(distribution.Undefined, 1, 10);
    }

    [Fact]
    public void Readers_alike_and_cases_alike_do_not_vary()
    {
        var distribution = ScoreBootstrap.Of(
            [
                [0.5, 0.5],
                [0.5, 0.5],
            ],
            20,
            1
        );

        Assert.All(distribution.Replicates, r => Assert.Equal(0.5, r));
    }

    [Fact]
    public void Net_benefits_are_differences_of_correctness()
    {
        var readings = AssistedReadings.Of([
            new("A", "1", "x", "y", "x"),
            new("A", "2", "x", "x", "y"),
            new("A", "3", "x", "y", "z"),
            new("B", "3", "x", "x", "x"),
        ]);

        Assert.Equal(
            [
                [1, -1, 0],
                [double.NaN, double.NaN, 0],
            ],
            ScoreBootstrap.NetBenefits(readings)
        );
    }

    [Fact]
    public void Ragged_or_empty_scores_are_refused()
    {
        Assert.Throws<BadInputException>(() => ScoreBootstrap.Of([], 1, 1));
        Assert.Throws<BadInputException>(() =>
            ScoreBootstrap.Of(
                [
                    [],
                ],
                1,
                1
            )
        );
        Assert.Throws<BadInputException>(() =>
            ScoreBootstrap.Of(
                [
                    [1, 0],
                    [1],
                ],
                1,
                1
            )
        );
    }
}
