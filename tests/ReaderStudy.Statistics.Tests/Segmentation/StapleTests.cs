using ReaderStudy.Statistics.Segmentation;

namespace ReaderStudy.Statistics.Tests.Segmentation;

public sealed class StapleTests
{
    [Fact]
    public void One_step_of_each_kind_by_hand()
    {
        // Two readers on ten voxels: {0, 1, 2} and {1, 2, 3}. Patterns 00 (6), 01 (1), 10 (1), 11 (2); prior 6/20 = 0.3.
        var patterns = DecisionPatterns.Of([ReaderOverlapTests.Row(0, 1, 2), ReaderOverlapTests.Row(1, 2, 3)]);

        // Expectation with p = q = 0.9: W(11) = 0.3·0.81 / (0.3·0.81 + 0.7·0.01), W(00) = 0.3·0.01 / (0.3·0.01 + 0.7·0.81), W(01) = 0.3.
        var staple = Staple.FromPerformance(patterns, start: 0.9, maxIterations: 1);

        double[] w = [0.003 / 0.57, 0.3, 0.3, 0.243 / 0.25];
        Assert.Equal(0.3, staple.Prior, 1e-15);
        Assert.Equal(["00", "01", "10", "11"], staple.Patterns.Patterns.Select(p => p.Code));
        for (var k = 0; k < 4; k++)
        {
            Assert.Equal(w[k], staple.Probability[k], 1e-14);
        }

        var truth = (6 * w[0]) + w[1] + w[2] + (2 * w[3]);
        Assert.Equal(truth, staple.ExpectedVoxels, 1e-13);
        Assert.All(staple.Sensitivity, p => Assert.Equal((0.3 + (2 * w[3])) / truth, p, 1e-14));
        Assert.All(staple.Specificity, q => Assert.Equal(((6 * (1 - w[0])) + 0.7) / (10 - truth), q, 1e-14));
        Assert.Equal(1, staple.Iterations);
        Assert.False(staple.Converged);
    }

    [Fact]
    public void Starting_from_votes_maximises_first()
    {
        // W = 0, ½, ½, 1 on 6, 1, 1, 2 voxels: p = (½ + 2) / 3 and q = (6 + ½) / 7 for both.
        var patterns = DecisionPatterns.Of([ReaderOverlapTests.Row(0, 1, 2), ReaderOverlapTests.Row(1, 2, 3)]);

        var staple = Staple.FromVotes(patterns, maxIterations: 1);

        double p = 2.5 / 3,
            q = 6.5 / 7;
        Assert.All(staple.Sensitivity, s => Assert.Equal(p, s, 1e-14));
        Assert.All(staple.Specificity, s => Assert.Equal(q, s, 1e-14));
        Assert.Equal(0.3 * p * p / ((0.3 * p * p) + (0.7 * (1 - q) * (1 - q))), staple.Probability[3], 1e-14);
    }

    [Fact]
    public void Readers_who_agree_are_perfect()
    {
        var staple = Staple.FromPerformance(
            DecisionPatterns.Of([ReaderOverlapTests.Row(1, 2), ReaderOverlapTests.Row(1, 2), ReaderOverlapTests.Row(1, 2)])
        );

        Assert.True(staple.Converged);
        Assert.All(staple.Sensitivity, p => Assert.Equal(1, p, 1e-9));
        Assert.All(staple.Specificity, q => Assert.Equal(1, q, 1e-9));
        Assert.Equal([(0, 0, 1), (0, 0, 2)], RandomMasks.Voxels(staple.Consensus()));
        Assert.Equal(10, staple.ProbabilityMap().Length);
        Assert.Equal(1, staple.ProbabilityMap()[1], 1e-9);
    }

    [Fact]
    public void Readers_who_drew_nothing_have_no_sensitivity()
    {
        foreach (
            var staple in new[]
            {
                Staple.FromPerformance(DecisionPatterns.Of([ReaderOverlapTests.Row(), ReaderOverlapTests.Row()])),
                Staple.FromVotes(DecisionPatterns.Of([ReaderOverlapTests.Row(), ReaderOverlapTests.Row()])),
            }
        )
        {
            Assert.All(staple.Sensitivity, p => Assert.True(double.IsNaN(p)));
            Assert.Equal(0, staple.Prior);
            Assert.True(staple.Consensus().IsEmpty);
        }
    }

    [Fact]
    public void A_reader_alone_is_believed()
    {
        var staple = Staple.FromPerformance(DecisionPatterns.Of([ReaderOverlapTests.Row(0, 1, 2)]));

        Assert.Equal(3, staple.Consensus().Count);
    }

    [Fact]
    public void Impossible_settings_are_refused()
    {
        var patterns = DecisionPatterns.Of([ReaderOverlapTests.Row(0)]);

        Assert.Throws<ArgumentOutOfRangeException>(() => Staple.FromPerformance(patterns, start: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Staple.FromPerformance(patterns, start: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Staple.FromPerformance(patterns, tolerance: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Staple.FromVotes(patterns, maxIterations: 0));
    }

    [Fact]
    public void The_order_of_readers_does_not_matter() =>
        RandomMasks.ForAll(masks =>
        {
            var forth = Staple.FromVotes(DecisionPatterns.Of(masks), maxIterations: 50);
            var back = Staple.FromVotes(DecisionPatterns.Of([.. masks.Reverse()]), maxIterations: 50);

            Assert.Equal(forth.Iterations, back.Iterations);
            for (var j = 0; j < masks.Count; j++)
            {
                Assert.Equal(forth.Sensitivity[j], back.Sensitivity[^(j + 1)], 1e-9);
                Assert.Equal(forth.Specificity[j], back.Specificity[^(j + 1)], 1e-9);
                Assert.True(double.IsNaN(forth.Sensitivity[j]) || forth.Sensitivity[j] is >= 0 and <= 1 + 1e-12);
            }
        });
}
