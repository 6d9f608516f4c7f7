using System.IO.Compression;

namespace ReaderStudy.Dicom.Part10;

/// <summary>Writes a Part 10 file: preamble, a meta header made anew, and the data set (PS3.10 7.1).</summary>
internal static class FileWriter
{
    public static void Write(Stream stream, DicomFile file, TransferSyntax syntax)
    {
        var dataset = file.Dataset;
        var isCompressed = dataset.Find(DicomTags.PixelData)?.Fragments is not null;
        if (isCompressed && (!syntax.IsEncapsulated || syntax.Uid != file.Syntax.Uid))
        {
            throw new DicomException(DicomErrorKind.Malformed, $"compressed pixel data contradict the transfer syntax {syntax.Name}");
        }

        if (!isCompressed && syntax.IsEncapsulated)
        {
            throw new DicomException(DicomErrorKind.Unsupported, $"pixel data are not compressed here: {syntax.Name} cannot be written");
        }

        stream.Write(new byte[128]);
        stream.Write("DICM"u8);
        WriteMeta(stream, file, syntax);
        if (!syntax.IsDeflated)
        {
            WriteDataset(stream, dataset, DatasetLayout.Of(syntax));
            return;
        }

        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            WriteDataset(deflate, dataset, DatasetLayout.Of(syntax));
        }

        if (packed.Length % 2 == 1)
        {
            // PS3.5 A.5: an odd number of packed bytes gets one more.
            packed.WriteByte(0);
        }

        packed.WriteTo(stream);
    }

    private static void WriteMeta(Stream stream, DicomFile file, TransferSyntax syntax)
    {
        var meta = new DicomDataset();
        meta.Set(new DicomElement(DicomTags.FileMetaInformationVersion, DicomVr.OB, new byte[] { 0, 1 }));
        meta.Set(DicomTags.MediaStorageSopClassUid, Uid(file, DicomTags.SopClassUid, DicomTags.MediaStorageSopClassUid));
        meta.Set(DicomTags.MediaStorageSopInstanceUid, Uid(file, DicomTags.SopInstanceUid, DicomTags.MediaStorageSopInstanceUid));
        meta.Set(DicomTags.TransferSyntaxUid, syntax.Uid);
        meta.Set(DicomTags.ImplementationClassUid, DicomUid.ImplementationClass);
        meta.Set(DicomTags.ImplementationVersionName, "READERSTUDY");
        using var bytes = new MemoryStream();
        var explicitLittleEndian = DatasetLayout.Of(TransferSyntax.ExplicitLittleEndian);
        WriteDataset(bytes, meta, explicitLittleEndian);
        var groupLength = new DicomDataset();
        groupLength.Set(DicomTags.FileMetaInformationGroupLength, bytes.Length);
        WriteDataset(stream, groupLength, explicitLittleEndian);
        bytes.WriteTo(stream);
    }

    private static void WriteDataset(Stream stream, DicomDataset dataset, DatasetLayout layout)
    {
        var writer = new DatasetWriter(stream, layout);
        writer.WriteDataset(dataset);
        writer.Flush();
    }

    /// <summary>A UID of the data set; a directory of a medium has it in its meta header alone.</summary>
    private static string Uid(DicomFile file, DicomTag tag, DicomTag metaTag)
    {
        var uid = file.Dataset.GetString(tag) ?? file.Meta.GetString(metaTag) ?? file.Dataset.RequireString(tag);
        return uid.All(char.IsAscii)
            ? uid
            : throw new DicomException(DicomErrorKind.Malformed, $"element {tag.ToDisplayString()} should hold a UID, but holds '{uid}'");
    }
}
