using System.Buffers.Binary;
using ReaderStudy.Dicom.Pixels.Jpeg;

namespace ReaderStudy.Dicom.Pixels.JpegLs;

/// <summary>The frame header of a JPEG-LS stream (ISO/IEC 14495-1 C.2.2).</summary>
/// <param name="Precision">Bits a sample, 2 to 16.</param>
/// <param name="Rows">Height.</param>
/// <param name="Columns">Width.</param>
/// <param name="Components">The colours' numbers, in their order.</param>
internal sealed record JpegLsHeader(int Precision, int Rows, int Columns, byte[] Components)
{
    /// <summary>Reads the segment of a SOF55 marker.</summary>
    public static JpegLsHeader Read(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 6 || segment.Length < 6 + (3 * segment[5]) || segment[0] is < 2 or > 16 || segment[5] is 0 or > 4)
        {
            throw JpegErrors.Malformed("its frame header is impossible");
        }

        var components = new byte[segment[5]];
        for (var i = 0; i < components.Length; i++)
        {
            components[i] = segment[6 + (3 * i)];
            if (segment[7 + (3 * i)] != 0x11)
            {
                throw new DicomException(DicomErrorKind.Unsupported, "JPEG-LS streams with subsampled colour are not read");
            }
        }

        return new JpegLsHeader(
            segment[0],
            BinaryPrimitives.ReadUInt16BigEndian(segment[1..]),
            BinaryPrimitives.ReadUInt16BigEndian(segment[3..]),
            components
        );
    }
}
