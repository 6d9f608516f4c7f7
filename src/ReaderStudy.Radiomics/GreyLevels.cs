namespace ReaderStudy.Radiomics;

/// <summary>The discretised region, cut to the smallest box that holds its morphological mask.</summary>
internal sealed class GreyLevels
{
    private GreyLevels(VoxelBox box, int[] levels, int count, bool[] morphology)
    {
        (Columns, Rows, Slices, Levels, Count, Morphology) = (box.Columns, box.Rows, box.Slices, levels, count, morphology);
    }

    public int Columns { get; }

    public int Rows { get; }

    public int Slices { get; }

    /// <summary>1 to <see cref="Count"/> in the intensity mask, 0 outside.</summary>
    public int[] Levels { get; }

    /// <summary>Number of grey levels (N_g), those without a voxel included.</summary>
    public int Count { get; }

    public bool[] Morphology { get; }

    public static GreyLevels Of(Region region, Discretisation discretisation)
    {
        var box = VoxelBox.Of(region.Grid, region.MorphologicalMask);
        var (levels, count) = discretisation.Apply(region);
        return new GreyLevels(box, box.Cut(region.Grid, levels), count, box.Cut(region.Grid, region.MorphologicalMask));
    }

    public int IndexOf(int column, int row, int slice) => (((slice * Rows) + row) * Columns) + column;

    /// <summary>The level at a place; 0 beyond the box and beyond the given slices.</summary>
    public int At(int column, int row, int slice, SliceRange slices) =>
        column >= 0 && column < Columns && row >= 0 && row < Rows && slice >= slices.First && slice <= slices.Last
            ? Levels[IndexOf(column, row, slice)]
            : 0;

    /// <summary>All slices together.</summary>
    public SliceRange Volume => new(0, Slices - 1);

    /// <summary>Each slice that has a voxel of the intensity mask.</summary>
    public IEnumerable<SliceRange> SingleSlices()
    {
        for (var slice = 0; slice < Slices; slice++)
        {
            if (Levels.AsSpan(slice * Rows * Columns, Rows * Columns).ContainsAnyExcept(0))
            {
                yield return new SliceRange(slice, slice);
            }
        }
    }

    /// <summary>Every voxel of the intensity mask in some slices.</summary>
    public IEnumerable<(int Column, int Row, int Slice, int Level)> Voxels(SliceRange slices)
    {
        var index = IndexOf(0, 0, slices.First);
        for (var slice = slices.First; slice <= slices.Last; slice++)
        {
            for (var row = 0; row < Rows; row++)
            {
                for (var column = 0; column < Columns; column++, index++)
                {
                    if (Levels[index] is var level and > 0)
                    {
                        yield return (column, row, slice, level);
                    }
                }
            }
        }
    }
}

/// <summary>Slices from the first to the last, both included. A single slice is a plane of its own, without neighbours above or below.</summary>
internal readonly record struct SliceRange(int First, int Last)
{
    public bool IsPlane => First == Last;
}
