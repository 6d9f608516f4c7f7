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

        With --format seg it goes the other way: a NIfTI mask (--mask) of one series becomes a DICOM SEG that points to the series' images.
        The mask must lie on their grid, within a tenth of a voxel; its axes may be flipped or swapped. Whole numbers are one binary segment
        each, named by --label; values between 0 and 1 are probabilities, one fractional segment. Patient and exam are those of the images,
        so that an archive keeps them together: take images without identity where the mask is to go out.

        People are called sub-001, sub-002 ... in the order of their patient numbers; an exam without such a number is a person of its
        own. No name, number, date or maker is written into volumes and masks.

        Exit codes: 0 done, 1 nothing can be exported, an image of a volume cannot be decoded, a file of --seg cannot be used, or the mask
        lies on no series, is damaged or has no such label (nothing is written), 2 called wrongly.

        Examples:
          readerstudy dicom export exam --out volumes
          readerstudy dicom export cohort --out dataset --format bids --seg liver.dcm
          readerstudy dicom export exam --out result --format seg --mask mask.nii.gz --label 1=Liver --label 2=Lesion --algorithm "Net 2.1"
        """;

    public static Command Create(TextWriter output, TextWriter error, TimeProvider time)
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
            Description = "nifti: volumes side by side. bids: a data set in the layout of BIDS. seg: a mask as DICOM SEG.",
            DefaultValueFactory = _ => ExportFormat.Nifti,
        };
        var segmentations = new Option<string[]>("--seg")
        {
            Description = "A segmentation of the images. May be repeated.",
            HelpName = "FILE",
        };
        var mask = new MaskOptions();
        var json = new Option<bool>("--json") { Description = "JSON instead of sentences." };
        var command = new NotedCommand(
            "export",
            "Turn series into NIfTI volumes and segmentations into masks, for modellers, and their masks into segmentations.",
            Notes
        )
        {
            paths,
            folder,
            format,
            segmentations,
            json,
        };
        foreach (var option in mask.All)
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
            mask.Check(result, result.GetValue(format), hasSegmentations: result.GetResult(segmentations) is not null)
        );
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var request = new ExportRequest(
                    parsed.GetValue(paths)!,
                    parsed.GetValue(folder)!,
                    parsed.GetValue(format),
                    parsed.GetValue(segmentations) ?? [],
                    parsed.GetValue(json)
                );
                return (int)
                    await (
                        request.Format == ExportFormat.Seg
                            ? new SegmentationRun(request, mask.Of(parsed), time, output, error).RunAsync(cancellationToken)
                            : new ExportRun(request, output, error).RunAsync(cancellationToken)
                    );
            }
        );
        return command;
    }
}
