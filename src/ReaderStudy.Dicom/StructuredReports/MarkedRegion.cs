namespace ReaderStudy.Dicom.StructuredReports;

/// <summary>Where a finding lies.</summary>
public abstract record MarkedRegion
{
    private MarkedRegion() { }

    /// <summary>A shape on one image (SCOORD).</summary>
    public sealed record OnImage(ImageGraphic Graphic, InstanceReference Image) : MarkedRegion;

    /// <summary>A shape in the patient (SCOORD3D).</summary>
    public sealed record InPatient(PatientGraphic Graphic) : MarkedRegion;

    /// <summary>One shape on each of several images: a lesion outlined slice by slice.</summary>
    public sealed record OnImages(IReadOnlyList<OnImage> Slices) : MarkedRegion;

    /// <summary>A segment of a segmentation.</summary>
    /// <param name="Segmentation">With <see cref="InstanceReference.Segment"/> set.</param>
    /// <param name="SourceSeriesUid">The series that was segmented.</param>
    public sealed record Segment(InstanceReference Segmentation, string SourceSeriesUid) : MarkedRegion;
}
