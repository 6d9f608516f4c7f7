namespace ReaderStudy.Dicom;

/// <summary>Limits on what is read.</summary>
public sealed record DicomReadOptions
{
    public static readonly DicomReadOptions Default = new();

    /// <summary>The largest data set that a deflated file may unpack to, in bytes: 1 GiB.</summary>
    public int MaxInflatedBytes { get; init; } = 1 << 30;

    /// <summary>The largest file that <c>DicomFile.ReadAsync</c> takes from a stream, in bytes: just under 2 GiB.</summary>
    public int MaxFileBytes { get; init; } = Array.MaxLength;
}
