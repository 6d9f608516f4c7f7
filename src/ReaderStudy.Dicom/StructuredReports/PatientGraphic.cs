using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Dicom.StructuredReports;

/// <summary>A shape in the patient (SCOORD3D, PS3.3 C.18.9), in mm of a frame of reference.</summary>
/// <param name="Type">POINT, MULTIPOINT, POLYLINE, POLYGON (closed), ELLIPSE (ends of the major, then of the minor axis) or ELLIPSOID.</param>
/// <param name="Points">In the order that the type asks for.</param>
/// <param name="FrameOfReferenceUid">What the coordinates are measured in.</param>
public sealed record PatientGraphic(string Type, IReadOnlyList<Point3> Points, string FrameOfReferenceUid)
{
    public static PatientGraphic Point(Point3 place, string frameOfReferenceUid) => new("POINT", [place], frameOfReferenceUid);

    public static PatientGraphic Polyline(IReadOnlyList<Point3> points, string frameOfReferenceUid) =>
        new("POLYLINE", points, frameOfReferenceUid);

    /// <summary>A closed line in one plane; the first point is given once and repeated at the end, as the standard asks.</summary>
    public static PatientGraphic Polygon(IReadOnlyList<Point3> points, string frameOfReferenceUid) =>
        new("POLYGON", points.Count > 0 && points[0] != points[^1] ? [.. points, points[0]] : points, frameOfReferenceUid);

    /// <summary>A circle in the plane of an image. SCOORD3D has no circle: it is an ellipse with equal axes.</summary>
    /// <param name="centre">In mm.</param>
    /// <param name="radius">In mm.</param>
    /// <param name="plane">Gives the directions of rows and columns.</param>
    /// <param name="frameOfReferenceUid">Of the image.</param>
    public static PatientGraphic Circle(Point3 centre, double radius, SlicePlane plane, string frameOfReferenceUid) =>
        new(
            "ELLIPSE",
            [
                centre - (plane.AlongRow * radius),
                centre + (plane.AlongRow * radius),
                centre - (plane.AlongColumn * radius),
                centre + (plane.AlongColumn * radius),
            ],
            frameOfReferenceUid
        );
}
