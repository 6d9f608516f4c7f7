using System.Numerics;
using ReaderStudy.Statistics.Segmentation;

namespace ReaderStudy.Statistics.Tests.Segmentation;

public sealed class SurfelDistancesTests
{
    private const double Digits = 1e-12;

    // Area of an equilateral triangle that cuts a corner of the unit cube at the middles of its edges: √3 / 8.
    private static readonly double Corner = Math.Sqrt(3) / 8;

    [Theory]
    [InlineData(0b0000_0000, 0)]
    [InlineData(0b1111_1111, 0)]
    [InlineData(0b0000_0001, 1)]
    [InlineData(0b1000_0001, 2)]
    [InlineData(0b0110_1001, 4)]
    public void Corners_apart_are_cut_each_for_itself(int code, int corners) =>
        Assert.Equal(corners * Corner, SurfelArea.ByCode(1, 1, 1)[code], Digits);

    [Fact]
    public void Areas_of_the_other_shapes_in_the_unit_cube()
    {
        var areas = SurfelArea.ByCode(1, 1, 1);

        // Two voxels side by side: a rectangle of 1 by √½. Four on a face: the square. Three in an L: half a square, and the trapezoid
        // below it, √3/4 + √3/8. A voxel and its three neighbours: the hexagon, six triangles of side √½.
        Assert.Equal(Math.Sqrt(0.5), areas[0b0000_0011], Digits);
        Assert.Equal(1, areas[0b0000_1111], Digits);
        Assert.Equal(0.5 + (3 * Corner), areas[0b0000_0111], Digits);
        Assert.Equal(6 * Math.Sqrt(3) / 8, areas[0b0001_0111], Digits);
        // Four in a chain along all three axes: √3·(3/8 + 1/8), and a triangle of √2/4 at each end.
        Assert.Equal((Math.Sqrt(3) / 2) + (Math.Sqrt(2) / 2), areas[0b0001_1011], Digits);
        // Three in an L and one across: both.
        Assert.Equal(0.5 + (4 * Corner), areas[0b1000_0111], Digits);
    }

    [Fact]
    public void Areas_follow_the_spacing()
    {
        // Axes z, y, x of 3, 0.8 and 0.9 mm. A face across z is 0.8 · 0.9, one across x is 3 · 0.8; the triangle at a corner has half
        // edges 1.5, 0.4, 0.45: ½ √((0.4·0.45)² + (1.5·0.45)² + (1.5·0.4)²).
        var areas = SurfelArea.ByCode(3, 0.8, 0.9);

        Assert.Equal(0.72, areas[0b0000_1111], Digits);
        Assert.Equal(2.7, areas[0b0011_0011], Digits);
        Assert.Equal(2.4, areas[0b0101_0101], Digits);
        Assert.Equal(0.5 * Math.Sqrt((0.18 * 0.18) + (0.675 * 0.675) + (0.6 * 0.6)), areas[0b1000_0000], Digits);
    }

    [Fact]
    public void A_mask_and_its_complement_have_one_surface_and_every_mixed_code_has_some()
    {
        var areas = SurfelArea.ByCode(2, 0.7, 1.1);
        for (var code = 0; code < 256; code++)
        {
            Assert.Equal(areas[code], areas[255 - code], Digits);
            Assert.Equal(code is > 0 and < 255, areas[code] > 0);
        }
    }

    [Fact]
    public void Areas_do_not_depend_on_which_way_the_cube_is_turned()
    {
        // Mirroring along x swaps neighbouring bits; the area is that of the mirrored code.
        var areas = SurfelArea.ByCode(2, 0.7, 1.1);
        for (var code = 0; code < 256; code++)
        {
            var mirrored = Enumerable.Range(0, 8).Sum(bit => (code >> bit & 1) << (bit ^ 1));
            Assert.Equal(areas[code], areas[mirrored], Digits);
            Assert.Equal(BitOperations.PopCount((uint)code), BitOperations.PopCount((uint)mirrored));
        }
    }

    [Fact]
    public void Lengths_of_a_contour()
    {
        // Half diagonal of pixels of 3 by 4 mm: 2.5.
        var lengths = SurfelArea.LengthByCode(3, 4);

        Assert.Equal([0, 2.5, 2.5, 4, 2.5, 3, 5, 2.5, 2.5, 5, 3, 2.5, 4, 2.5, 2.5, 0], lengths);
    }

    [Fact]
    public void A_box_has_the_area_of_its_faces_with_its_edges_cut()
    {
        // 4 × 5 × 6 voxels of 1 mm: corners 8·√3/8; edges 4·(3 + 4 + 5)·√½; faces 2·(3·4 + 3·5 + 4·5).
        var grid = new VoxelGrid(8, 8, 70, 1, 1, 1);
        var box = RandomMasks.Box(grid, (1, 1, 62), (4, 5, 67));

        var area = SurfelDistances.Of(box, box).AreaOfFirst;

        Assert.Equal((8 * Corner) + (48 * Math.Sqrt(0.5)) + 94, area, 1e-10);
    }

