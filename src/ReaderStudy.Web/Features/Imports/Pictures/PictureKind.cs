namespace ReaderStudy.Web.Features.Imports.Pictures;

/// <summary>Tells slides and photographs by their name, and looks whether their first bytes agree before any program opens them.</summary>
internal static class PictureKind
{
    public const int HeadBytes = 8;

    private static readonly Dictionary<string, bool> IsSlideByEnding = new(StringComparer.OrdinalIgnoreCase)
    {
        [".svs"] = true,
        [".ndpi"] = true,
        [".mrxs"] = true,
        [".tif"] = true,
        [".tiff"] = true,
        [".jpg"] = false,
        [".jpeg"] = false,
        [".png"] = false,
    };

    public static bool IsByName(string path) =>
        IsSlideByEnding.ContainsKey(Path.GetExtension(path)) && !Path.GetFileName(path).StartsWith("._", StringComparison.Ordinal);

    /// <summary>A slide that is a file and a folder of the same name.</summary>
    public static bool HasFolder(string path) => Path.GetExtension(path).Equals(".mrxs", StringComparison.OrdinalIgnoreCase);

    /// <summary>Why a file is not what its name says; null: it is.</summary>
    public static string? ProblemOf(string path, ReadOnlySpan<byte> head) =>
        Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".JPG" or ".JPEG" or ".MRXS" when head.StartsWith<byte>([0xFF, 0xD8, 0xFF]) => null,
            ".PNG" when head.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47]) => null,
            ".SVS"
            or ".NDPI"
            or ".TIF"
            or ".TIFF"
                when head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8) || head.StartsWith("II+\0"u8) || head.StartsWith("MM\0+"u8) =>
                null,
            _ => "damaged, or not the picture that its name says: export it again from where it comes",
        };
}
