using System.Globalization;

namespace ReaderStudy.Web.Features.Imports.Pictures;

/// <summary>The few facts of a picture that are looked at; all others stay with its file.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Loader">By which libvips opens it.</param>
/// <param name="Interpretation">Of its colours.</param>
/// <param name="MicronsPerPixel">As the scanner wrote it; null where it did not, or where pixels are no squares.</param>
internal sealed record PictureHeader(int Width, int Height, string Loader, string Interpretation, double? MicronsPerPixel)
{
    private const int LongestSide = 400_000;
    private const long MostPixels = 40_000_000_000;
    private const long MostPixelsOfPhotograph = 600_000_000;

    private static readonly HashSet<string> Loaders = ["openslideload", "tiffload", "jpegload", "pngload"];
    private static readonly HashSet<string> Colours = ["srgb", "rgb", "b-w", "rgb16", "grey16"];

    public bool IsSlide => Loader == "openslideload";

    /// <summary>Why it is not taken in; null: it is.</summary>
    public string? Problem =>
        !Loaders.Contains(Loader) ? "unsupported: a picture of a kind that is not read"
        : !Colours.Contains(Interpretation) ? "unsupported: its colours are of a kind that is not read; save it as RGB and import it again"
        : Width < 8 || Height < 8 ? "too small to be read: fewer than 8 pixels wide or high"
        : Math.Max(Width, Height) > LongestSide
        || (long)Width * Height > (Loader is "jpegload" or "pngload" ? MostPixelsOfPhotograph : MostPixels)
            ? "unsupported: it has more pixels than the platform takes in; export it at a lower magnification"
        : null;

    /// <summary>From what <c>vipsheader -a</c> prints; null: it says no size.</summary>
    public static PictureHeader? Of(string printed)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in printed.Split('\n'))
        {
            var cut = line.IndexOf(": ", StringComparison.Ordinal);
            if (cut > 0)
            {
                fields.TryAdd(line[..cut], line[(cut + 2)..].Trim());
            }
        }

        return
            int.TryParse(fields.GetValueOrDefault("width"), NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            && int.TryParse(fields.GetValueOrDefault("height"), NumberStyles.None, CultureInfo.InvariantCulture, out var height)
            ? new PictureHeader(
                width,
                height,
                fields.GetValueOrDefault("vips-loader", ""),
                fields.GetValueOrDefault("interpretation", ""),
                Microns(fields.GetValueOrDefault("openslide.mpp-x"), fields.GetValueOrDefault("openslide.mpp-y"))
            )
            : null;
    }

    private static double? Microns(string? x, string? y) =>
        double.TryParse(x, NumberStyles.Float, CultureInfo.InvariantCulture, out var across)
        && double.TryParse(y, NumberStyles.Float, CultureInfo.InvariantCulture, out var down)
        && across is > 0.01 and < 100
        && Math.Abs(across - down) <= 0.02 * across
            ? across
            : null;
}