    [Fact]
    public void Two_pixels_by_hand()
    {
        // Pixels side by side, 2 mm along x: both contours have four corners of one length, two of them shared.
        var grid = VoxelGrid.Planar(3, 4, 1, 2);
        var distances = SurfelDistances.Of(RandomMasks.Of(grid, (0, 1, 1)), RandomMasks.Of(grid, (0, 1, 2)));

        Assert.Equal([0, 0, 2, 2], distances.FirstToSecond.Select(s => s.Distance));
        Assert.All(distances.FirstToSecond, s => Assert.Equal(Math.Sqrt(5) / 2, s.Area, Digits));
        Assert.Equal(1, distances.MeanFirstToSecond, Digits);
        Assert.Equal(1, distances.MeanSecondToFirst, Digits);
        Assert.Equal(2 * Math.Sqrt(5), distances.AreaOfFirst, Digits);
        Assert.Equal(2, distances.RobustHausdorff(95));
        Assert.Equal(2, distances.RobustHausdorff(51));
        Assert.Equal(0, distances.RobustHausdorff(50));
        Assert.Equal(0.5, distances.SurfaceDice(1.9), Digits);
        Assert.Equal(1, distances.SurfaceDice(2), Digits);
    }

    [Fact]
    public void Empty_masks_are_infinitely_far_or_undefined()
    {
        var grid = new VoxelGrid(2, 2, 2, 1, 1, 1);
        var one = SurfelDistances.Of(RandomMasks.Of(grid), RandomMasks.Of(grid, (0, 0, 0)));
        var none = SurfelDistances.Of(RandomMasks.Of(grid), RandomMasks.Of(grid));

        Assert.True(double.IsNaN(one.MeanFirstToSecond));
        Assert.Equal(double.PositiveInfinity, one.MeanSecondToFirst);
        Assert.Equal(double.PositiveInfinity, one.RobustHausdorff(95));
        Assert.Equal(0, one.SurfaceDice(10));
        Assert.True(double.IsNaN(none.MeanFirstToSecond));
        Assert.True(double.IsNaN(none.RobustHausdorff(95)));
        Assert.True(double.IsNaN(none.SurfaceDice(10)));
        Assert.Throws<ArgumentOutOfRangeException>(() => one.RobustHausdorff(101));
        Assert.Throws<ArgumentOutOfRangeException>(() => one.SurfaceDice(-1));
    }

    [Fact]
    public void Surfels_are_those_found_corner_by_corner() =>
        RandomMasks.ForAll(masks =>
        {
            var distances = SurfelDistances.Of(masks[0], masks[1]);
            var (first, second) = (Corners(masks[0]), Corners(masks[1]));
            var expected = first.Select(c => (Distance: Nearest(c.Place, second, masks[0].Grid), c.Area)).OrderBy(c => c.Distance).ToList();

            Assert.Equal(expected.Count, distances.FirstToSecond.Count);
            Assert.Equal(expected.Sum(c => c.Area), distances.AreaOfFirst, 1e-9);
            for (var i = 0; i < expected.Count; i++)
            {
                Assert.True(
                    expected[i].Distance.Equals(distances.FirstToSecond[i].Distance)
                        || Math.Abs(expected[i].Distance - distances.FirstToSecond[i].Distance) < 1e-12
                );
            }

            if (expected.Count > 0 && second.Count > 0)
            {
                Assert.Equal(expected.Sum(c => c.Distance * c.Area) / expected.Sum(c => c.Area), distances.MeanFirstToSecond, 1e-9);
                Assert.Equal(SurfelDistances.Of(masks[1], masks[0]).RobustHausdorff(95), distances.RobustHausdorff(95));
            }
        });

    private static List<((int Z, int Y, int X) Place, double Area)> Corners(Mask mask)
    {
        var grid = mask.Grid;
        var planar = grid.IsPlanar;
        var areas = planar
            ? SurfelArea.LengthByCode(grid.SpacingY, grid.SpacingX)
            : SurfelArea.ByCode(grid.SpacingZ, grid.SpacingY, grid.SpacingX);
        var voxels = RandomMasks.Voxels(mask).ToHashSet();
        var corners = new List<((int, int, int), double)>();
        for (var z = 0; z <= (planar ? 0 : grid.Depth); z++)
        {
            for (var y = 0; y <= grid.Height; y++)
            {
                for (var x = 0; x <= grid.Width; x++)
                {
                    var code = 0;
                    foreach (var dz in planar ? new[] { 0 } : [-1, 0])
                    {
                        foreach (var (dy, dx) in new[] { (-1, -1), (-1, 0), (0, -1), (0, 0) })
                        {
                            code = (code * 2) + (voxels.Contains((z + dz, y + dy, x + dx)) ? 1 : 0);
                        }
                    }

                    if (areas[code] > 0)
                    {
                        corners.Add(((z, y, x), areas[code]));
                    }
                }
            }
        }

        return corners;
    }

    private static double Nearest((int Z, int Y, int X) from, List<((int Z, int Y, int X) Place, double Area)> to, VoxelGrid grid) =>
        to.Count == 0
            ? double.PositiveInfinity
            : to.Min(t =>
            {
                var (z, y, x) = (
                    (t.Place.Z - from.Z) * grid.SpacingZ,
                    (t.Place.Y - from.Y) * grid.SpacingY,
                    (t.Place.X - from.X) * grid.SpacingX
                );
                return Math.Sqrt((z * z) + (y * y) + (x * x));
            });
}
