namespace ReaderStudy.Dicom.Web;

/// <summary>An exam that an archive has. To be shown to who searched, never to be stored.</summary>
/// <param name="Uid">Study Instance UID.</param>
/// <param name="PatientId">Null: not told.</param>
/// <param name="AccessionNumber">Null: not told.</param>
/// <param name="Date">Null: not told, or not a date.</param>
/// <param name="Description">Null: none.</param>
/// <param name="Modalities">Of its series.</param>
/// <param name="SeriesCount">Null: not told.</param>
/// <param name="ImageCount">Null: not told.</param>
public sealed record FoundExam(
    string Uid,
    string? PatientId,
    string? AccessionNumber,
    DateOnly? Date,
    string? Description,
    IReadOnlyList<string> Modalities,
    int? SeriesCount,
    int? ImageCount
);

/// <summary>A series of an exam in an archive.</summary>
/// <param name="Uid">Series Instance UID.</param>
/// <param name="Number">Null: none.</param>
/// <param name="Modality">Null: not told.</param>
/// <param name="Description">Null: none.</param>
/// <param name="ImageCount">Null: not told.</param>
public sealed record FoundSeries(string Uid, int? Number, string? Modality, string? Description, int? ImageCount);

/// <summary>Matches of a search.</summary>
/// <param name="Items">In the archive's order.</param>
/// <param name="HasMore">True if the archive has more than were asked for.</param>
public sealed record Found<T>(IReadOnlyList<T> Items, bool HasMore);

/// <summary>An image as an archive sent it: it still names the patient.</summary>
/// <param name="SopInstanceUid">Null: the file cannot be read.</param>
/// <param name="Bytes">The whole file; empty when it is refused.</param>
/// <param name="Refusal">Why there is no file, in a sentence; null: there is one.</param>
public sealed record RetrievedImage(string? SopInstanceUid, ReadOnlyMemory<byte> Bytes, string? Refusal = null);
