using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Imports.Pictures;

/// <summary>A slide or photograph of which nothing but pixels is left, cut into tiles and written beside its place.</summary>
/// <param name="Staged">Its tiles.</param>
/// <param name="CaseMark">Keyed hash of the case that its name gave.</param>
/// <param name="Label">The stain or view; empty: none.</param>
/// <param name="Shape">Size and tiles.</param>
/// <param name="MicronsPerPixel">Null when it is not known.</param>
internal sealed record TakenPicture(StagedImage Staged, string CaseMark, string Label, PictureShape Shape, double? MicronsPerPixel)
{
    private const int TileSize = 510;
    private const int Overlap = 1;
    private const string Format = "jpg";

    /// <summary>
    /// Two programs and a pipe that carries pixels alone: the one that cuts also writes a file of every property that it knows, and knows
    /// none of the slide's.
    /// </summary>
    private static readonly string Cut = string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        { "$1" ppmsave "$2" /dev/stdout --strip --background 255 || : > failed; } |
        "$1" dzsave stdin cut --suffix '.{{Format}}[Q=88,strip]' --tile-size {{TileSize}} --overlap {{Overlap}} && test ! -e failed
        """
    );

    /// <summary>Reads a picture's pixels and cuts them into tiles.</summary>
    /// <param name="sourceKey">Of the file: whoever takes it again writes its tiles to the same place.</param>
    /// <param name="file">Open; its bytes lie under no name, or where the coordinator has put them.</param>
    /// <param name="path">For its name; never used to open it.</param>
    /// <param name="import">Belongs to a draft.</param>
    /// <param name="studyKey">Of the study's hashes.</param>
    /// <param name="store">Takes the tiles.</param>
    /// <param name="spoolFolder">For the tiles on their way.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The picture, or why it is refused.</returns>
    public static async Task<(TakenPicture? Picture, string? Refusal)> OfAsync(
        string sourceKey,
        FileStream file,
        string path,
        Import import,
        byte[] studyKey,
        ImageStore store,
        string spoolFolder,
        CancellationToken cancellationToken
    )
    {
        var name = PictureName.Of(path);
        var mark = PatientMarks.OfNumber(name.Case, studyKey);
        if (mark.Length == 0)
        {
            // Without one it would be anybody's: cases whose images had no patient number have an empty mark too.
            return (null, "its name says no case: call it after the case and the stain, as in P01_HE.svs");
        }

        if (VipsProgram.Find("vips") is not { } vips || VipsProgram.Find("vipsheader") is not { } vipsheader)
        {
            return (null, VipsProgram.Missing);
        }

        var folder = Path.Combine(spoolFolder, $"{Guid.CreateVersion7():N}.tiles");
        Directory.CreateDirectory(folder);
        try
        {
            var input = InputOf(file, path, folder);
            if (input is null)
            {
                return (
                    null,
                    "an MRXS slide is a file and a folder of the same name: put both into a folder on the server and import that"
                );
            }

            return await VipsProgram.InTurnAsync(
                async () =>
                {
                    var printed = await VipsProgram.RunAsync(vipsheader, ["-a", input], folder, cancellationToken);
                    if (printed is null || PictureHeader.Of(printed) is not { } header)
                    {
                        return ((TakenPicture?)null, (string?)"damaged, or of a kind that is not read: it cannot be opened as a picture");
                    }

                    if (header.Problem is { } problem)
                    {
                        return (null, problem);
                    }

                    var shape = await CutAsync(vips, input, header, folder, cancellationToken);
                    if (shape is null)
                    {
                        return (null, "damaged: its pixels cannot be read to the end");
                    }

                    var staged = StageTiles(folder, store, ReceiveFiles.TilesKeyOf(import, sourceKey));
                    return (new TakenPicture(staged, mark, name.Label, shape, header.MicronsPerPixel), null);
                },
                cancellationToken
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// The name by which a program can open it: the open file's, so that nothing in a file's own name means anything to it. A slide with a
    /// folder is opened by links that are called alike. Null: its folder is not there.
    /// </summary>
    private static string? InputOf(FileStream file, string path, string folder)
    {
        if (!PictureKind.HasFolder(path))
        {
            return FormattableString.Invariant($"/proc/{Environment.ProcessId}/fd/{file.SafeFileHandle.DangerousGetHandle()}");
        }

        var beside = Path.Combine(Path.GetDirectoryName(file.Name) ?? "", Path.GetFileNameWithoutExtension(file.Name));
        if (!File.Exists(file.Name) || !Directory.Exists(beside))
        {
            return null;
        }

        var link = Path.Combine(folder, "slide.mrxs");
        File.CreateSymbolicLink(link, file.Name);
        Directory.CreateSymbolicLink(Path.Combine(folder, "slide"), beside);
        return link;
    }

    private static async Task<PictureShape?> CutAsync(
        string vips,
        string input,
        PictureHeader header,
        string folder,
        CancellationToken cancellationToken
    )
    {
        // Cameras write which way is up beside the pixels, and that is left out.
        var whole = header.Loader is "jpegload" or "tiffload" ? "[autorotate,fail-on=truncated]" : "[fail-on=truncated]";
        if (await VipsProgram.RunAsync("/bin/sh", ["-c", Cut, "sh", vips, input + whole], folder, cancellationToken) is null)
        {
            return null;
        }

        using var reader = XmlReader.Create(Path.Combine(folder, "cut.dzi"));
        var size = XDocument.Load(reader).Root!.Elements().Single(e => e.Name.LocalName == "Size");
        int Side(string name) => int.Parse(size.Attribute(name)!.Value, CultureInfo.InvariantCulture);
        return new PictureShape(Side("Width"), Side("Height"), TileSize, Overlap, Format);
    }

    private static StagedImage StageTiles(string folder, ImageStore store, string key)
    {
        var tiles = Path.Combine(folder, "cut_files");
        var levels = Directory.GetDirectories(tiles).Length;
        var folders = Enumerable.Range(0, levels).Select(l => Path.Combine(tiles, l.ToString(CultureInfo.InvariantCulture))).ToList();
        return store.Stage(key, stream => TilePack.Write(folders, Format, stream));
    }
}
