using System.Diagnostics;
using System.Globalization;
using ReaderStudy.Tests;
using ReaderStudy.Web.Features.Imports.Pictures;

namespace ReaderStudy.Web.Tests.Imports;

/// <summary>Pictures to import.</summary>
internal static class TestPictures
{
    public const string Histology = "data/histology";

    /// <summary>A slide of 2220 by 2967 pixels of 0.499 µm, with a label and an overview image beside it.</summary>
    public static byte[] Slide() => File.ReadAllBytes(SharedData.PathOf(Histology + "/cmu-1-small-region.svs"));

    /// <summary>A black PNG; two sizes are two pictures.</summary>
    public static async Task<byte[]> BlackAsync(int width, int height)
    {
        var folder = Directory.CreateTempSubdirectory("pictures-");
        var file = Path.Combine(folder.FullName, "black.png");
        string[] arguments = ["black", file, width.ToString(CultureInfo.InvariantCulture), height.ToString(CultureInfo.InvariantCulture)];
        using var process = Process.Start(VipsProgram.Find("vips")!, arguments);
        await process.WaitForExitAsync();
        var bytes = await File.ReadAllBytesAsync(file);
        folder.Delete(recursive: true);
        return bytes;
    }

    /// <summary>Uploads files with the tick that takes pictures too; gives the import's address and its last sentence.</summary>
    public static async Task<(string Url, string Sentence)> ImportAsync(
        this Importer importer,
        bool pictures,
        params (string, byte[])[] files
    )
    {
        var url = await importer.BeginAsync(pictures);
        await importer.SendAsync(url, files);
        return (url, (await importer.FinishAsync(url)).GetProperty("sentence").GetString()!);
    }
}
