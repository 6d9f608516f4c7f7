namespace ReaderStudy.Inference.Operations;

/// <summary>
/// Size of a block of numbers: slice by slice, row by row, the column index running fastest. A single image is a block of one slice.
/// </summary>
public readonly record struct GridSize(int Slices, int Rows, int Columns)
{
    /// <summary>Numbers in one slice.</summary>
    public int Plane => Rows * Columns;

    /// <summary>Numbers in all.</summary>
    public int Voxels => checked(Slices * Rows * Columns);

    /// <summary>Where the number at (slice, row, column) lies.</summary>
    public int IndexOf(int slice, int row, int column) => (((slice * Rows) + row) * Columns) + column;

    /// <summary>Throws unless every side is positive and a block of that many numbers has this size.</summary>
    internal void Require(int length, string name)
    {
        if (Slices < 1 || Rows < 1 || Columns < 1 || length != Voxels)
        {
            throw new ArgumentException($"{length} values do not fill {Slices} x {Rows} x {Columns}.", name);
        }
    }
}
