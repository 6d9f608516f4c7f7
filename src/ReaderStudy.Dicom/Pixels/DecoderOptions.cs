namespace ReaderStudy.Dicom.Pixels;

/// <summary>
/// The outside programs that decode JPEG 2000 and rare kinds of JPEG and JPEG-LS, and their limits. Native, RLE, JPEG and JPEG-LS
/// pixels need none of them. A program is named by its name on the PATH or by its full path; an empty name means that it is not used.
/// </summary>
public sealed record DecoderOptions
{
    public static readonly DecoderOptions Default = new();

    /// <summary>GDCM's converter, which decodes everything that is not decoded here.</summary>
    public string Program { get; init; } = "gdcmconv";

    /// <summary>OpenJPEG's decoder, for JPEG 2000: tried first, for it starts in half of the time.</summary>
    public string Jpeg2000Program { get; init; } = "opj_decompress";

    /// <summary>DCMTK's decoder for rare kinds of JPEG-LS, if <see cref="Program"/> is missing or fails.</summary>
    public string JpegLsProgram { get; init; } = "dcmdjpls";

    /// <summary>DCMTK's decoder for rare kinds of JPEG, if <see cref="Program"/> is missing or fails.</summary>
    public string JpegProgram { get; init; } = "dcmdjpeg";

    /// <summary>How long one file may take: 20 seconds. A program that is stopped is not followed by another.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How much memory it may take, in KiB: 4 GiB. Not enforced on Windows.</summary>
    public int MemoryLimitKib { get; init; } = 4 << 20;
}
