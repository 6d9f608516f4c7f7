using System.Buffers.Binary;

namespace ReaderStudy.Dicom.Part10;

/// <summary>Writes data sets in explicit VR little endian; sequences and items have undefined lengths.</summary>
internal sealed class DatasetWriter(Stream stream)
{
    private const uint Undefined = uint.MaxValue;

    public static void WriteFile(Stream stream, DicomFile file)
    {
        var dataset = file.Dataset;
        var encapsulated = dataset.Find(DicomTags.PixelData)?.Fragments is not null;
        var syntax = encapsulated ? file.Syntax : TransferSyntax.ExplicitLittleEndian;
        if (encapsulated && !syntax.IsEncapsulated)
        {
            throw new DicomException(DicomErrorKind.Malformed, $"compressed pixel data contradict the transfer syntax {syntax.Name}");
        }

        var meta = new DicomDataset();
        meta.Set(new DicomElement(DicomTags.FileMetaInformationVersion, DicomVr.OB, new byte[] { 0, 1 }));
        meta.Set(DicomTags.MediaStorageSopClassUid, Uid(dataset, DicomTags.SopClassUid));
        meta.Set(DicomTags.MediaStorageSopInstanceUid, Uid(dataset, DicomTags.SopInstanceUid));
        meta.Set(DicomTags.TransferSyntaxUid, syntax.Uid);
        meta.Set(DicomTags.ImplementationClassUid, DicomUid.ImplementationClass);
        meta.Set(DicomTags.ImplementationVersionName, "READERSTUDY");
        using var metaBytes = new MemoryStream();
        new DatasetWriter(metaBytes).WriteDataset(meta);

        stream.Write(new byte[128]);
        stream.Write("DICM"u8);
        var groupLength = new DicomDataset();
        groupLength.Set(DicomTags.FileMetaInformationGroupLength, metaBytes.Length);
        var writer = new DatasetWriter(stream);
        writer.WriteDataset(groupLength);
        metaBytes.WriteTo(stream);
        writer.WriteDataset(dataset);
    }

    private static string Uid(DicomDataset dataset, DicomTag tag)
    {
        var uid = dataset.RequireString(tag);
        return uid.All(char.IsAscii)
            ? uid
            : throw new DicomException(DicomErrorKind.Malformed, $"element {tag.ToDisplayString()} should hold a UID, but holds '{uid}'");
    }

    private void WriteDataset(DicomDataset dataset)
    {
        foreach (var element in dataset.Elements)
        {
            // Group lengths are retired and would be wrong after any change (PS3.5 7.2); the meta header's is written apart.
            if (element.Tag.Element == 0 && element.Tag != DicomTags.FileMetaInformationGroupLength)
            {
                continue;
            }

            WriteElement(element);
        }
    }

    private void WriteElement(DicomElement element)
    {
        if (element.Items is { } items)
        {
            WriteHeader(element.Tag, DicomVr.SQ, Undefined);
            foreach (var item in items)
            {
                WriteDelimiter(0xE000, Undefined);
                WriteDataset(item);
                WriteDelimiter(0xE00D, 0);
            }

            WriteDelimiter(0xE0DD, 0);
        }
        else if (element.Fragments is { } fragments)
        {
            WriteHeader(element.Tag, DicomVr.OB, Undefined);
            foreach (var fragment in fragments)
            {
                WriteDelimiter(0xE000, Even(fragment.Length));
                WritePadded(fragment.Span, 0);
            }

            WriteDelimiter(0xE0DD, 0);
        }
        else
        {
            var length = Even(element.Value.Length);
            var vr = !element.Vr.HasLongLength() && length > ushort.MaxValue ? DicomVr.UN : element.Vr;
            WriteHeader(element.Tag, vr, length);
            WritePadded(element.Value.Span, element.Vr.PadByte());
        }
    }

    private void WriteHeader(DicomTag tag, DicomVr vr, uint length)
    {
        Span<byte> header = stackalloc byte[12];
        BinaryPrimitives.WriteUInt16LittleEndian(header, tag.Group);
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], tag.Element);
        header[4] = (byte)vr.Code()[0];
        header[5] = (byte)vr.Code()[1];
        if (vr.HasLongLength())
        {
            header[6..8].Clear();
            BinaryPrimitives.WriteUInt32LittleEndian(header[8..], length);
            stream.Write(header);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(header[6..], (ushort)length);
            stream.Write(header[..8]);
        }
    }

    private void WriteDelimiter(ushort element, uint length)
    {
        Span<byte> header = stackalloc byte[8];
        BinaryPrimitives.WriteUInt16LittleEndian(header, 0xFFFE);
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], element);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], length);
        stream.Write(header);
    }

    private void WritePadded(ReadOnlySpan<byte> value, byte pad)
    {
        stream.Write(value);
        if (value.Length % 2 == 1)
        {
            stream.WriteByte(pad);
        }
    }

    private static uint Even(int length) => (uint)length + ((uint)length & 1);
}
