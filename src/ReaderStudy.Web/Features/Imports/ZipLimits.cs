namespace ReaderStudy.Web.Features.Imports;

/// <summary>How much is unpacked in memory before an import says that a server folder is the better way.</summary>
public sealed record ZipLimits
{
    public static readonly ZipLimits Default = new();

    /// <summary>The largest zip, in bytes: 1 GiB.</summary>
    public long MaxPackedBytes { get; init; } = 1L << 30;

    /// <summary>What all files of a zip may unpack to, in bytes: 8 GiB.</summary>
    public long MaxUnpackedBytes { get; init; } = 8L << 30;

    /// <summary>The largest single file, in bytes: 1 GiB.</summary>
    public long MaxFileBytes { get; init; } = 1L << 30;

    /// <summary>How many times its packed size a zip may unpack to, once that is more than 256 MiB; images pack 2 to 20 times.</summary>
    public int MaxRatio { get; init; } = 250;

    /// <summary>How many zips may lie within each other.</summary>
    public int MaxDepth { get; init; } = 2;
}
