namespace ReaderStudy.Dicom;

/// <summary>How a data set lies in a file (PS3.5 section 10): the order of bytes, whether VRs are named, how pixels are packed.</summary>
/// <param name="Uid">The UID of PS3.6 table A-1.</param>
/// <param name="Name">A short name for messages.</param>
public sealed record TransferSyntax(string Uid, string Name)
{
    public static readonly TransferSyntax ImplicitLittleEndian = new("1.2.840.10008.1.2", "Implicit VR Little Endian");
    public static readonly TransferSyntax ExplicitLittleEndian = new("1.2.840.10008.1.2.1", "Explicit VR Little Endian");
    public static readonly TransferSyntax Deflated = new("1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian");
    public static readonly TransferSyntax ExplicitBigEndian = new("1.2.840.10008.1.2.2", "Explicit VR Big Endian");
    public static readonly TransferSyntax Rle = new("1.2.840.10008.1.2.5", "RLE Lossless");

    /// <summary>Implicit VR little endian with pixels in big endian, as old systems of General Electric wrote.</summary>
    internal const string GePrivateUid = "1.2.840.113619.5.2";

    private static readonly TransferSyntax[] Known =
    [
        ImplicitLittleEndian,
        ExplicitLittleEndian,
        Deflated,
        ExplicitBigEndian,
        Rle,
        new("1.2.840.10008.1.2.4.50", "JPEG Baseline"),
        new("1.2.840.10008.1.2.4.51", "JPEG Extended"),
        new("1.2.840.10008.1.2.4.55", "JPEG Progressive"),
        new("1.2.840.10008.1.2.4.57", "JPEG Lossless"),
        new("1.2.840.10008.1.2.4.70", "JPEG Lossless SV1"),
        new("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless"),
        new("1.2.840.10008.1.2.4.81", "JPEG-LS Near-Lossless"),
        new("1.2.840.10008.1.2.4.90", "JPEG 2000 Lossless"),
        new("1.2.840.10008.1.2.4.91", "JPEG 2000"),
        new("1.2.840.10008.1.2.4.201", "HTJ2K Lossless"),
        new("1.2.840.10008.1.2.4.202", "HTJ2K Lossless RPCL"),
        new("1.2.840.10008.1.2.4.203", "HTJ2K"),
    ];

    /// <summary>
    /// The syntax of a UID; one that is not known here is read as encapsulated, as all later ones are. Its name is its UID, unless a file
    /// has something else there: names stand in messages, which hold no value.
    /// </summary>
    public static TransferSyntax Of(string uid) =>
        Known.FirstOrDefault(s => s.Uid == uid)
        ?? new TransferSyntax(uid, uid.All(c => char.IsAsciiDigit(c) || c == '.') ? uid : "unknown");

    public bool IsBigEndian => this == ExplicitBigEndian;

    public bool IsImplicit => this == ImplicitLittleEndian || Uid == GePrivateUid;

    /// <summary>True if the whole data set is packed (PS3.5 A.5); so it is too where pixels are fetched by JPIP and the rest is deflated (A.7).</summary>
    public bool IsDeflated => this == Deflated || Uid is "1.2.840.10008.1.2.4.95" or "1.2.840.10008.1.2.4.205";

    /// <summary>True for MPEG-2, H.264 and H.265 (PS3.5 A.4.5 to A.4.8).</summary>
    public bool IsVideo => Uid.Split('.') is ["1", "2", "840", "10008", "1", "2", "4", ['1', '0', >= '0' and <= '8'], ..];

    /// <summary>True if decompressed pixels differ from those that were compressed.</summary>
    public bool IsLossy =>
        Uid
            is "1.2.840.10008.1.2.4.50"
                or "1.2.840.10008.1.2.4.51"
                or "1.2.840.10008.1.2.4.53"
                or "1.2.840.10008.1.2.4.55"
                or "1.2.840.10008.1.2.4.81"
                or "1.2.840.10008.1.2.4.91"
                or "1.2.840.10008.1.2.4.203";

    /// <summary>The Lossy Image Compression Method of a lossy syntax (PS3.3 C.7.6.1.1.5.1); null for one that is not lossy.</summary>
    public string? LossyMethod =>
        !IsLossy ? null
        : Uid.EndsWith(".81", StringComparison.Ordinal) ? "ISO_14495_1"
        : Uid.EndsWith(".91", StringComparison.Ordinal) ? "ISO_15444_1"
        : Uid.EndsWith(".203", StringComparison.Ordinal) ? "ISO_15444_15"
        : "ISO_10918_1";

    /// <summary>True if pixel data is compressed into fragments.</summary>
    public bool IsEncapsulated => !IsImplicit && !IsBigEndian && !IsDeflated && this != ExplicitLittleEndian;
}
