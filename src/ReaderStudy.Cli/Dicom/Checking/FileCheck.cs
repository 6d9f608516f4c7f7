using System.Security.Cryptography;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Cli.Dicom.Checking;

/// <summary>Checks one file.</summary>
internal static class FileCheck
{
    /// <summary>Reads and decodes; whatever is wrong is in the result.</summary>
    public static async Task<CheckedFile> Of(FoundFile found, CancellationToken cancellationToken)
    {
        if (found.Error is not null)
        {
            return Refused(found.Path, found.Error);
        }

        DicomFile? file = null;
        try
        {
            file = await DicomFile.ReadAsync(found.Path, cancellationToken: cancellationToken);
            return Described(found.Path, file, await Hashes(file, cancellationToken));
        }
        catch (DicomException e)
        {
            file ??= await Remains(found.Path, cancellationToken);
            return file is null ? Refused(found.Path, e.Message) : Described(found.Path, file, []) with { Ok = false, Error = e.Message };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refused(found.Path, "the file cannot be read: " + e.Message);
        }
        catch (OutOfMemoryException)
        {
            return Refused(found.Path, "there is not enough memory to decode it");
        }
    }

    private static async Task<IReadOnlyList<string>> Hashes(DicomFile file, CancellationToken cancellationToken)
    {
        if (!HasPixels(file.Dataset))
        {
            return [];
        }

        var pixels = await PixelDecoder.DecodeAsync(file, cancellationToken: cancellationToken);
        return [.. DecodedFrames.Of(pixels).Select(frame => Convert.ToHexStringLower(SHA256.HashData(frame.Span)))];
    }

    private static bool HasPixels(DicomDataset dataset) =>
        dataset.Contains(DicomTags.PixelData)
        || dataset.Contains(DicomTags.FloatPixelData)
        || dataset.Contains(DicomTags.DoubleFloatPixelData);

    /// <summary>What can still be read of a damaged file, for the columns of the table; null if nothing can.</summary>
    private static async Task<DicomFile?> Remains(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await DicomFile.ReadAsync(path, DicomReadOptions.Tolerant, cancellationToken);
        }
        catch (Exception e) when (e is DicomException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static CheckedFile Described(string path, DicomFile file, IReadOnlyList<string> hashes)
    {
        var dataset = file.Dataset;
        return new CheckedFile(
            path,
            true,
            null,
            Text(dataset, DicomTags.SopClassUid) ?? Text(file.Meta, DicomTags.MediaStorageSopClassUid),
            Text(file.Meta, DicomTags.TransferSyntaxUid) ?? file.Syntax.Uid,
            Number(dataset, DicomTags.Rows),
            Number(dataset, DicomTags.Columns),
            HasPixels(dataset) ? Number(dataset, DicomTags.NumberOfFrames) ?? 1 : null,
            Number(dataset, DicomTags.BitsStored),
            Text(dataset, DicomTags.PhotometricInterpretation),
            hashes
        )
        {
            Oddities = file.Problems.Count,
        };
    }

    private static string? Text(DicomDataset dataset, DicomTag tag)
    {
        try
        {
            return dataset.GetString(tag);
        }
        catch (DicomException)
        {
            return null;
        }
    }

    private static int? Number(DicomDataset dataset, DicomTag tag)
    {
        try
        {
            return dataset.GetInt(tag);
        }
        catch (DicomException)
        {
            return null;
        }
    }

    private static CheckedFile Refused(string path, string error) => new(path, false, error, null, null, null, null, null, null, null, []);
}
