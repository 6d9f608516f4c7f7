using ReaderStudy.Statistics.Segmentation;

namespace ReaderStudy.Statistics.Tests.Segmentation;

public sealed class OverlapTests
{
    private const double Digits = 1e-14;

    [Fact]
    public void Two_masks_by_hand()
    {
        // By hand: a = 6, b = 4, i = 3, N = 20, voxels of 2 mm³.
        var overlap = new Overlap(6, 4, 3, 20, 2);

        Assert.Equal(7, overlap.Union);
        Assert.Equal(13, overlap.Neither);
        Assert.Equal(0.6, overlap.Dice, Digits);
        Assert.Equal(3.0 / 7, overlap.Jaccard, Digits);
        Assert.Equal(0.8, overlap.VolumetricSimilarity, Digits);
        Assert.Equal(0.5, overlap.SensitivityOfSecond, Digits);
        Assert.Equal(0.75, overlap.PrecisionOfSecond, Digits);
        Assert.Equal(12, overlap.FirstVolume, Digits);
        Assert.Equal(8, overlap.SecondVolume, Digits);
        Assert.Equal(0.5, overlap.RelativeVolumeDifference, Digits);
        // TP 3, FP 3, FN 1, TN 13: (39 − 3) / √(6·4·14·16).
        Assert.Equal(36 / Math.Sqrt(6 * 4 * 14 * 16), overlap.MatthewsCorrelation, Digits);
        // p_o = 16/20, p_e = (6·4 + 14·16)/400 = 0.62: 0.18 / 0.38.
        Assert.Equal(0.18 / 0.38, overlap.CohenKappa, Digits);
    }

    [Fact]
    public void Two_empty_masks_have_no_overlap_to_speak_of()
    {
        var grid = new VoxelGrid(2, 2, 2, 1, 1, 1);
        var overlap = Overlap.Of(Mask.Empty(grid), Mask.Empty(grid));

        Assert.True(double.IsNaN(overlap.Dice));
        Assert.True(double.IsNaN(overlap.Jaccard));
        Assert.True(double.IsNaN(overlap.VolumetricSimilarity));
        Assert.True(double.IsNaN(overlap.SensitivityOfSecond));
        Assert.True(double.IsNaN(overlap.PrecisionOfSecond));
        Assert.True(double.IsNaN(overlap.RelativeVolumeDifference));
        Assert.True(double.IsNaN(overlap.MatthewsCorrelation));
        Assert.True(double.IsNaN(overlap.CohenKappa));
    }

    [Fact]
    public void One_empty_mask_overlaps_nothing()
    {
        var overlap = new Overlap(0, 4, 0, 20, 1);

        Assert.Equal(0, overlap.Dice);
        Assert.Equal(0, overlap.Jaccard);
        Assert.Equal(0, overlap.VolumetricSimilarity);
        Assert.True(double.IsNaN(overlap.SensitivityOfSecond));
        Assert.Equal(0, overlap.PrecisionOfSecond);
        Assert.Equal(-1, overlap.RelativeVolumeDifference);
        Assert.True(double.IsNaN(overlap.MatthewsCorrelation));
        Assert.Equal(0, overlap.CohenKappa);
    }

    [Fact]
    public void Two_masks_that_fill_the_grid_agree_but_not_beyond_chance()
    {
        var overlap = new Overlap(8, 8, 8, 8, 1);

        Assert.Equal(1, overlap.Dice);
        Assert.True(double.IsNaN(overlap.CohenKappa));
        Assert.True(double.IsNaN(overlap.MatthewsCorrelation));
    }

    [Fact]
    public void Large_masks_do_not_overflow()
    {
        // The same part of a grid of 2·10⁹ voxels: perfect agreement.
        var overlap = new Overlap(1_000_000_000, 1_000_000_000, 1_000_000_000, 2_000_000_000, 1);

        Assert.Equal(1, overlap.MatthewsCorrelation, Digits);
        Assert.Equal(1, overlap.CohenKappa, Digits);
    }

    [Fact]
    public void Dice_is_the_F1_score_of_the_voxels_and_a_function_of_Jaccard() =>
        RandomMasks.ForAll(masks =>
        {
            var overlap = Overlap.Of(masks[0], masks[1]);
            var back = Overlap.Of(masks[1], masks[0]);
            var (first, second) = (RandomMasks.Voxels(masks[0]), RandomMasks.Voxels(masks[1]));

            Assert.Equal(first.Count, overlap.First);
            Assert.Equal(second.Count, overlap.Second);
            Assert.Equal(first.Intersect(second).Count(), overlap.Intersection);
            Assert.Equal(overlap.Dice, back.Dice);
            Assert.Equal(overlap.CohenKappa, back.CohenKappa);
            if (overlap.Intersection > 0)
            {
                var (precision, recall) = (overlap.PrecisionOfSecond, overlap.SensitivityOfSecond);
                Assert.Equal(2 * precision * recall / (precision + recall), overlap.Dice, Digits);
                Assert.Equal(overlap.Dice / (2 - overlap.Dice), overlap.Jaccard, Digits);
                Assert.InRange(overlap.Dice, 0, 1);
                Assert.InRange(overlap.VolumetricSimilarity, overlap.Dice - Digits, 1);
            }
        });

    [Fact]
    public void Labels_are_compared_one_by_one_without_the_background()
    {
        // By hand: label 1 has 3 and 2 voxels, 2 shared; label 2 has 1 and 2, 1 shared; label 5 only in the second.
        var grid = VoxelGrid.Planar(2, 4, 1, 1);
        var labels = LabelOverlap.Of(grid, [1, 1, 1, 0, 2, 0, 0, 0], [1, 1, 0, 0, 2, 2, 5, 0]);

        Assert.Equal([1, 2, 5], labels.Labels);
        Assert.Equal([0.8, 2.0 / 3, 0], labels.PerLabel.Select(o => o.Dice));
        Assert.Equal((0.8 + (2.0 / 3)) / 3, labels.MeanDice, Digits);
        Assert.Equal(6.0 / 9, labels.GeneralisedDice, Digits);
        Assert.Equal(8, labels.PerLabel[0].Voxels);
    }

    [Fact]
    public void Background_alone_is_undefined_and_unequal_maps_are_refused()
    {
        var grid = VoxelGrid.Planar(1, 2, 1, 1);

        Assert.True(double.IsNaN(LabelOverlap.Of(grid, [0, 0], [0, 0]).MeanDice));
        Assert.True(double.IsNaN(LabelOverlap.Of(grid, [0, 0], [0, 0]).GeneralisedDice));
        Assert.Throws<ArgumentException>(() => LabelOverlap.Of(grid, [0, 0, 1], [0, 0]));
        Assert.Throws<ArgumentException>(() => LabelOverlap.Of(grid, [0, 0], [0]));
    }
}
