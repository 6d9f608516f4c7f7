using System.Numerics;

namespace ReaderStudy.Statistics.Segmentation;

/// <summary>A piece of a mask's surface.</summary>
/// <param name="Distance">In mm, from its corner of voxels to the nearest such corner of the other mask's surface; +∞ when that is empty.</param>
/// <param name="Area">In mm² (in a single slice: its length in mm).</param>
public readonly record struct Surfel(double Distance, double Area);

/// <summary>
/// Distances in mm between the surfaces of two masks in the model of the package surface-distance: a surface element lies at each corner
/// where voxels in and out of the mask meet, and weighs as much as its area (<see cref="SurfelArea"/>; contour length in a single slice).
/// With cubic voxels the area no longer depends on how the grid cuts a surface, as it does when border voxels are counted
/// (<see cref="SurfaceDistances"/>); so the two models give different numbers.
/// </summary>
/// <remarks>Nikolov S, et al. (2021). Journal of Medical Internet Research 23:e26151. doi:10.2196/26151</remarks>
public sealed class SurfelDistances
{
    private readonly Surfel[] _firstToSecond;
    private readonly Surfel[] _secondToFirst;

    private SurfelDistances(Surfel[] firstToSecond, Surfel[] secondToFirst) =>
        (_firstToSecond, _secondToFirst) = (firstToSecond, secondToFirst);

    /// <summary>The first mask's surface, the nearest first.</summary>
    public IReadOnlyList<Surfel> FirstToSecond => _firstToSecond;

    /// <summary>The second mask's surface, the nearest first.</summary>
    public IReadOnlyList<Surfel> SecondToFirst => _secondToFirst;

    /// <summary>Mean distance over the first mask's surface; +∞ when only the second mask is empty, NaN when the first is.</summary>
    public double MeanFirstToSecond => Mean(_firstToSecond);

    /// <summary>Mean distance over the second mask's surface; +∞ when only the first mask is empty, NaN when the second is.</summary>
    public double MeanSecondToFirst => Mean(_secondToFirst);

    /// <summary>Area of the first mask's surface in mm² (in a single slice: length of its contour in mm).</summary>
    public double AreaOfFirst => Area(_firstToSecond);

    /// <summary>Area of the second mask's surface.</summary>
    public double AreaOfSecond => Area(_secondToFirst);

    /// <summary>Between the surfaces of two masks of one grid.</summary>
    /// <exception cref="ArgumentException">The masks lie on different grids.</exception>
    public static SurfelDistances Of(Mask first, Mask second)
    {
        Mask.RequireSameGrid(first, second);
        if (BitGrid.BoundingBox(first.Bits, second.Bits) is not { } box)
        {
            return new SurfelDistances([], []);
        }

        var grid = first.Grid;
        var areas = grid.IsPlanar
            ? SurfelArea.LengthByCode(grid.SpacingY, grid.SpacingX)
            : SurfelArea.ByCode(grid.SpacingZ, grid.SpacingY, grid.SpacingX);
        var (a, b) = (new CornerCodes(first.Bits.Crop(box), grid.IsPlanar), new CornerCodes(second.Bits.Crop(box), grid.IsPlanar));
        return new SurfelDistances(
            Sorted(DistanceTransform.At(b.Surface, a.Surface, grid), a.CodesOfSurface(), areas),
            Sorted(DistanceTransform.At(a.Surface, b.Surface, grid), b.CodesOfSurface(), areas)
        );
    }

    /// <summary>
    /// The larger of the two directions' distances below which lies the given part (0 to 100 %) of the surface's area; the robust
    /// Hausdorff distance of surface-distance, at 95 its HD95, at 100 the Hausdorff distance. +∞ when exactly one mask is empty, NaN when
    /// both are (where the package answers +∞).
    /// </summary>
    public double RobustHausdorff(double percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        if (_firstToSecond.Length == 0 || _secondToFirst.Length == 0)
        {
            return _firstToSecond.Length == _secondToFirst.Length ? double.NaN : double.PositiveInfinity;
        }

        return Math.Max(Quantile(_firstToSecond, percent / 100), Quantile(_secondToFirst, percent / 100));
    }

