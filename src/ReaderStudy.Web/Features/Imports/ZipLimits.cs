namespace ReaderStudy.Web.Features.Imports;

/// <summary>How much one zip may unpack to, so that a small hostile one does not fill the disk or keep the platform busy for days.</summary>
public sealed record ZipLimits
{
    public static readonly ZipLimits Default = new();

    /// <summary>The largest zip that is uploaded, in bytes: 64 GiB. Zips in a folder on the server may be larger.</summary>
    public long MaxPackedBytes { get; init; } = 64L << 30;

    /// <summary>What all files of a zip may unpack to, in bytes: 512 GiB.</summary>
    public long MaxUnpackedBytes { get; init; } = 512L << 30;

    /// <summary>The largest single file that is held in memory, in bytes: 1 GiB.</summary>
    public long MaxFileBytes { get; init; } = 1L << 30;

    /// <summary>The largest zip within a zip, in bytes: 8 GiB. Larger than 16 MiB it is unpacked on disk.</summary>
    public long MaxInnerZipBytes { get; init; } = 8L << 30;

    /// <summary>How many times its packed size a zip may unpack to, once that is more than 256 MiB; images pack 2 to 20 times.</summary>
    public int MaxRatio { get; init; } = 250;

    /// <summary>How many files may lie in a zip, those in inner zips included.</summary>
    public int MaxEntries { get; init; } = 2_000_000;

    /// <summary>How many zips may lie within each other.</summary>
    public int MaxDepth { get; init; } = 2;
}
