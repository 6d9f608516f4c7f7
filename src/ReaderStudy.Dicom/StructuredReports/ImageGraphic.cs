namespace ReaderStudy.Dicom.StructuredReports;

/// <summary>
/// A shape on an image (SCOORD, PS3.3 C.18.6). Points are column, row in pixels: the upper left corner of the first pixel is (0, 0), its
/// centre (0.5, 0.5).
/// </summary>
/// <param name="Type">POINT, MULTIPOINT, POLYLINE, CIRCLE (centre, a point on it) or ELLIPSE (ends of the major, then of the minor axis).</param>
/// <param name="Points">In the order that the type asks for.</param>
public sealed record ImageGraphic(string Type, IReadOnlyList<(double Column, double Row)> Points)
{
    public static ImageGraphic Point(double column, double row) => new("POINT", [(column, row)]);

    /// <summary>A circle; the radius counts in pixels.</summary>
    public static ImageGraphic Circle(double column, double row, double radius) => new("CIRCLE", [(column, row), (column + radius, row)]);

    /// <summary>A line through points; closed if the last is the first.</summary>
    public static ImageGraphic Polyline(params IReadOnlyList<(double Column, double Row)> points) => new("POLYLINE", points);

    /// <summary>An ellipse by the ends of its axes.</summary>
    public static ImageGraphic Ellipse(
        (double Column, double Row) majorStart,
        (double Column, double Row) majorEnd,
        (double Column, double Row) minorStart,
        (double Column, double Row) minorEnd
    ) => new("ELLIPSE", [majorStart, majorEnd, minorStart, minorEnd]);
}
