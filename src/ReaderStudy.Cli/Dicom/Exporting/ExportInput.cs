using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Nifti;
using ReaderStudy.Dicom.Segmentations;

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
                input.Take(path, (await DicomFile.ReadAsync(path, cancellationToken: cancellationToken)).Dataset);
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

    private void Take(string path, DicomDataset dataset)
    {
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

        var header = StackHeader.Of(dataset);
        dataset.RequireString(DicomTags.StudyInstanceUid);
        dataset.RequireString(DicomTags.SeriesInstanceUid);
        if (_pathOfImage.TryAdd(dataset.RequireString(DicomTags.SopInstanceUid), path))
        {
            Images.Add(header);
        }
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
