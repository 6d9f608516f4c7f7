using ReaderStudy.Cli.Dicom.Exporting;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Segmentations;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Cli.Radiomics;

/// <summary>A series and a segmentation of it.</summary>
/// <param name="SeriesUid">Series Instance UID.</param>
/// <param name="Volume">Its voxels.</param>
/// <param name="Segments">On the grid of the volume.</param>
internal sealed record SegmentedSeries(string SeriesUid, Volume Volume, SegmentedVolume Segments)
{
    /// <summary>Reads the segmentation, and of the folder's images those of its series.</summary>
    /// <exception cref="UnusableRegion">Something is missing or does not fit; the message says what to do.</exception>
    public static async Task<SegmentedSeries> ReadAsync(string folder, string mask, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            throw new UnusableRegion($"{folder}: there is no such folder. Name the folder that holds the images of the series.");
        }

        if (!File.Exists(mask))
        {
            throw new UnusableRegion($"{mask}: there is no such file. Name a DICOM segmentation (SEG) of the series.");
        }

        var segmentation = await ReadMaskAsync(mask, cancellationToken);
        var input = await ExportInput.ReadAsync([folder], cancellationToken);
        var images = OfItsSeries(segmentation, input, folder, mask);
        var stack = await EvenStackAsync(images, input, folder, cancellationToken);
        try
        {
            return new SegmentedSeries(
                images[0].RequireString(DicomTags.SeriesInstanceUid),
                Volume.FromStack(stack),
                await SegmentationReader.ReadAsync(segmentation, stack, cancellationToken)
            );
        }
        catch (DicomException exception)
        {
            throw new UnusableRegion(
                $"{mask}: {exception.Message}. Name a segmentation that was drawn on the images in {folder}.",
                exception
            );
        }
    }

    private static async Task<DicomFile> ReadMaskAsync(string mask, CancellationToken cancellationToken)
    {
        DicomFile file;
        try
        {
            file = await DicomFile.ReadAsync(mask, cancellationToken: cancellationToken);
        }
        catch (DicomException exception)
        {
            throw new UnusableRegion($"{mask}: {exception.Message}. Name a DICOM segmentation (SEG) of the series.", exception);
        }

        return file.Dataset.GetString(DicomTags.SopClassUid) is SegmentationWriter.SegmentationStorage or SegmentationReader.LabelMapStorage
            ? file
            : throw new UnusableRegion($"{mask}: it is no segmentation. Name a DICOM segmentation (SEG) of the series.");
    }

    /// <summary>The images of the series that the segmentation refers to; where it refers to none, those of the only series there is.</summary>
    private static List<DicomDataset> OfItsSeries(DicomFile segmentation, ExportInput input, string folder, string mask)
    {
        var series = input.Images.GroupBy(i => i.RequireString(DicomTags.SeriesInstanceUid)).ToList();
        if (series.Count == 0)
        {
            var why = input.Refused.Count > 0 ? $" ({input.Refused[0].Path}: {input.Refused[0].Reason})" : "";
            throw new UnusableRegion($"{folder}: there is no DICOM image in it{why}. Name the folder that holds the images of the series.");
        }

        var named = segmentation
            .Dataset.GetItems(new DicomTag(0x0008, 0x1115))
            .Select(s => s.GetString(DicomTags.SeriesInstanceUid))
            .OfType<string>()
            .ToList();
        if (named.Count > 0)
        {
            return series.Find(s => named.Contains(s.Key, StringComparer.Ordinal))?.ToList()
                ?? throw new UnusableRegion(
                    $"{mask}: it was drawn on series {string.Join(", ", named)}, which is not in {folder}. Name the folder of that series."
                );
        }

        return series.Count == 1
            ? [.. series[0]]
            : throw new UnusableRegion(
                $"{folder}: there are {series.Count} series, and {mask} does not say which is its own. Name the folder of one."
            );
    }

    /// <summary>The slices with native pixels. Distances that differ would make volumes, lengths and textures wrong.</summary>
    private static async Task<SliceStack> EvenStackAsync(
        List<DicomDataset> images,
        ExportInput input,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var headers = SliceStack.Split(images)[0];
        if (headers.Problems.Where(p => p.Kind != StackProblemKind.DuplicatePosition).ToList() is { Count: > 0 } problems)
        {
            throw new UnusableRegion(
                $"{folder}: the slices are no even grid: {string.Join("; ", problems.Select(p => p.Message))}. Complete or resample the series first."
            );
        }

        var sources = new SourceImages();
        var native = new List<DicomDataset>();
        foreach (var image in headers.Slices.Select(s => s.Dataset))
        {
            var path = input.PathOf(image);
            try
            {
                native.Add(await sources.LoadAsync(path, image.RequireString(DicomTags.SopInstanceUid), cancellationToken));
            }
            catch (DicomException exception)
            {
                throw new UnusableRegion($"{path}: {exception.Message}. Replace the file by a sound copy.", exception);
            }
        }

        return SliceStack.Of(native);
    }
}

/// <summary>Why there are no features, with the file to blame.</summary>
internal sealed class UnusableRegion(string message, Exception? inner = null) : Exception(message, inner);
