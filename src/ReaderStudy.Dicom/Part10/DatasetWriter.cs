using System.Buffers.Binary;

namespace ReaderStudy.Dicom.Part10;

/// <summary>
/// Writes data sets in any layout; sequences and items have undefined lengths, so that nothing has to be counted before. Small writes
/// are gathered; <see cref="Flush"/> hands on the last ones.
/// </summary>
internal sealed class DatasetWriter(Stream stream, DatasetLayout layout)
{
    private const uint Undefined = uint.MaxValue;
    private readonly byte[] _buffer = new byte[4096];
    private int _count;

    public void WriteDataset(DicomDataset dataset)
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

    public void Flush()
    {
        stream.Write(_buffer.AsSpan(0, _count));
        _count = 0;
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
                WritePadded(fragment, 0);
            }

            WriteDelimiter(0xE0DD, 0);
        }
        else
        {
            var length = Even(element.Value.Length);
            var vr = !element.Vr.HasLongLength() && length > ushort.MaxValue ? DicomVr.UN : element.Vr;
            WriteHeader(element.Tag, vr, length);
            WritePadded(layout.IsBigEndian ? ByteOrder.Turned(element.Value, element.Vr) : element.Value, element.Vr.PadByte());
        }
    }

    private void WriteHeader(DicomTag tag, DicomVr vr, uint length)
    {
        Span<byte> header = stackalloc byte[12];
        WriteUInt16(header, tag.Group);
        WriteUInt16(header[2..], tag.Element);
        if (!layout.IsExplicit)
        {
            WriteUInt32(header[4..], length);
            Write(header[..8]);
            return;
        }

        var code = vr.Code();
        (header[4], header[5]) = ((byte)code[0], (byte)code[1]);
        if (vr.HasLongLength())
        {
            header[6..8].Clear();
            WriteUInt32(header[8..], length);
            Write(header);
        }
        else
        {
            WriteUInt16(header[6..], (ushort)length);
            Write(header[..8]);
        }
    }

    private void WriteDelimiter(ushort element, uint length)
    {
        Span<byte> header = stackalloc byte[8];
        WriteUInt16(header, 0xFFFE);
        WriteUInt16(header[2..], element);
        WriteUInt32(header[4..], length);
        Write(header);
    }

    private void WritePadded(ReadOnlyMemory<byte> value, byte pad)
    {
        Write(value.Span);
        if (value.Length % 2 == 1)
        {
            Write([pad]);
        }
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _buffer.Length - _count)
        {
            Flush();
            if (bytes.Length > _buffer.Length)
            {
                stream.Write(bytes);
                return;
            }
        }

        bytes.CopyTo(_buffer.AsSpan(_count));
        _count += bytes.Length;
    }

    private void WriteUInt16(Span<byte> target, ushort value)
    {
        if (layout.IsBigEndian)
        {
            BinaryPrimitives.WriteUInt16BigEndian(target, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(target, value);
        }
    }

    private void WriteUInt32(Span<byte> target, uint value)
    {
        if (layout.IsBigEndian)
        {
            BinaryPrimitives.WriteUInt32BigEndian(target, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(target, value);
        }
    }

    private static uint Even(int length) => (uint)length + ((uint)length & 1);
}
