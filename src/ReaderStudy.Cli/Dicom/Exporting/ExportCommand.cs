using System.CommandLine;

namespace ReaderStudy.Cli.Dicom.Exporting;

/// <param name="Paths">Files and folders; folders with all below them.</param>
/// <param name="Out">The folder to make.</param>
/// <param name="Format">How it is laid out.</param>
/// <param name="Segmentations">Segmentations of the images, wherever they lie.</param>
/// <param name="Json">JSON instead of sentences.</param>
internal sealed record ExportRequest(
    IReadOnlyList<string> Paths,
    string Out,
    ExportFormat Format,
    IReadOnlyList<string> Segmentations,
    bool Json
);

/// <summary>The words of <c>readerstudy dicom export</c>.</summary>
internal static class ExportCommand
{
    private const string Notes = """
        Every even stack of grey images becomes one volume, packed by gzip, with the images' own values and their rescale as slope and
        intercept: programs that read NIfTI see HU. Enhanced (multi-frame) images are taken apart into their frames first. Voxels keep
        their place in the patient; nothing is turned or resampled. A stack with gaps, uneven distances or a tilted gantry is no even
        grid and is left out, with the reason on standard error.

        Segmentations (DICOM SEG) that lie among the files or are named by --seg become masks on the grid of their images: one file with
        the segments' numbers, or one file for each segment where segments overlap.

        People are called sub-001, sub-002 ... in the order of their patient numbers; an exam without such a number is a person of its
        own. No name, number, date or maker is written.

        Exit codes: 0 done, 1 nothing can be exported, an image of a volume cannot be decoded, or a file of --seg cannot be used (nothing
        is written), 2 called wrongly.

        Examples:
          readerstudy dicom export exam --out volumes
          readerstudy dicom export cohort --out dataset --format bids --seg liver.dcm
        """;

    public static Command Create(TextWriter output, TextWriter error)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "DICOM files, or folders with all below them.",
            Arity = ArgumentArity.OneOrMore,
        };
        var folder = new Option<string>("--out", "-o")
        {
            Description = "The folder to make. It must not be there yet, or be empty.",
            HelpName = "DIR",
            Required = true,
        };
        var format = new Option<ExportFormat>("--format", "-f")
        {
            Description = "nifti: volumes side by side. bids: a data set in the layout of BIDS.",
            DefaultValueFactory = _ => ExportFormat.Nifti,
        };
        var segmentations = new Option<string[]>("--seg")
        {
            Description = "A segmentation of the images. May be repeated.",
            HelpName = "FILE",
        };
        var json = new Option<bool>("--json") { Description = "JSON instead of sentences." };
        var command = new NotedCommand("export", "Turn series into NIfTI volumes, and segmentations into masks, for modellers.", Notes)
        {
            paths,
            folder,
            format,
            segmentations,
            json,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
                (int)
                    await new ExportRun(
                        new ExportRequest(
                            parsed.GetValue(paths)!,
                            parsed.GetValue(folder)!,
                            parsed.GetValue(format),
                            parsed.GetValue(segmentations) ?? [],
                            parsed.GetValue(json)
                        ),
                        output,
                        error
                    ).RunAsync(cancellationToken)
        );
        return command;
    }
}
