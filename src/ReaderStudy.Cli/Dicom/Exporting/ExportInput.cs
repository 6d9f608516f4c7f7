using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Nifti;
using ReaderStudy.Dicom.Segmentations;
using ReaderStudy.Dicom.Series;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Cli.Dicom.Exporting;

/// <summary>A file that cannot be used, and why.</summary>
internal sealed record RefusedFile(string Path, string Reason);

/// <summary>The headers of what is to be exported. Pixels are read again when they are needed.</summary>
internal sealed class ExportInput
{
    private readonly Dictionary<string, string> _pathOfImage = new(StringComparer.Ordinal);

    public List<DicomDataset> Images { get; } = [];

    /// <summary>Paths of segmentations that lay among the images.</summary>
    public List<string> Segmentations { get; } = [];

    public List<RefusedFile> Refused { get; } = [];

    /// <summary>Reads all files; what is no DICOM image is noted, and nothing stops the rest.</summary>
    /// <exception cref="FileNotFoundException">A path is neither a file nor a folder.</exception>
    public static async Task<ExportInput> ReadAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var input = new ExportInput();
        foreach (var path in paths.SelectMany(FilesOf))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await input.TakeAsync(path, await DicomFile.ReadAsync(path, cancellationToken: cancellationToken), cancellationToken);
            }
            catch (Exception exception) when (exception is DicomException or IOException or UnauthorizedAccessException)
            {
                input.Refused.Add(new RefusedFile(path, exception.Message));
            }
        }

        return input;
    }

    /// <summary>The file that an image came from.</summary>
    public string PathOf(DicomDataset image) => _pathOfImage[image.RequireString(DicomTags.SopInstanceUid)];

    private async Task TakeAsync(string path, DicomFile file, CancellationToken cancellationToken)
    {
        var dataset = file.Dataset;
        var sopClass = dataset.GetString(DicomTags.SopClassUid);
        if (sopClass is SegmentationWriter.SegmentationStorage or SegmentationReader.LabelMapStorage)
        {
            Segmentations.Add(path);
            return;
        }

        if (!dataset.Contains(DicomTags.PixelData))
        {
            Refused.Add(new RefusedFile(path, "there are no pixel data"));
            return;
        }

        foreach (var image in await SourceImages.DescribedAsync(file, cancellationToken))
        {
            var header = StackHeader.Of(image);
            Check(header);
            if (_pathOfImage.TryAdd(header.RequireString(DicomTags.SopInstanceUid), path))
            {
                Images.Add(header);
            }
        }
    }

    /// <summary>Reads what images are sorted and put in order by, so that a value that is none costs its own file and no other.</summary>
    /// <exception cref="DicomException">A value is missing, or cannot be understood.</exception>
    private static void Check(DicomDataset header)
    {
        header.RequireString(DicomTags.SopInstanceUid);
        ExamGrouping.Group([header]);
        SlicePlane.Of(header);
        foreach (var tag in (DicomTag[])[DicomTags.InstanceNumber, DicomTags.Rows, DicomTags.Columns])
        {
            header.GetInt(tag);
        }

        header.GetDouble(DicomTags.SpacingBetweenSlices);
        header.GetDouble(DicomTags.SliceThickness);
    }

    private static IEnumerable<string> FilesOf(string path)
    {
        if (Directory.Exists(path))
        {
            return Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        }

        return File.Exists(path) ? [path] : throw new FileNotFoundException($"{path}: there is no such file or folder", path);
    }
}
