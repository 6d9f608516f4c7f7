using FsCheck;
using FsCheck.Fluent;

namespace ReaderStudy.Radiomics.Tests;

/// <summary>Small regions, written or drawn from a seed, and what can be done to them.</summary>
internal static class Regions
{
    /// <summary>Voxels drawn from a seed: whole intensities, sparse, dense and full masks, flat grids and single voxels included.</summary>
    public static void ForAll(Action<Region> property) =>
        Check.One(
            Config.QuickThrowOnFailure.WithReplay(20261128UL, 5UL).WithMaxTest(60),
            Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => property(Draw(seed)))
        );

    /// <summary>A region of a whole grid of 1 mm.</summary>
    public static Region Full(int columns, int rows, int slices, params double[] intensities) =>
        new(new VoxelGrid(columns, rows, slices, 1, 1, 1), intensities, [.. intensities.Select(_ => true)]);

    public static double? Value(IReadOnlyList<FeatureValue> features, string code) => features.Single(f => f.Code == code).Value;

    /// <summary>The same region within more image: voxels of intensity 0 all around it, as many as the lengths say.</summary>
    public static Region Padded(Region region, int before, int after)
    {
        var (grid, extra) = (region.Grid, before + after);
        var to = grid with { Columns = grid.Columns + extra, Rows = grid.Rows + extra, Slices = grid.Slices + extra };
        return Moved(region, to, (x, y, z) => (x + before, y + before, z + before));
    }

    /// <summary>A quarter turn in the plane of the slices.</summary>
    public static Region TurnedInPlane(Region region)
    {
        var grid = region.Grid;
        var to = new VoxelGrid(grid.Rows, grid.Columns, grid.Slices, grid.RowSpacing, grid.ColumnSpacing, grid.SliceSpacing);
        return Moved(region, to, (x, y, z) => (grid.Rows - 1 - y, x, z));
    }

    /// <summary>A quarter turn about the rows: slices become rows.</summary>
    public static Region TurnedOver(Region region)
    {
        var grid = region.Grid;
        var to = new VoxelGrid(grid.Columns, grid.Slices, grid.Rows, grid.ColumnSpacing, grid.SliceSpacing, grid.RowSpacing);
        return Moved(region, to, (x, y, z) => (x, grid.Slices - 1 - z, y));
    }

    public static Region Brighter(Region region, double shift) =>
        new(region.Grid, [.. region.Intensities.Select(i => i + shift)], region.MorphologicalMask);

    public static Region Larger(Region region, double factor)
    {
        var grid = region.Grid;
        var to = grid with
        {
            ColumnSpacing = grid.ColumnSpacing * factor,
            RowSpacing = grid.RowSpacing * factor,
            SliceSpacing = grid.SliceSpacing * factor,
        };
        return new Region(to, region.Intensities, region.MorphologicalMask);
    }

    private static Region Moved(Region region, VoxelGrid to, Func<int, int, int, (int X, int Y, int Z)> place)
    {
        var (intensities, mask) = (new double[to.Count], new bool[to.Count]);
        var index = 0;
        for (var z = 0; z < region.Grid.Slices; z++)
        {
            for (var y = 0; y < region.Grid.Rows; y++)
            {
                for (var x = 0; x < region.Grid.Columns; x++, index++)
                {
                    var (column, row, slice) = place(x, y, z);
                    intensities[to.IndexOf(column, row, slice)] = region.Intensities[index];
                    mask[to.IndexOf(column, row, slice)] = region.MorphologicalMask[index];
                }
            }
        }

        return new Region(to, intensities, mask);
    }

    private static Region Draw(int seed)
    {
        var chance = new Numbers((uint)seed);
        var grid = new VoxelGrid(
            1 + chance.Below(6),
            1 + chance.Below(5),
            1 + chance.Below(5),
            0.5 + (chance.Below(6) / 2.0),
            0.5 + (chance.Below(6) / 2.0),
            0.5 + (chance.Below(6) / 2.0)
        );
        var (intensities, mask) = (new double[grid.Count], new bool[grid.Count]);
        var (levels, density) = (1 + chance.Below(9), 2 + chance.Below(9));
        for (var i = 0; i < grid.Count; i++)
        {
            (intensities[i], mask[i]) = (10 + chance.Below(levels), chance.Below(10) < density);
        }

        mask[chance.Below(grid.Count)] = true;
        return new Region(grid, intensities, mask);
    }

    /// <summary>Marsaglia's xorshift: the same numbers everywhere.</summary>
    private sealed class Numbers(uint seed)
    {
        private uint _state = (seed * 2654435761) | 1;

        public int Below(int limit)
        {
            _state ^= _state << 13;
            _state ^= _state >> 17;
            _state ^= _state << 5;
            return (int)((_state >> 8) % (uint)limit);
        }
    }
}
