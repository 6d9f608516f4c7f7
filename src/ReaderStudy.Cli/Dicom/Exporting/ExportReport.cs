using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReaderStudy.Cli.Dicom.Exporting;

internal sealed record ExportedVolume(
    string Path,
    string SeriesUid,
    string Phase,
    int Columns,
    int Rows,
    int Slices,
    IReadOnlyList<string> Notes
);

internal sealed record ExportedLabel(int Index, string Name);

internal sealed record ExportedMask(string Path, string Source, IReadOnlyList<ExportedLabel> Labels);

/// <param name="Number">Of the segment.</param>
/// <param name="Label">Its name.</param>
/// <param name="MaskValue">What its voxels hold in the mask.</param>
internal sealed record ExportedSegment(int Number, string Label, int MaskValue);

internal sealed record ExportedSegmentation(
    string Path,
    string Source,
    string SeriesUid,
    string Type,
    IReadOnlyList<ExportedSegment> Segments
);

/// <summary>What an export did, in sentences or as JSON.</summary>
internal sealed class ExportReport(ExportRequest request)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public List<ExportedVolume> Volumes { get; } = [];

    public List<ExportedMask> Masks { get; } = [];

    public List<ExportedSegmentation> Segmentations { get; } = [];

    public List<RefusedFile> Refused { get; } = [];

    public void Tell(TextWriter output, TextWriter error)
    {
        if (request.Json)
        {
            output.WriteLine(
                JsonSerializer.Serialize(
                    new
                    {
                        request.Out,
                        request.Format,
                        Volumes,
                        Masks,
                        Segmentations,
                        Refused,
                    },
                    Options
                )
            );
            return;
        }

        foreach (var volume in Volumes)
        {
            output.WriteLine($"{volume.Path}  {volume.Columns} x {volume.Rows} x {volume.Slices}, phase {volume.Phase}");
            foreach (var note in volume.Notes)
            {
                output.WriteLine($"  {note}");
            }
        }

        foreach (var mask in Masks)
        {
            output.WriteLine($"{mask.Path}  {string.Join(", ", mask.Labels.Select(l => $"{l.Index} {l.Name}"))}");
        }

        foreach (var segmentation in Segmentations)
        {
            output.WriteLine($"{segmentation.Path}  {segmentation.Type}, on series {segmentation.SeriesUid}");
            foreach (var segment in segmentation.Segments)
            {
                output.WriteLine($"  segment {segment.Number}: {segment.Label} (in the mask {segment.MaskValue})");
            }
        }

        output.WriteLine(
            request.Format == ExportFormat.Seg
                ? $"{Segmentations.Count} segmentation(s) are in {request.Out}."
                : $"{Volumes.Count} volume(s) and {Masks.Count} mask(s) are in {request.Out}."
        );
        TellRefused(error);
    }

    public void TellRefused(TextWriter error)
    {
        foreach (var file in Refused)
        {
            error.WriteLine($"{file.Path}: {file.Reason}");
        }
    }
}
