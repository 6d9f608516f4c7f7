using ReaderStudy.Statistics.Agreement;
using ReaderStudy.Statistics.Segmentation;

namespace ReaderStudy.Statistics.Tests.Segmentation;

public sealed class ReaderOverlapTests
{
    private const double Digits = 1e-13;
    private static readonly VoxelGrid Grid = VoxelGrid.Planar(2, 5, 1, 1);

    // Voxels 0 to 3, 2 to 4 and 2 to 5, by x along the first row, then the second.
    private static readonly Mask[] Three = [Row(0, 1, 2, 3), Row(2, 3, 4), Row(2, 3, 4, 5)];

    [Fact]
    public void Three_readers_by_hand()
    {
        // Pairs: 2 of 4 and 3 (union 5), 2 of 4 and 4 (union 6), 3 of 3 and 4 (union 4).
        var overlap = ReaderOverlap.Of(Three);

        Assert.Equal(((4.0 / 7) + (4.0 / 8) + (6.0 / 7)) / 3, overlap.MeanPairwiseDice, Digits);
        Assert.Equal(((2.0 / 5) + (2.0 / 6) + (3.0 / 4)) / 3, overlap.MeanPairwiseJaccard, Digits);
        Assert.Equal(7.0 / 15, overlap.GeneralisedConformity, Digits);
        Assert.Equal(14.0 / 22, overlap.GeneralisedDice, Digits);
        Assert.Equal(2, overlap.IntersectionOfAll);
        Assert.Equal(6, overlap.UnionOfAll);
        Assert.Equal(2.0 / 6, overlap.IntersectionOverUnionOfAll, Digits);
    }

    [Fact]
    public void Kappa_is_that_of_the_voxels_one_by_one()
    {
        // Votes by voxel: 1, 1, 3, 3, 2, 1, 0, 0, 0, 0.
        int[] votes = [1, 1, 3, 3, 2, 1, 0, 0, 0, 0];
        var overlap = ReaderOverlap.Of(Three);

        Assert.Equal(Kappa(votes, 3), overlap.KappaOfGrid, Digits);
        Assert.Equal(Kappa([.. votes.Where(v => v > 0)], 3), overlap.KappaOfUnion, Digits);
    }

    [Fact]
    public void Majorities_with_and_without_ties()
    {
        var patterns = DecisionPatterns.Of([.. Three, Row(0, 4)]);

        // Votes: 2, 1, 3, 3, 3, 1.
        Assert.Equal([(0, 0, 2), (0, 0, 3), (0, 0, 4)], RandomMasks.Voxels(MajorityVote.Strict(patterns)));
        Assert.Equal([(0, 0, 0), (0, 0, 2), (0, 0, 3), (0, 0, 4)], RandomMasks.Voxels(MajorityVote.WithTies(patterns)));
    }

    [Fact]
    public void Patterns_are_sorted_by_their_code_and_count_every_voxel()
    {
        var patterns = DecisionPatterns.Of(Three);

        Assert.Equal(["000", "001", "011", "100", "111"], patterns.Patterns.Select(p => p.Code));
        Assert.Equal([4L, 1, 1, 2, 2], patterns.Patterns.Select(p => p.Voxels));
        Assert.Equal([0, 1, 2, 1, 3], patterns.Patterns.Select(p => p.Votes));
        Assert.Equal([3, 3, 4, 4, 2, 1, 0, 0, 0, 0], patterns.Map([0, 1, 2, 3, 4]));
        Assert.Equal([(0, 0, 0), (0, 0, 1)], RandomMasks.Voxels(patterns.Where(p => p.Code == "100")));
        Assert.Throws<ArgumentException>(() => DecisionPatterns.Of([]));
    }

    [Fact]
    public void Readers_who_all_drew_nothing_agree_on_nothing()
    {
        var overlap = ReaderOverlap.Of([Row(), Row()]);

        Assert.True(double.IsNaN(overlap.MeanPairwiseDice));
        Assert.True(double.IsNaN(overlap.GeneralisedConformity));
        Assert.True(double.IsNaN(overlap.GeneralisedDice));
        Assert.True(double.IsNaN(overlap.IntersectionOverUnionOfAll));
        Assert.True(double.IsNaN(overlap.KappaOfGrid));
        Assert.True(double.IsNaN(overlap.KappaOfUnion));
        Assert.Throws<ArgumentException>(() => ReaderOverlap.Of([Row(1)]));
    }

    [Fact]
    public void Readers_who_drew_the_same_agree_perfectly_but_on_the_union_alone_not_beyond_chance()
    {
        var overlap = ReaderOverlap.Of([Row(1, 2), Row(1, 2), Row(1, 2)]);

        Assert.Equal(1, overlap.MeanPairwiseDice, Digits);
        Assert.Equal(1, overlap.KappaOfGrid, Digits);
        Assert.True(double.IsNaN(overlap.KappaOfUnion));
    }

    [Fact]
    public void The_order_of_readers_does_not_matter() =>
        RandomMasks.ForAll(masks =>
        {
            var forth = ReaderOverlap.Of(masks);
            var back = ReaderOverlap.Of([.. masks.Reverse()]);

            Assert.Equal(forth.GeneralisedDice, back.GeneralisedDice, Digits);
            Assert.Equal(forth.KappaOfGrid, back.KappaOfGrid, Digits);
            Assert.Equal(forth.UnionOfAll, back.UnionOfAll);
            Assert.Equal(masks[0].Grid.Voxels, DecisionPatterns.Of(masks).Patterns.Sum(p => p.Voxels));
            Assert.Equal(forth.UnionOfAll, masks.Aggregate((a, b) => a.Union(b)).Count);
            Assert.Equal(forth.IntersectionOfAll, masks.Aggregate((a, b) => a.Intersect(b)).Count);
            if (masks.Count == 2)
            {
                Assert.Equal(Overlap.Of(masks[0], masks[1]).Jaccard, forth.GeneralisedConformity, Digits);
            }
        });

    internal static Mask Row(params int[] voxels) => Mask.Of(Grid, voxels.Select(v => (0, v / 5, v % 5)));

    private static double Kappa(int[] votes, int readers)
    {
        var counts = new int[votes.Length, 2];
        for (var v = 0; v < votes.Length; v++)
        {
            (counts[v, 0], counts[v, 1]) = (readers - votes[v], votes[v]);
        }

        return FleissKappa.Of(counts).Kappa;
    }
}
