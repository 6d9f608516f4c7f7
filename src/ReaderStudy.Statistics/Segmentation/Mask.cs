namespace ReaderStudy.Statistics.Segmentation;

/// <summary>A set of voxels of a grid: what one reader, or a model, drew.</summary>
public sealed class Mask
{
    private Mask(VoxelGrid grid, BitGrid bits)
    {
        Grid = grid;
        Bits = bits;
        Count = bits.Count();
    }

    public VoxelGrid Grid { get; }

    /// <summary>Voxels in the mask.</summary>
    public long Count { get; }

    /// <summary>In mm³.</summary>
    public double Volume => Count * Grid.VoxelVolume;

    public bool IsEmpty => Count == 0;

    internal BitGrid Bits { get; }

    /// <summary>Whether a voxel belongs to the mask.</summary>
    public bool this[int z, int y, int x] => Bits[z, y, x];

    /// <summary>A mask without a voxel.</summary>
    public static Mask Empty(VoxelGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return new Mask(grid, NoBits(grid));
    }

    /// <summary>From a list of voxels, one a row.</summary>
    /// <exception cref="BadInputException">Rows that lie beyond the grid, or repeat a voxel.</exception>
    public static Mask Of(VoxelGrid grid, IEnumerable<(int Z, int Y, int X)> voxels)
    {
        ArgumentNullException.ThrowIfNull(voxels);
        var masks = Of(grid, [.. voxels.Select(v => (Name: 0, v.Z, v.Y, v.X))]);
        return masks.Count == 0 ? Empty(grid) : masks[0].Mask;
    }

    /// <summary>
    /// Several masks from one list: each row names the mask (a reader; a reader and a case) that holds its voxel. Masks come in the order
    /// of their first row.
    /// </summary>
    /// <exception cref="BadInputException">Rows that lie beyond the grid, or repeat a voxel of their mask.</exception>
    public static IReadOnlyList<(T Name, Mask Mask)> Of<T>(VoxelGrid grid, IReadOnlyList<(T Name, int Z, int Y, int X)> rows)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(rows);
        var masks = new Dictionary<T, BitGrid>();
        var order = new List<T>();
        var faults = new List<InputFault>();
        for (var row = 0; row < rows.Count; row++)
        {
            var (name, z, y, x) = rows[row];
            if (!masks.TryGetValue(name, out var bits))
            {
                masks.Add(name, bits = NoBits(grid));
                order.Add(name);
            }

            if ((uint)z >= (uint)grid.Depth || (uint)y >= (uint)grid.Height || (uint)x >= (uint)grid.Width)
            {
                faults.Add(
                    new InputFault(row, $"Voxel ({z}, {y}, {x}) lies beyond the grid of {grid.Depth} x {grid.Height} x {grid.Width}.")
                );
            }
            else if (bits[z, y, x])
            {
                faults.Add(new InputFault(row, $"Voxel ({z}, {y}, {x}) is there already; name each voxel once."));
            }
            else
            {
                bits.Set(z, y, x);
            }
        }

        BadInputException.ThrowIfAny(faults);
        return [.. order.Select(name => (name, new Mask(grid, masks[name])))];
    }

    /// <summary>From one value a voxel, x fastest, then y, then z.</summary>
    /// <exception cref="ArgumentException">There are not as many values as voxels.</exception>
    public static Mask Of(VoxelGrid grid, ReadOnlySpan<bool> voxels)
    {
        ArgumentNullException.ThrowIfNull(grid);
        if (voxels.Length != grid.Voxels)
        {
            throw new ArgumentException($"The grid has {grid.Voxels} voxels, but there are {voxels.Length} values.", nameof(voxels));
        }

        var bits = NoBits(grid);
        for (var z = 0; z < grid.Depth; z++)
        {
            for (var y = 0; y < grid.Height; y++)
            {
                var from = voxels.Slice(grid.IndexOf(z, y, 0), grid.Width);
                var to = bits.Row(z, y);
                for (var x = 0; x < from.Length; x++)
                {
                    to[x >> 6] |= (from[x] ? 1UL : 0) << (x & 63);
                }
            }
        }

        return new Mask(grid, bits);
    }

    /// <summary>The voxels that both masks hold.</summary>
    public Mask Intersect(Mask other) => Combine(other, static (a, b) => a & b);

    /// <summary>The voxels that at least one of the masks holds.</summary>
    public Mask Union(Mask other) => Combine(other, static (a, b) => a | b);

    internal static Mask Of(VoxelGrid grid, BitGrid bits) => new(grid, bits);

    internal static BitGrid NoBits(VoxelGrid grid) => new(grid.Depth, grid.Height, grid.Width);

    /// <summary>Throws when masks were not drawn on the same grid.</summary>
    internal static void RequireSameGrid(Mask first, Mask second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Grid != second.Grid)
        {
            throw new ArgumentException($"Masks must lie on one grid: {first.Grid} is not {second.Grid}.", nameof(second));
        }
    }

    private Mask Combine(Mask other, Func<ulong, ulong, ulong> words)
    {
        RequireSameGrid(this, other);
        return new Mask(Grid, Bits.Combine(other.Bits, words));
    }
}
