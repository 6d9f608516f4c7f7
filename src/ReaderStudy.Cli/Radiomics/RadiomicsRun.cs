using ReaderStudy.Dicom.Segmentations;
using ReaderStudy.Radiomics;

namespace ReaderStudy.Cli.Radiomics;

/// <summary>Runs <c>readerstudy radiomics</c>.</summary>
internal sealed class RadiomicsRun(RadiomicsRequest request, TextWriter output, TextWriter error)
{
    public async Task<ExitCode> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var series = await SegmentedSeries.ReadAsync(request.Folder, request.Mask, cancellationToken);
            var segments = Chosen(series.Segments).Select(s => FeaturesOf(series, s)).ToList();
            new RadiomicsReport(request, series, segments).Write(output);
            return ExitCode.Done;
        }
        catch (Exception exception) when (exception is UnusableRegion or IOException or UnauthorizedAccessException)
        {
            error.WriteLine(exception.Message);
            return ExitCode.BadInput;
        }
    }

    private List<Segment> Chosen(SegmentedVolume volume)
    {
        if (request.Segment is not { } number)
        {
            return [.. volume.Segments];
        }

        return volume.Segments.FirstOrDefault(s => s.Description.Number == number) is { } segment
            ? [segment]
            : throw new UnusableRegion(
                $"{request.Mask}: it has no segment {number}. Its segments are "
                    + $"{string.Join(", ", volume.Segments.Select(s => $"{s.Description.Number} ({s.Description.Label})"))}."
            );
    }

    private SegmentFeatures FeaturesOf(SegmentedSeries series, Segment segment)
    {
        var name = $"{request.Mask}, segment {segment.Description.Number} ({segment.Description.Label})";
        var region =
            SegmentRegion.Of(series, segment) ?? throw new UnusableRegion($"{name}: it has no voxel. Take another one by --segment.");
        try
        {
            var counted = request.Range is { } range ? region.WithinRange(range.Low, range.High) : region;
            return new SegmentFeatures(
                segment.Description.Number,
                segment.Description.Label,
                region.MorphologicalMask.Count(inside => inside),
                [.. RadiomicFeatures.Of(counted, request.Discretisation).Where(f => request.Wants(f.Aggregation))]
            );
        }
        catch (ArgumentException exception)
        {
            throw new UnusableRegion($"{name}: {exception.Message}", exception);
        }
    }
}

/// <param name="Number">Of the segment.</param>
/// <param name="Label">Its name.</param>
/// <param name="Voxels">Number of its voxels, whatever their intensity.</param>
/// <param name="Features">Those that were asked for.</param>
internal sealed record SegmentFeatures(int Number, string Label, int Voxels, IReadOnlyList<FeatureValue> Features);
