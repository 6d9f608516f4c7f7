using ReaderStudy.Dicom;
using ReaderStudy.Dicom.StructuredReports;
using ReaderStudy.Dicom.Volumes;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Readings.Marking;

namespace ReaderStudy.Web.Features.Exports;

/// <summary>A series as readers saw it, and where its pixels lie.</summary>
/// <param name="Series">With the images that are read.</param>
/// <param name="Instances">In the order of the stack.</param>
/// <param name="Grid">Where they lie.</param>
/// <param name="SopClassUid">Of its images.</param>
/// <param name="FrameOfReferenceUid">The images' own; one of ours, the same as in segmentations, where they name none.</param>
public sealed record DrawnImages(
    Series Series,
    IReadOnlyList<Instance> Instances,
    SeriesGrid Grid,
    string SopClassUid,
    string FrameOfReferenceUid
)
{
    /// <summary>An image of it, as reports refer to it.</summary>
    public InstanceReference ReferenceTo(int slice) => new(SopClassUid, Instances[slice].SopInstanceUid);

    /// <summary>
    /// Where a drawing lies: in the patient; on its image where that does not say where it lies itself.
    /// </summary>
    /// <param name="type">POINT, POLYLINE, POLYGON or ELLIPSE.</param>
    /// <param name="places">As the type asks for them; a polygon without its first point again.</param>
    /// <param name="slice">On which image; null: on any.</param>
    public MarkedRegion RegionOf(string type, IReadOnlyList<WorldPoint> places, int? slice)
    {
        if (Grid.HasPlaces)
        {
            var points = places.Select(p => new Point3(p.X, p.Y, p.Z)).ToList();
            return new MarkedRegion.InPatient(
                type is "POLYGON"
                    ? PatientGraphic.Polygon(points, FrameOfReferenceUid)
                    : new PatientGraphic(type, points, FrameOfReferenceUid)
            );
        }

        // SCOORD counts from the corner of the first pixel, not from its centre, and has no polygon but a line that ends where it began.
        var plane = Grid.Slices[slice ?? 0];
        var pixels = places.Select(plane.PixelOf).Select(p => (p.Column + 0.5, p.Row + 0.5)).ToList();
        return new MarkedRegion.OnImage(
            type is "POLYGON" ? ImageGraphic.Polyline([.. pixels, pixels[0]]) : new ImageGraphic(type, pixels),
            ReferenceTo(slice ?? 0)
        );
    }
}
