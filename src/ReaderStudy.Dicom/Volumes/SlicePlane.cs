namespace ReaderStudy.Dicom.Volumes;

/// <summary>Where one image lies in the patient (Image Plane module, PS3.3 C.7.6.2).</summary>
/// <param name="Origin">Centre of the first pixel, in mm.</param>
/// <param name="AlongRow">Unit direction in which the column index grows.</param>
/// <param name="AlongColumn">Unit direction in which the row index grows.</param>
/// <param name="RowSpacing">Distance between rows, in mm.</param>
/// <param name="ColumnSpacing">Distance between columns, in mm.</param>
public sealed record SlicePlane(Point3 Origin, Point3 AlongRow, Point3 AlongColumn, double RowSpacing, double ColumnSpacing)
{
    /// <summary>Unit direction across the image: the row direction times the column direction; towards the head for axial images.</summary>
    public Point3 Normal => AlongRow.Cross(AlongColumn);

    /// <summary>The plane of an image; null if position, orientation or spacing is absent or no plane at all.</summary>
    public static SlicePlane? Of(DicomDataset dataset)
    {
        var position = dataset.GetDoubles(DicomTags.ImagePositionPatient);
        var orientation = dataset.GetDoubles(DicomTags.ImageOrientationPatient);
        var spacing = dataset.GetDoubles(DicomTags.PixelSpacing);
        if (position.Count != 3 || orientation.Count != 6 || spacing.Count != 2 || spacing[0] <= 0 || spacing[1] <= 0)
        {
            return null;
        }

        var row = new Point3(orientation[0], orientation[1], orientation[2]);
        var column = new Point3(orientation[3], orientation[4], orientation[5]);
        var isPlane = Math.Abs(row.Length - 1) < 0.01 && Math.Abs(column.Length - 1) < 0.01 && Math.Abs(row.Dot(column)) < 0.01;
        return isPlane
            ? new SlicePlane(
                new Point3(position[0], position[1], position[2]),
                row * (1 / row.Length),
                column * (1 / column.Length),
                spacing[0],
                spacing[1]
            )
            : null;
    }

    /// <summary>True if the two lie parallel, rows along rows, to about a quarter of a degree.</summary>
    public bool IsParallelTo(SlicePlane other) => AlongRow.Dot(other.AlongRow) > 0.99999 && AlongColumn.Dot(other.AlongColumn) > 0.99999;
}
