using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Enhanced;
using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Cli.Dicom.Exporting;

/// <summary>
/// The images of a file, each of one frame: those of an enhanced file are its frames. The file that was read last is kept, so that the
/// frames of one file, which mostly follow each other, cost one reading.
/// </summary>
internal sealed class SourceImages
{
    private string? _path;
    private IReadOnlyList<DicomDataset> _images = [];

    /// <summary>The images as they are sorted and described. Only those of an enhanced file have native pixels.</summary>
    /// <exception cref="DicomException">An enhanced file cannot be decoded, or does not say what its frames are.</exception>
    public static async Task<IReadOnlyList<DicomDataset>> DescribedAsync(DicomFile file, CancellationToken cancellationToken) =>
        IsEnhanced(file.Dataset) ? await NativeAsync(file, cancellationToken) : [file.Dataset];

    /// <summary>One image of a file, with native pixels.</summary>
    /// <exception cref="DicomException">The file cannot be decoded, or changed since it was described.</exception>
    public async Task<DicomDataset> LoadAsync(string path, string sopInstanceUid, CancellationToken cancellationToken)
    {
        if (_path != path)
        {
            (_path, _images) = (null, []);
            _images = await NativeAsync(await DicomFile.ReadAsync(path, cancellationToken: cancellationToken), cancellationToken);
            _path = path;
        }

        var image =
            _images.FirstOrDefault(i => i.GetString(DicomTags.SopInstanceUid) == sopInstanceUid)
            ?? throw new DicomException(DicomErrorKind.Malformed, "the file is another one now than when it was read first");
        NativePixels.Of(image);
        return image;
    }

    private static async Task<IReadOnlyList<DicomDataset>> NativeAsync(DicomFile file, CancellationToken cancellationToken)
    {
        var native = await PixelDecoder.ToNativeAsync(file, cancellationToken: cancellationToken);
        return IsEnhanced(file.Dataset) ? MultiFrame.Split(native) : [native];
    }

    /// <summary>True for grey frames that say by functional groups where they lie; NIfTI takes no others.</summary>
    private static bool IsEnhanced(DicomDataset dataset) =>
        dataset.GetItems(DicomTags.SharedFunctionalGroupsSequence).Count
            + dataset.GetItems(DicomTags.PerFrameFunctionalGroupsSequence).Count
            > 0
        && dataset.GetString(DicomTags.PhotometricInterpretation) is "MONOCHROME1" or "MONOCHROME2";
}
