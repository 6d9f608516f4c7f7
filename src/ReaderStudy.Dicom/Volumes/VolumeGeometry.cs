namespace ReaderStudy.Dicom.Volumes;

/// <summary>The grid of a volume in the patient.</summary>
/// <param name="Slices">Number of slices.</param>
/// <param name="Rows">Number of rows in a slice.</param>
/// <param name="Columns">Number of columns in a slice.</param>
/// <param name="First">The plane of the first slice: origin, directions, spacing within the plane.</param>
/// <param name="SliceSpacing">Distance between slices along the normal, in mm.</param>
public sealed record VolumeGeometry(int Slices, int Rows, int Columns, SlicePlane First, double SliceSpacing)
{
    /// <summary>A grid that lies straight in the patient (axial, rows to the left, columns to the back, slices to the head).</summary>
    public static VolumeGeometry Axial(int slices, int rows, int columns, Point3 origin, double sliceSpacing, double pixelSpacing) =>
        new(
            slices,
            rows,
            columns,
            new SlicePlane(origin, new Point3(1, 0, 0), new Point3(0, 1, 0), pixelSpacing, pixelSpacing),
            sliceSpacing
        );

    /// <summary>The place of a voxel's centre (or of any point between) in the patient, in mm.</summary>
    public Point3 PositionOf(double slice, double row, double column) =>
        First.Origin
        + (First.Normal * (slice * SliceSpacing))
        + (First.AlongColumn * (row * First.RowSpacing))
        + (First.AlongRow * (column * First.ColumnSpacing));

    /// <summary>Volume of one voxel in cubic mm.</summary>
    public double VoxelVolume => SliceSpacing * First.RowSpacing * First.ColumnSpacing;
}
