using System.Buffers.Binary;
using System.Text;

namespace ReaderStudy.Dicom.Tests.Part10;

/// <summary>Files put together byte by byte, right or wrong.</summary>
internal sealed class Raw
{
    private readonly List<byte> _bytes = [];

    public const uint Undefined = uint.MaxValue;
    public const uint Item = 0xFFFEE000;
    public const uint ItemEnd = 0xFFFEE00D;
    public const uint SequenceEnd = 0xFFFEE0DD;

    /// <summary>An explicit little endian data set that begins with a SOP Instance UID.</summary>
    public static Raw Explicit() => new Raw().Element(0x00080018, "UI", "1.2.3\0"u8);

    /// <summary>An implicit data set that begins with a SOP Instance UID.</summary>
    public static Raw Implicit() => new Raw().Header(0x00080018, 6).Bytes("1.2.3\0"u8);

    public byte[] ToArray() => [.. _bytes];

    public Raw Bytes(ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    /// <summary>Tag and length of four bytes: an implicit element, an item, a delimiter.</summary>
    public Raw Header(uint tag, uint length, bool bigEndian = false)
    {
        Span<byte> header = stackalloc byte[8];
        Tag(header, tag, bigEndian);
        if (bigEndian)
        {
            BinaryPrimitives.WriteUInt32BigEndian(header[4..], length);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(header[4..], length);
        }

        return Bytes(header);
    }

    /// <summary>An explicit element of the short form, or with two bytes more, of the long one.</summary>
    public Raw Element(uint tag, string vr, ReadOnlySpan<byte> value, uint? length = null, bool bigEndian = false)
    {
        Span<byte> header = stackalloc byte[12];
        header.Clear();
        Tag(header, tag, bigEndian);
        Encoding.ASCII.GetBytes(vr, header[4..]);
        var size = length ?? (uint)value.Length;
        var isLong = vr is "OB" or "OW" or "SQ" or "UN" or "UT" or "OF";
        if (bigEndian)
        {
            BinaryPrimitives.WriteUInt16BigEndian(header[6..], isLong ? (ushort)0 : (ushort)size);
            BinaryPrimitives.WriteUInt32BigEndian(header[8..], size);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(header[6..], isLong ? (ushort)0 : (ushort)size);
            BinaryPrimitives.WriteUInt32LittleEndian(header[8..], size);
        }

        return Bytes(header[..(isLong ? 12 : 8)]).Bytes(value);
    }

    private static void Tag(Span<byte> header, uint tag, bool bigEndian)
    {
        if (bigEndian)
        {
            BinaryPrimitives.WriteUInt32BigEndian(header, tag);
            return;
        }

        BinaryPrimitives.WriteUInt16LittleEndian(header, (ushort)(tag >> 16));
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], (ushort)tag);
    }
}
