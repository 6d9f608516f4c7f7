namespace ReaderStudy.Dicom;

/// <summary>Limits on what is read, and how much damage is accepted.</summary>
public sealed record DicomReadOptions
{
    public static readonly DicomReadOptions Default = new();

    /// <summary>
    /// Reads what can be read: what came before a cut or before damage is kept, and <see cref="DicomFile.Problems"/> says what is
    /// missing. For looking at a broken file; never for import, where half an image is worse than none.
    /// </summary>
    public static readonly DicomReadOptions Tolerant = new() { IsTolerant = true };

    /// <summary>True to keep what came before damage instead of refusing the file.</summary>
    public bool IsTolerant { get; init; }

    /// <summary>The largest data set that a deflated file may unpack to, in bytes: 1 GiB.</summary>
    public int MaxInflatedBytes { get; init; } = 1 << 30;

    /// <summary>
    /// How many times its own size a deflated data set may unpack to: 64; below 16 MiB no such limit holds. Real images shrink to a
    /// half or a fifth, a bomb to a thousandth.
    /// </summary>
    public int MaxInflation { get; init; } = 64;

    /// <summary>The largest file that <c>DicomFile.ReadAsync</c> takes from a stream, in bytes: just under 2 GiB.</summary>
    public int MaxFileBytes { get; init; } = Array.MaxLength;
}
