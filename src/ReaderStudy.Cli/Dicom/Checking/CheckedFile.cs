namespace ReaderStudy.Cli.Dicom.Checking;

/// <summary>What was found out about one file; the names are those of the JSON.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Ok">True if it was read and every frame decoded.</param>
/// <param name="Error">Why not; null if it was.</param>
/// <param name="SopClassUid">What kind of object it is.</param>
/// <param name="TransferSyntaxUid">As the meta header says; as found for files without.</param>
/// <param name="Rows">Height in pixels; this and the next ones are null where the header has nothing.</param>
/// <param name="Columns">Width in pixels.</param>
/// <param name="Frames">Number of frames; null without pixels.</param>
/// <param name="BitsStored">Bits of a sample that count.</param>
/// <param name="Photometric">Photometric Interpretation.</param>
/// <param name="Sha256">Of the decoded bytes of each frame, in lower case.</param>
internal sealed record CheckedFile(
    string Path,
    bool Ok,
    string? Error,
    string? SopClassUid,
    string? TransferSyntaxUid,
    int? Rows,
    int? Columns,
    int? Frames,
    int? BitsStored,
    string? Photometric,
    IReadOnlyList<string> Sha256
)
{
    /// <summary>How many oddities the reader met; not in the JSON.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int Oddities { get; init; }
}
