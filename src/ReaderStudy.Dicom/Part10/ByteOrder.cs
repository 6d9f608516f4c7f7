using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ReaderStudy.Dicom.Part10;

/// <summary>Turns the bytes of numbers round, from big to little endian or back (PS3.5 7.3).</summary>
internal static class ByteOrder
{
    /// <summary>The value in the other order of bytes: a copy, or the value itself where the order does not matter.</summary>
    public static ReadOnlyMemory<byte> Turned(ReadOnlyMemory<byte> value, DicomVr vr)
    {
        var size = vr.UnitSize();
        if (size == 1 || value.IsEmpty)
        {
            return value;
        }

        var turned = value.ToArray();
        var whole = turned.AsSpan(0, turned.Length - (turned.Length % size));
        switch (size)
        {
            case 2:
                var words = MemoryMarshal.Cast<byte, ushort>(whole);
                BinaryPrimitives.ReverseEndianness(words, words);
                break;
            case 4:
                var doubleWords = MemoryMarshal.Cast<byte, uint>(whole);
                BinaryPrimitives.ReverseEndianness(doubleWords, doubleWords);
                break;
            default:
                var quadWords = MemoryMarshal.Cast<byte, ulong>(whole);
                BinaryPrimitives.ReverseEndianness(quadWords, quadWords);
                break;
        }

        return turned;
    }
}
