using System.Numerics;

namespace ReaderStudy.Statistics.Segmentation;

/// <summary>One combination of the readers' decisions on a voxel.</summary>
/// <param name="Decisions">For each reader, whether the voxel is in the mask.</param>
/// <param name="Voxels">Voxels of the grid decided so; at least one.</param>
public sealed record DecisionPattern(IReadOnlyList<bool> Decisions, long Voxels)
{
    /// <summary>Readers whose mask holds these voxels.</summary>
    public int Votes { get; } = Decisions.Count(d => d);

    /// <summary>The decisions as text, one digit a reader: 0101.</summary>
    public string Code => string.Concat(Decisions.Select(d => d ? '1' : '0'));
}

/// <summary>
/// The voxels of a grid by the combination of decisions that the readers made on them. Whatever treats voxels alike and apart (votes,
/// kappa, STAPLE) needs no more than these counts: a few patterns instead of millions of voxels.
/// </summary>
public sealed class DecisionPatterns
{
    private readonly int[] _patternOfVoxel;

    private DecisionPatterns(VoxelGrid grid, int readers, int[] patternOfVoxel, IReadOnlyList<DecisionPattern> patterns)
    {
        Grid = grid;
        Readers = readers;
        _patternOfVoxel = patternOfVoxel;
        Patterns = patterns;
    }

    public VoxelGrid Grid { get; }

    public int Readers { get; }

    /// <summary>The patterns that occur, in the order of their codes.</summary>
    public IReadOnlyList<DecisionPattern> Patterns { get; }

    /// <summary>Splits the grid's voxels by one reader after the other.</summary>
    /// <exception cref="ArgumentException">There is no mask, or the masks lie on different grids.</exception>
    public static DecisionPatterns Of(IReadOnlyList<Mask> masks)
    {
        ArgumentNullException.ThrowIfNull(masks);
        if (masks.Count == 0)
        {
            throw new ArgumentException("There is no mask.", nameof(masks));
        }

        var grid = masks[0].Grid;
        var of = new int[grid.Voxels];
        var decisions = new List<bool[]> { new bool[masks.Count] };
        for (var reader = 0; reader < masks.Count; reader++)
        {
            Mask.RequireSameGrid(masks[0], masks[reader]);
            Split(masks[reader], reader, of, decisions);
        }

        return InOrder(grid, masks.Count, of, decisions);
    }

    /// <summary>The voxels of the patterns that are chosen.</summary>
    public Mask Where(Func<DecisionPattern, bool> chosen)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        bool[] isChosen = [.. Patterns.Select(chosen)];
        var bits = Mask.NoBits(Grid);
        var voxel = 0;
        for (var z = 0; z < Grid.Depth; z++)
        {
            for (var y = 0; y < Grid.Height; y++)
            {
                var row = bits.Row(z, y);
                for (var x = 0; x < Grid.Width; x++, voxel++)
                {
                    row[x >> 6] |= (isChosen[_patternOfVoxel[voxel]] ? 1UL : 0) << (x & 63);
                }
            }
        }

        return Mask.Of(Grid, bits);
    }

    /// <summary>One value for each voxel, x fastest, from one value for each pattern.</summary>
    public double[] Map(IReadOnlyList<double> valueOfPattern)
    {
        ArgumentNullException.ThrowIfNull(valueOfPattern);
        var values = new double[_patternOfVoxel.Length];
        for (var v = 0; v < values.Length; v++)
        {
            values[v] = valueOfPattern[_patternOfVoxel[v]];
        }

        return values;
    }

    /// <summary>Moves the voxels of a mask out of their pattern into that pattern's twin with this reader's decision.</summary>
    private static void Split(Mask mask, int reader, int[] of, List<bool[]> decisions)
    {
        var twin = new int[decisions.Count];
        var grid = mask.Grid;
        for (var z = 0; z < grid.Depth; z++)
        {
            for (var y = 0; y < grid.Height; y++)
            {
                var row = mask.Bits.Row(z, y);
                var start = grid.IndexOf(z, y, 0);
                for (var i = 0; i < row.Length; i++)
                {
                    for (var word = row[i]; word != 0; word &= word - 1)
                    {
                        ref var pattern = ref of[start + (i * 64) + BitOperations.TrailingZeroCount(word)];
                        if (twin[pattern] == 0)
                        {
                            twin[pattern] = decisions.Count;
                            var decided = (bool[])decisions[pattern].Clone();
                            decided[reader] = true;
                            decisions.Add(decided);
                        }

                        pattern = twin[pattern];
                    }
                }
            }
        }
    }

    /// <summary>Leaves out patterns whose voxels have all moved on, and sorts the others.</summary>
    private static DecisionPatterns InOrder(VoxelGrid grid, int readers, int[] of, List<bool[]> decisions)
    {
        var voxels = new long[decisions.Count];
        foreach (var pattern in of)
        {
            voxels[pattern]++;
        }

        var order = Enumerable
            .Range(0, decisions.Count)
            .Where(p => voxels[p] > 0)
            .Select(p => (Old: p, Pattern: new DecisionPattern(decisions[p], voxels[p])))
            .OrderBy(p => p.Pattern.Code, StringComparer.Ordinal)
            .ToList();
        var renumbered = new int[decisions.Count];
        for (var p = 0; p < order.Count; p++)
        {
            renumbered[order[p].Old] = p;
        }

        for (var v = 0; v < of.Length; v++)
        {
            of[v] = renumbered[of[v]];
        }

        return new DecisionPatterns(grid, readers, of, [.. order.Select(p => p.Pattern)]);
    }
}
