using System.Buffers.Binary;

namespace ReaderStudy.Dicom.Pixels;

/// <summary>What a JPEG 2000 stream says of its image (ISO/IEC 15444-1 A.5.1).</summary>
/// <param name="Rows">Height.</param>
/// <param name="Columns">Width.</param>
/// <param name="Components">Colours.</param>
/// <param name="Precision">Bits of a sample of the first component.</param>
/// <param name="IsSigned">True if samples of the first component have a sign.</param>
internal readonly record struct Jpeg2000Size(int Rows, int Columns, int Components, int Precision, bool IsSigned)
{
    /// <summary>Reads the SIZ segment of a bare stream, or of the one in a JP2 file.</summary>
    /// <exception cref="DicomException">There is none, or it is impossible.</exception>
    public static Jpeg2000Size Of(ReadOnlySpan<byte> stream)
    {
        var at = stream.IndexOf((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, 0x51]);
        if (at < 0 || stream.Length < at + 45)
        {
            throw new DicomException(DicomErrorKind.Truncated, "truncated: the JPEG 2000 stream ends within its header");
        }

        // Marker, length and capabilities take eight bytes behind the start of the stream.
        var size = stream[(at + 8)..];
        var (right, bottom) = (BinaryPrimitives.ReadUInt32BigEndian(size), BinaryPrimitives.ReadUInt32BigEndian(size[4..]));
        var (left, top) = (BinaryPrimitives.ReadUInt32BigEndian(size[8..]), BinaryPrimitives.ReadUInt32BigEndian(size[12..]));
        var components = BinaryPrimitives.ReadUInt16BigEndian(size[32..]);
        var depth = size[34];
        return right > left && bottom > top && right - left <= ushort.MaxValue && bottom - top <= ushort.MaxValue
            ? new Jpeg2000Size((int)(bottom - top), (int)(right - left), components, (depth & 0x7F) + 1, (depth & 0x80) != 0)
            : throw new DicomException(DicomErrorKind.Malformed, "malformed: the JPEG 2000 stream has an impossible size");
    }
}
