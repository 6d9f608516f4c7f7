namespace ReaderStudy.Dicom.Web;

/// <summary>How much of a multipart message is read before it is refused.</summary>
public sealed record MultipartLimits
{
    public static readonly MultipartLimits Default = new();

    /// <summary>Of the headers of one part, in bytes: 16 KiB.</summary>
    public int MaxHeaderBytes { get; init; } = 16 << 10;

    /// <summary>Before the first part, in bytes: 64 KiB.</summary>
    public int MaxPreambleBytes { get; init; } = 64 << 10;

    /// <summary>Of a message: 100,000.</summary>
    public int MaxParts { get; init; } = 100_000;

    /// <summary>How long the sender may be silent; null: for ever.</summary>
    public TimeSpan? Silence { get; init; }
}