    /// <summary>
    /// The part of both surfaces' area that lies within <paramref name="tolerance"/> mm of the other surface (at it counts as within):
    /// the surface Dice of surface-distance. 0 when exactly one mask is empty, NaN when both are.
    /// </summary>
    public double SurfaceDice(double tolerance)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        return (Within(_firstToSecond, tolerance) + Within(_secondToFirst, tolerance)) / (AreaOfFirst + AreaOfSecond);
    }

    private static Surfel[] Sorted(double[] distances, byte[] codes, double[] areas)
    {
        var surfels = new Surfel[distances.Length];
        for (var i = 0; i < surfels.Length; i++)
        {
            surfels[i] = new Surfel(distances[i], areas[codes[i]]);
        }

        Array.Sort(distances, surfels);
        return surfels;
    }

    private static double Quantile(Surfel[] surfels, double part)
    {
        var whole = Area(surfels);
        var sum = 0.0;
        foreach (var surfel in surfels)
        {
            sum += surfel.Area;
            if (sum / whole >= part)
            {
                return surfel.Distance;
            }
        }

        return surfels[^1].Distance;
    }

    private static double Within(Surfel[] surfels, double tolerance)
    {
        var area = 0.0;
        foreach (var surfel in surfels)
        {
            area += surfel.Distance <= tolerance ? surfel.Area : 0;
        }

        return area;
    }

    private static double Area(Surfel[] surfels) => Within(surfels, double.PositiveInfinity);

    private static double Mean(Surfel[] surfels)
    {
        var sum = 0.0;
        foreach (var surfel in surfels)
        {
            sum += surfel.Distance * surfel.Area;
        }

        return sum / Area(surfels);
    }

    /// <summary>The corners of a grid's voxels: one more along each axis, corner 0 before voxel 0 (in a single slice along y and x only).</summary>
    private sealed class CornerCodes
    {
        private readonly BitGrid _voxels;
        private readonly bool _planar;

        public CornerCodes(BitGrid voxels, bool planar)
        {
            (_voxels, _planar) = (voxels, planar);
            Surface = new BitGrid(voxels.Depth + (planar ? 0 : 1), voxels.Height + 1, voxels.Width + 1);
            var all = (ulong[])new ulong[Surface.WordsPerRow];
            var any = new ulong[Surface.WordsPerRow];
            for (var z = 0; z < Surface.Depth; z++)
            {
                for (var y = 0; y < Surface.Height; y++)
                {
                    Array.Fill(all, ulong.MaxValue);
                    Array.Clear(any);
                    Meet(z, y, all, any);
                    if (!planar)
                    {
                        Meet(z - 1, y, all, any);
                    }

                    var to = Surface.Row(z, y);
                    for (var i = 0; i < to.Length; i++)
                    {
                        to[i] = any[i] & ~all[i];
                    }
                }
            }
        }

        /// <summary>Corners where voxels in and out of the mask meet.</summary>
        public BitGrid Surface { get; }

        /// <summary>The code of each corner of the surface, in the order z, y, x.</summary>
        public byte[] CodesOfSurface()
        {
            var codes = new byte[Surface.Count()];
            var next = 0;
            for (var z = 0; z < Surface.Depth; z++)
            {
                for (var y = 0; y < Surface.Height; y++)
                {
                    var row = Surface.Row(z, y);
                    for (var i = 0; i < row.Length; i++)
                    {
                        for (var word = row[i]; word != 0; word &= word - 1)
                        {
                            codes[next++] = (byte)CodeAt(z, y, (i * 64) + BitOperations.TrailingZeroCount(word));
                        }
                    }
                }
            }

            return codes;
        }

        private void Meet(int z, int y, ulong[] all, ulong[] any)
        {
            for (var dy = -1; dy <= 0; dy++)
            {
                var row = z >= 0 && z < _voxels.Depth && y + dy >= 0 && y + dy < _voxels.Height ? _voxels.Row(z, y + dy) : [];
                for (var i = 0; i < all.Length; i++)
                {
                    // A corner at x touches the voxels x - 1 and x.
                    var right = i < row.Length ? row[i] : 0;
                    var left = right << 1 | (i > 0 && i - 1 < row.Length ? row[i - 1] >> 63 : 0);
                    all[i] &= left & right;
                    any[i] |= left | right;
                }
            }
        }

        private int CodeAt(int z, int y, int x) => _planar ? CodeInSlice(z, y, x) : CodeInSlice(z - 1, y, x) << 4 | CodeInSlice(z, y, x);

        private int CodeInSlice(int z, int y, int x) =>
            Bit(z, y - 1, x - 1) << 3 | Bit(z, y - 1, x) << 2 | Bit(z, y, x - 1) << 1 | Bit(z, y, x);

        private int Bit(int z, int y, int x) =>
            (uint)z < (uint)_voxels.Depth && (uint)y < (uint)_voxels.Height && (uint)x < (uint)_voxels.Width && _voxels[z, y, x] ? 1 : 0;
    }
}
