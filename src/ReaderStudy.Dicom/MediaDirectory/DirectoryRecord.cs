namespace ReaderStudy.Dicom.MediaDirectory;

/// <summary>One record of a DICOMDIR (PS3.3 F.3): a patient, a study, a series, or an object with its file.</summary>
public sealed class DirectoryRecord
{
    private static readonly DicomTag RecordType = new(0x0004, 0x1430);
    private static readonly DicomTag ReferencedFileId = new(0x0004, 0x1500);
    private static readonly DicomTag ReferencedSopClass = new(0x0004, 0x1510);
    private static readonly DicomTag ReferencedSopInstance = new(0x0004, 0x1511);

    private readonly List<DirectoryRecord> _children = [];

    internal DirectoryRecord(DicomDataset dataset) => Dataset = dataset;

    /// <summary>The record's elements: of a patient the name and number, of a series modality and UID, and so on.</summary>
    public DicomDataset Dataset { get; }

    /// <summary>PATIENT, STUDY, SERIES, IMAGE, SR DOCUMENT …; empty if the record does not say.</summary>
    public string Type => Dataset.GetString(RecordType) ?? string.Empty;

    /// <summary>The records below: the studies of a patient, the series of a study, the objects of a series.</summary>
    public IReadOnlyList<DirectoryRecord> Children => _children;

    /// <summary>The SOP class of the object; null for records without a file.</summary>
    public string? SopClassUid => Dataset.GetString(ReferencedSopClass);

    /// <summary>The SOP Instance UID of the object; null for records without a file.</summary>
    public string? SopInstanceUid => Dataset.GetString(ReferencedSopInstance);

    /// <summary>
    /// Folders and name of the object's file, from the folder of the DICOMDIR on; empty for records without a file, and where a
    /// part is no name but leads elsewhere (<c>..</c>, a path).
    /// </summary>
    public IReadOnlyList<string> FileId
    {
        get
        {
            var parts = Dataset.GetStrings(ReferencedFileId);
            return parts.Count <= 32 && parts.All(IsName) ? parts : [];
        }
    }

    /// <summary>True if the record names a file that no honest medium would have.</summary>
    internal bool HasUnsafeFileId => Dataset.GetStrings(ReferencedFileId).Count > 0 && FileId.Count == 0;

    internal void Add(DirectoryRecord child) => _children.Add(child);

    private static bool IsName(string part) =>
        part.Length is > 0 and <= 64 && part is not ("." or "..") && part.IndexOfAny(['/', '\\', ':', '\0']) < 0;
}
