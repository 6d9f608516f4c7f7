using ReaderStudy.Statistics.Segmentation;

namespace ReaderStudy.Statistics.Tests.Segmentation;

public sealed class MaskTests
{
    private static readonly VoxelGrid Grid = new(2, 3, 70, 2.5, 0.5, 0.8);

    [Fact]
    public void A_mask_has_its_voxels_and_its_volume()
    {
        var mask = Mask.Of(Grid, [(0, 0, 0), (1, 2, 69), (0, 1, 64)]);

        Assert.True(mask[0, 0, 0]);
        Assert.True(mask[1, 2, 69]);
        Assert.True(mask[0, 1, 64]);
        Assert.False(mask[0, 1, 63]);
        Assert.Equal(3, mask.Count);
        Assert.Equal(3, mask.Volume, 1e-12);
        Assert.False(mask.IsEmpty);
        Assert.True(Mask.Empty(Grid).IsEmpty);
    }

    [Fact]
    public void Rows_beyond_the_grid_and_repeated_voxels_are_named_at_once()
    {
        var bad = Assert.Throws<BadInputException>(() =>
            Mask.Of(Grid, [(0, 0, 0), (2, 0, 0), (0, -1, 0), (0, 0, 70), (0, 0, 0), (1, 2, 69)])
        );

        Assert.Equal([1, 2, 3, 4], bad.Faults.Select(f => f.Row!.Value));
        Assert.Contains("(2, 0, 0) lies beyond the grid of 2 x 3 x 70", bad.Faults[0].Message, StringComparison.Ordinal);
        Assert.Contains("(0, 0, 0) is there already", bad.Faults[3].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_value_a_voxel_runs_along_x_first()
    {
        var values = new bool[2 * 3 * 70];
        values[((1 * 3) + 2) * 70 + 5] = true;

        Assert.Equal([(1, 2, 5)], RandomMasks.Voxels(Mask.Of(Grid, values)));
        Assert.Throws<ArgumentException>(() => Mask.Of(Grid, new bool[419]));
    }

    [Fact]
    public void Masks_meet_and_join()
    {
        var first = Mask.Of(Grid, [(0, 0, 0), (1, 1, 65)]);
        var second = Mask.Of(Grid, [(1, 1, 65), (1, 2, 3)]);

        Assert.Equal([(1, 1, 65)], RandomMasks.Voxels(first.Intersect(second)));
        Assert.Equal([(0, 0, 0), (1, 1, 65), (1, 2, 3)], RandomMasks.Voxels(first.Union(second)));
    }

    [Fact]
    public void Masks_of_different_spacing_do_not_meet()
    {
        Assert.Throws<ArgumentException>(() => Overlap.Of(Mask.Empty(Grid), Mask.Empty(Other)));
        Assert.Throws<ArgumentException>(() => SurfaceDistances.Of(Mask.Empty(Grid), Mask.Empty(Other)));
        Assert.Throws<ArgumentException>(() => SurfelDistances.Of(Mask.Empty(Grid), Mask.Empty(Other)));
        Assert.Throws<ArgumentException>(() => DecisionPatterns.Of([Mask.Empty(Grid), Mask.Empty(Other)]));
    }

    [Theory]
    [InlineData(0, 3, 4, 1.0)]
    [InlineData(2, -1, 4, 1.0)]
    [InlineData(2, 3, 0, 1.0)]
    [InlineData(2, 3, 4, 0.0)]
    [InlineData(2, 3, 4, -1.0)]
    [InlineData(2, 3, 4, double.NaN)]
    [InlineData(2, 3, 4, double.PositiveInfinity)]
    [InlineData(2000, 2000, 2000, 1.0)]
    public void A_grid_has_positive_sizes_and_spacings(int depth, int height, int width, double spacing) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new VoxelGrid(depth, height, width, 1, spacing, 1));

    [Fact]
    public void A_single_slice_is_planar()
    {
        Assert.True(VoxelGrid.Planar(4, 5, 0.7, 0.9).IsPlanar);
        Assert.False(Grid.IsPlanar);
        Assert.Equal(0.63, VoxelGrid.Planar(4, 5, 0.7, 0.9).VoxelVolume, 1e-15);
        Assert.Equal(420, Grid.Voxels);
    }

    private static VoxelGrid Other => new(2, 3, 70, 2.5, 0.5, 0.9);
}
