namespace ReaderStudy.Radiomics;

/// <summary>The smallest box of voxels that holds a mask.</summary>
internal sealed record VoxelBox(int FirstColumn, int FirstRow, int FirstSlice, int Columns, int Rows, int Slices)
{
    public int Count => Columns * Rows * Slices;

    public static VoxelBox Of(VoxelGrid grid, bool[] mask)
    {
        var (left, top, low) = (int.MaxValue, int.MaxValue, int.MaxValue);
        var (right, bottom, high) = (-1, -1, -1);
        for (var slice = 0; slice < grid.Slices; slice++)
        {
            for (var row = 0; row < grid.Rows; row++)
            {
                var line = mask.AsSpan(grid.IndexOf(0, row, slice), grid.Columns);
                if (line.IndexOf(true) is var first and >= 0)
                {
                    (left, right) = (Math.Min(left, first), Math.Max(right, line.LastIndexOf(true)));
                    (top, bottom) = (Math.Min(top, row), Math.Max(bottom, row));
                    (low, high) = (Math.Min(low, slice), slice);
                }
            }
        }

        return new VoxelBox(left, top, low, right - left + 1, bottom - top + 1, high - low + 1);
    }

    /// <summary>What an array of the whole grid holds within the box.</summary>
    public T[] Cut<T>(VoxelGrid grid, T[] values)
    {
        var cut = new T[Count];
        for (var slice = 0; slice < Slices; slice++)
        {
            for (var row = 0; row < Rows; row++)
            {
                values
                    .AsSpan(grid.IndexOf(FirstColumn, FirstRow + row, FirstSlice + slice), Columns)
                    .CopyTo(cut.AsSpan(((slice * Rows) + row) * Columns));
            }
        }

        return cut;
    }
}
