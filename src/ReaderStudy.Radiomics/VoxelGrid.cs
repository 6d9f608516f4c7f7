namespace ReaderStudy.Radiomics;

/// <summary>A grid of voxels; column (x) runs fastest, then row (y), then slice (z). Distances of centres are in mm.</summary>
public sealed record VoxelGrid(int Columns, int Rows, int Slices, double ColumnSpacing, double RowSpacing, double SliceSpacing)
{
    /// <summary>Number of voxels.</summary>
    public int Count => checked(Columns * Rows * Slices);

    /// <summary>In cubic mm.</summary>
    public double VoxelVolume => ColumnSpacing * RowSpacing * SliceSpacing;

    /// <summary>True if voxels are cubes, within a thousandth of their edge: what 3D textures presuppose.</summary>
    public bool IsIsotropic =>
        Math.Max(ColumnSpacing, Math.Max(RowSpacing, SliceSpacing)) <= 1.001 * Math.Min(ColumnSpacing, Math.Min(RowSpacing, SliceSpacing));

    /// <summary>Where a voxel stands in an array of all.</summary>
    public int IndexOf(int column, int row, int slice) => (((slice * Rows) + row) * Columns) + column;

    internal void Check()
    {
        if (Columns < 1 || Rows < 1 || Slices < 1)
        {
            throw new ArgumentException($"A grid of {Columns} x {Rows} x {Slices} has no voxels.");
        }

        if (!(IsLength(ColumnSpacing) && IsLength(RowSpacing) && IsLength(SliceSpacing)))
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"{ColumnSpacing} x {RowSpacing} x {SliceSpacing} mm is no spacing: lengths above 0 are needed."
                )
            );
        }
    }

    private static bool IsLength(double spacing) => double.IsFinite(spacing) && spacing > 0;
}
