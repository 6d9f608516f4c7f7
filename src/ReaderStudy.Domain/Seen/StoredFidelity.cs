namespace ReaderStudy.Domain.Seen;

/// <summary>How far the stored pixels of a series, or the tiles of a slide or photograph, can be those that were acquired.</summary>
/// <param name="IsLossy">Some were compressed with loss at one time; null: the files do not say.</param>
/// <param name="LossyImages">How many of the images that are read were.</param>
/// <param name="SmallestRatio">Of the compression with loss, of all images and steps; null: not known.</param>
/// <param name="LargestRatio">Likewise.</param>
/// <param name="Methods">Defined terms of Lossy Image Compression Method (PS3.3 C.7.6.1.1.5.1), each once.</param>
/// <param name="TileQuality">Of the tiles, on the scale of the Independent JPEG Group, 1 to 100; null: there are no tiles, or they are made by other tables.</param>
public sealed record StoredFidelity(
    bool? IsLossy,
    int LossyImages,
    double? SmallestRatio,
    double? LargestRatio,
    IReadOnlyList<string> Methods,
    int? TileQuality
)
{
    public static StoredFidelity Unknown { get; } = new(null, 0, null, null, [], null);
}
