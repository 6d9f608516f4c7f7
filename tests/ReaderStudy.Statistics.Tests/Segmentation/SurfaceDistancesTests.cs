using ReaderStudy.Statistics.Segmentation;

namespace ReaderStudy.Statistics.Tests.Segmentation;

public sealed class SurfaceDistancesTests
{
    private const double Digits = 1e-13;

    [Fact]
    public void Two_rods_by_hand()
    {
        // Along x with 2 mm: voxels 0 to 3 against 0 and 1. To the short rod: 0, 0, 2, 4; back: 0, 0.
        var grid = new VoxelGrid(1, 1, 6, 1, 1, 2);
        var distances = SurfaceDistances.Of(RandomMasks.Box(grid, (0, 0, 0), (0, 0, 3)), RandomMasks.Box(grid, (0, 0, 0), (0, 0, 1)));

        Assert.Equal([0, 0, 2, 4], distances.FirstToSecond);
        Assert.Equal([0, 0], distances.SecondToFirst);
        Assert.Equal(4, distances.Hausdorff);
        Assert.Equal(1.5, distances.MeanFirstToSecond, Digits);
        Assert.Equal(0, distances.MeanSecondToFirst);
        Assert.Equal(1, distances.AssdPooled, Digits);
        Assert.Equal(0.75, distances.AssdMeanOfMeans, Digits);
        // Type 7: place 0.95·3 = 2.85 of 0, 0, 2, 4; place 0.95·5 = 4.75 of 0, 0, 0, 0, 2, 4.
        Assert.Equal(3.7, distances.PercentileFirstToSecond(95), Digits);
        Assert.Equal(0, distances.PercentileSecondToFirst(95));
        Assert.Equal(3.7, distances.PercentileMaxOfDirected(95), Digits);
        Assert.Equal(3.5, distances.PercentilePooled(95), Digits);
        Assert.Equal(4, distances.PercentilePooled(100));
        Assert.Equal(0, distances.PercentilePooled(0));
        // At the tolerance counts as within.
        Assert.Equal(5.0 / 6, distances.NormalisedSurfaceDice(2), Digits);
        Assert.Equal(4.0 / 6, distances.NormalisedSurfaceDice(1.99), Digits);
        Assert.Equal(4.0 / 6, distances.NormalisedSurfaceDice(0), Digits);
    }

    [Fact]
    public void A_slice_is_eroded_within_itself_and_a_stack_in_all_directions()
    {
        var slice = VoxelGrid.Planar(7, 7, 1, 1);
        var stack = new VoxelGrid(5, 7, 7, 1, 1, 1);
        var point = ((int Z, int Y, int X))(0, 3, 3);

        // 5 × 5 pixels have a border of 16; 3 × 5 × 5 voxels one of 75 − 9.
        Assert.Equal(
            16,
            SurfaceDistances.Of(RandomMasks.Box(slice, (0, 1, 1), (0, 5, 5)), RandomMasks.Of(slice, point)).FirstToSecond.Count
        );
        Assert.Equal(
            66,
            SurfaceDistances.Of(RandomMasks.Box(stack, (1, 1, 1), (3, 5, 5)), RandomMasks.Of(stack, point)).FirstToSecond.Count
        );
    }

    [Fact]
    public void A_face_on_the_grids_edge_is_surface()
    {
        var grid = new VoxelGrid(3, 3, 3, 1, 1, 1);
        var full = RandomMasks.Box(grid, (0, 0, 0), (2, 2, 2));

        var distances = SurfaceDistances.Of(full, RandomMasks.Of(grid, (1, 1, 1)));

        Assert.Equal(26, distances.FirstToSecond.Count);
        Assert.Equal(Math.Sqrt(3), distances.Hausdorff, Digits);
        // From the centre, which is border of itself alone, to a face.
        Assert.Equal([1], distances.SecondToFirst);
    }

    [Fact]
    public void Without_a_surface_only_the_surface_Dice_says_something()
    {
        var grid = new VoxelGrid(2, 2, 2, 1, 1, 1);
        var one = SurfaceDistances.Of(RandomMasks.Of(grid, (0, 0, 0)), RandomMasks.Of(grid));
        var none = SurfaceDistances.Of(RandomMasks.Of(grid), RandomMasks.Of(grid));

        Assert.False(one.AreDefined);
        Assert.Equal([double.PositiveInfinity], one.FirstToSecond);
        Assert.Equal(0, one.NormalisedSurfaceDice(100));
        Assert.True(double.IsNaN(none.NormalisedSurfaceDice(100)));
        foreach (var distances in new[] { one, none })
        {
            Assert.True(double.IsNaN(distances.Hausdorff));
            Assert.True(double.IsNaN(distances.PercentilePooled(95)));
            Assert.True(double.IsNaN(distances.PercentileMaxOfDirected(95)));
            Assert.True(double.IsNaN(distances.PercentileFirstToSecond(95)));
            Assert.True(double.IsNaN(distances.MeanFirstToSecond));
            Assert.True(double.IsNaN(distances.MeanSecondToFirst));
            Assert.True(double.IsNaN(distances.AssdPooled));
            Assert.True(double.IsNaN(distances.AssdMeanOfMeans));
        }
    }

