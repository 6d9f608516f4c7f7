using System.CommandLine;
using ReaderStudy.Radiomics;

namespace ReaderStudy.Cli.Radiomics;

/// <param name="Folder">The images' folder.</param>
/// <param name="Mask">The segmentation.</param>
/// <param name="Segment">The number of the one segment to take; null: each.</param>
/// <param name="Bins">Number of bins; null: bins have a width.</param>
/// <param name="BinWidth">In HU, or the images' unit.</param>
/// <param name="Range">Intensities that count; null: all.</param>
/// <param name="Textures">2d, 2.5d, 3d or all.</param>
/// <param name="Json">JSON instead of a table.</param>
internal sealed record RadiomicsRequest(
    string Folder,
    string Mask,
    int? Segment,
    int? Bins,
    double BinWidth,
    IntensityRange? Range,
    string Textures,
    bool Json
)
{
    /// <summary>Bins of one width begin at the lower end of the range, so that levels mean the same in every region.</summary>
    public Discretisation Discretisation =>
        Bins is { } bins ? Discretisation.FixedBinNumber(bins) : Discretisation.FixedBinSize(BinWidth, Range?.Low);

    public bool Wants(Aggregation aggregation) =>
        aggregation == Aggregation.Whole || Textures == "all" || aggregation.Name.StartsWith(Textures, StringComparison.OrdinalIgnoreCase);
}

/// <summary>The words of <c>readerstudy radiomics</c>.</summary>
internal static class RadiomicsCommand
{
    private const string Notes = """
        Features are those of the Image Biomarker Standardisation Initiative (IBSI), with its identifiers: morphology, local intensity,
        intensity statistics, histogram and intensity-volume histogram, and textures (GLCM, GLRLM, GLSZM, GLDZM, NGTDM, NGLDM). All are
        checked against the published values of IBSI's digital phantom. A feature that is not defined for a region has no value, and a
        reason.

        The folder may hold several series: the one that the segmentation was drawn on is taken. Each segment is a region of its own. Of a
        fractional segmentation what is half inside or more counts.

        Nothing is resampled. Textures in 3D presuppose voxels that are cubes; where they are not, a note says so: take 2d or 2.5d, or
        resample images and mask first.

        With --range voxels with other intensities are left out of intensities and textures, not of the shape, and bins of one width
        begin at its lower end: give one where features of several patients are compared. Without it they begin at the region's lowest
        intensity.

        Exit codes: 0 done, 1 the images or the segmentation cannot be used (standard error says why, and what to do), 2 called wrongly.

        Examples:
          readerstudy radiomics exam/S003 --mask lesion.dcm
          readerstudy radiomics exam --mask lesions.dcm --segment 2 --bins 32 --textures all --json
          readerstudy radiomics exam --mask liver.dcm --range -100:300 --bin-width 10
        """;

    public static Command Create(TextWriter output, TextWriter error)
    {
        var folder = new Argument<string>("VOLUME_DIR") { Description = "The folder of a series, with all below it." };
        var mask = new Option<string>("--mask")
        {
            Description = "A DICOM segmentation of the series.",
            HelpName = "SEG",
            Required = true,
        };
        var segment = new Option<int?>("--segment") { Description = "The number of the one segment to take.", HelpName = "N" };
        var bins = BinOptions.Number();
        var width = BinOptions.Width();
        var range = new Option<IntensityRange?>("--range")
        {
            Description = "Leave voxels with other intensities out.",
            HelpName = "LOW:HIGH",
            CustomParser = IntensityRange.Parse,
        };
        var textures = new Option<string>("--textures")
        {
            Description = "2d: slice by slice, averaged. 2.5d: slices merged. 3d: in space. all: every way.",
            DefaultValueFactory = _ => "3d",
        };
        textures.AcceptOnlyFromAmong("2d", "2.5d", "3d", "all");
        var json = new Option<bool>("--json") { Description = "JSON instead of a table." };
        var command = new NotedCommand("radiomics", "Take IBSI's radiomic features from the segments of a DICOM series.", Notes)
        {
            folder,
            mask,
            segment,
            bins,
            width,
            range,
            textures,
            json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(bins) is not null && result.GetResult(width) is not null)
            {
                result.AddError("Bins have either a number (--bins) or a width (--bin-width).");
            }
        });
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var request = new RadiomicsRequest(
                    parsed.GetValue(folder)!,
                    parsed.GetValue(mask)!,
                    parsed.GetValue(segment),
                    parsed.GetValue(bins),
                    parsed.GetValue(width) ?? BinOptions.DefaultWidth,
                    parsed.GetValue(range),
                    parsed.GetValue(textures)!,
                    parsed.GetValue(json)
                );
                return (int)await new RadiomicsRun(request, output, error).RunAsync(cancellationToken);
            }
        );
        return command;
    }
}
