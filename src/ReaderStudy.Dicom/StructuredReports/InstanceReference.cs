namespace ReaderStudy.Dicom.StructuredReports;

/// <summary>Points to an image or another object.</summary>
/// <param name="SopClassUid">What kind of object it is.</param>
/// <param name="SopInstanceUid">Which one.</param>
public sealed record InstanceReference(string SopClassUid, string SopInstanceUid)
{
    /// <summary>The frames that are meant, from 1; empty: all.</summary>
    public IReadOnlyList<int> Frames { get; init; } = [];

    /// <summary>The segment of a segmentation that is meant, from 1; null: no segmentation, or all.</summary>
    public int? Segment { get; init; }

    /// <summary>The object that a data set is.</summary>
    public static InstanceReference Of(DicomDataset dataset) =>
        new(dataset.RequireString(DicomTags.SopClassUid), dataset.RequireString(DicomTags.SopInstanceUid));
}