    [Fact]
    public void Impossible_tolerances_and_percentiles_are_refused()
    {
        var grid = new VoxelGrid(1, 1, 2, 1, 1, 1);
        var distances = SurfaceDistances.Of(RandomMasks.Of(grid, (0, 0, 0)), RandomMasks.Of(grid, (0, 0, 1)));

        Assert.Throws<ArgumentOutOfRangeException>(() => distances.NormalisedSurfaceDice(-0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => distances.PercentilePooled(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => distances.PercentilePooled(100.5));
    }

    [Fact]
    public void Distances_are_those_found_by_trying_all_pairs_of_border_voxels() =>
        RandomMasks.ForAll(masks =>
        {
            var distances = SurfaceDistances.Of(masks[0], masks[1]);
            var (first, second) = (Border(masks[0]), Border(masks[1]));

            Near(first.Select(v => Nearest(v, second, masks[0].Grid)), distances.FirstToSecond);
            Near(second.Select(v => Nearest(v, first, masks[0].Grid)), distances.SecondToFirst);
            var back = SurfaceDistances.Of(masks[1], masks[0]);
            Assert.Equal(distances.Hausdorff, back.Hausdorff);
            Assert.Equal(distances.PercentilePooled(95), back.PercentilePooled(95));
        });

    [Fact]
    public void The_distance_transform_is_the_distance_to_the_nearest_voxel_of_the_mask() =>
        RandomMasks.ForAll(masks =>
        {
            var grid = masks[0].Grid;
            var sites = RandomMasks.Voxels(masks[0]);
            var everywhere = RandomMasks.Voxels(RandomMasks.Box(grid, (0, 0, 0), (grid.Depth - 1, grid.Height - 1, grid.Width - 1)));

            Near(everywhere.Select(v => Nearest(v, sites, grid)), DistanceTransform.ToMask(masks[0]));
        });

    [Fact]
    public void Far_sites_are_met_by_the_envelope_as_near_ones_are_by_looking_around()
    {
        // A single site in a corner makes looking outwards dearer than the envelope.
        var grid = new VoxelGrid(9, 40, 50, 3, 0.8, 0.9);
        var sites = new List<(int Z, int Y, int X)> { (8, 39, 49), (0, 0, 0), (4, 39, 0) };

        var map = DistanceTransform.ToMask(Mask.Of(grid, sites));

        var everywhere = RandomMasks.Voxels(RandomMasks.Box(grid, (0, 0, 0), (8, 39, 49)));
        Near(everywhere.Select(v => Nearest(v, sites, grid)), map);
    }

    private static void Near(IEnumerable<double> expected, IReadOnlyList<double> got)
    {
        var all = expected.ToList();
        Assert.Equal(all.Count, got.Count);
        for (var i = 0; i < all.Count; i++)
        {
            Assert.True(all[i].Equals(got[i]) || Math.Abs(all[i] - got[i]) < 1e-12, $"{i}: expected {all[i]}, got {got[i]}");
        }
    }

    private static List<(int Z, int Y, int X)> Border(Mask mask)
    {
        var voxels = RandomMasks.Voxels(mask).ToHashSet();
        (int Z, int Y, int X)[] steps = [(0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1), (1, 0, 0), (-1, 0, 0)];
        return
        [
            .. voxels
                .Where(v => steps.Where(s => s.Z == 0 || !mask.Grid.IsPlanar).Any(s => !voxels.Contains((v.Z + s.Z, v.Y + s.Y, v.X + s.X))))
                .Order(),
        ];
    }

    private static double Nearest((int Z, int Y, int X) from, List<(int Z, int Y, int X)> to, VoxelGrid grid) =>
        to.Count == 0
            ? double.PositiveInfinity
            : to.Min(t =>
            {
                var (z, y, x) = ((t.Z - from.Z) * grid.SpacingZ, (t.Y - from.Y) * grid.SpacingY, (t.X - from.X) * grid.SpacingX);
                return Math.Sqrt((z * z) + (y * y) + (x * x));
            });
}
