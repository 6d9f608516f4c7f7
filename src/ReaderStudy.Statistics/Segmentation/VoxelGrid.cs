namespace ReaderStudy.Statistics.Segmentation;

/// <summary>
/// The grid on which masks are drawn: voxels along z, y and x, and their spacing in mm. A grid of one slice is two-dimensional: nothing
/// is measured or eroded along z there, for a single slice has no neighbour.
/// </summary>
public sealed record VoxelGrid
{
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive, a spacing is not a positive finite number, or the grid has more than 2³¹ − 1 voxels.</exception>
    public VoxelGrid(int depth, int height, int width, double spacingZ, double spacingY, double spacingX)
    {
        Depth = Size(depth, nameof(depth));
        Height = Size(height, nameof(height));
        Width = Size(width, nameof(width));
        SpacingZ = Millimetres(spacingZ, nameof(spacingZ));
        SpacingY = Millimetres(spacingY, nameof(spacingY));
        SpacingX = Millimetres(spacingX, nameof(spacingX));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Voxels, int.MaxValue, nameof(depth));
    }

    /// <summary>Slices, along z.</summary>
    public int Depth { get; }

    /// <summary>Rows of a slice, along y.</summary>
    public int Height { get; }

    /// <summary>Voxels of a row, along x.</summary>
    public int Width { get; }

    /// <summary>In mm.</summary>
    public double SpacingZ { get; }

    /// <summary>In mm.</summary>
    public double SpacingY { get; }

    /// <summary>In mm.</summary>
    public double SpacingX { get; }

    /// <summary>All voxels of the grid.</summary>
    public long Voxels => (long)Depth * Height * Width;

    /// <summary>Volume of a voxel in mm³ (with a slice spacing of 1 mm: its area in mm²).</summary>
    public double VoxelVolume => SpacingZ * SpacingY * SpacingX;

    /// <summary>True for a single slice.</summary>
    public bool IsPlanar => Depth == 1;

    /// <summary>A single slice whose thickness does not matter (1 mm).</summary>
    public static VoxelGrid Planar(int height, int width, double spacingY, double spacingX) => new(1, height, width, 1, spacingY, spacingX);

    internal int IndexOf(int z, int y, int x) => (((z * Height) + y) * Width) + x;

    private static int Size(int voxels, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(voxels, name);
        return voxels;
    }

    private static double Millimetres(double spacing, string name) =>
        double.IsFinite(spacing) && spacing > 0
            ? spacing
            : throw new ArgumentOutOfRangeException(name, spacing, "A spacing is a positive number of millimetres.");
}
