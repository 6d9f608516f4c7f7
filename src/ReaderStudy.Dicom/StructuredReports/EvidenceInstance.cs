namespace ReaderStudy.Dicom.StructuredReports;

/// <summary>An object that a report was made from or points to, and where it is filed.</summary>
public sealed record EvidenceInstance(string StudyUid, string SeriesUid, InstanceReference Instance)
{
    /// <summary>The object that a data set is.</summary>
    public static EvidenceInstance Of(DicomDataset dataset) =>
        new(
            dataset.RequireString(DicomTags.StudyInstanceUid),
            dataset.RequireString(DicomTags.SeriesInstanceUid),
            InstanceReference.Of(dataset)
        );
}
