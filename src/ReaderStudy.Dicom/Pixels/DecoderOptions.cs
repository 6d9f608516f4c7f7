namespace ReaderStudy.Dicom.Pixels;

/// <summary>Limits on the outside program that decodes JPEG, JPEG-LS and JPEG 2000.</summary>
public sealed record DecoderOptions
{
    public static readonly DecoderOptions Default = new();

    /// <summary>The program, by name on the PATH or by full path.</summary>
    public string Program { get; init; } = "gdcmconv";

    /// <summary>How long one file may take: 20 seconds.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How much memory it may take, in KiB: 4 GiB. Not enforced on Windows.</summary>
    public int MemoryLimitKib { get; init; } = 4 << 20;
}
