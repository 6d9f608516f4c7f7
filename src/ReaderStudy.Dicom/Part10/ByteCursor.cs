using System.Buffers.Binary;

namespace ReaderStudy.Dicom.Part10;

/// <summary>Reads numbers and tags one after the other from memory, in either order of bytes. The caller checks that they are there.</summary>
internal abstract class ByteCursor(ReadOnlyMemory<byte> data, bool bigEndian)
{
    protected ReadOnlyMemory<byte> Data { get; } = data;

    protected bool BigEndian { get; } = bigEndian;

    /// <summary>Where the next byte is read.</summary>
    public int Position { get; protected set; }

    protected ReadOnlyMemory<byte> LittleEndian(ReadOnlyMemory<byte> value, DicomVr vr)
    {
        var size = vr.UnitSize();
        if (!BigEndian || size == 1)
        {
            return value;
        }

        var turned = value.ToArray();
        for (var i = 0; i + size <= turned.Length; i += size)
        {
            Array.Reverse(turned, i, size);
        }

        return turned;
    }

    protected DicomTag PeekTag()
    {
        var tag = ReadTag();
        Position -= 4;
        return tag;
    }

    protected DicomTag ReadTag()
    {
        var group = ReadUInt16();
        return new DicomTag(group, ReadUInt16());
    }

    protected ushort ReadUInt16()
    {
        var bytes = Data.Span.Slice(Position, 2);
        Position += 2;
        return BigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    }

    protected uint ReadUInt32()
    {
        var bytes = Data.Span.Slice(Position, 4);
        Position += 4;
        return BigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }
}
