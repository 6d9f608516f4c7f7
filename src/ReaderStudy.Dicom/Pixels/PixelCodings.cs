using System.Buffers.Binary;

namespace ReaderStudy.Dicom.Pixels;

/// <summary>Tells codings apart by the first bytes of a stream; what a file says of itself is at times wrong.</summary>
internal static class PixelCodings
{
    /// <summary>The coding of a stream.</summary>
    /// <exception cref="DicomException">The file holds video.</exception>
    public static PixelCoding Of(ReadOnlySpan<byte> stream, TransferSyntax syntax)
    {
        if (syntax.IsVideo)
        {
            throw new DicomException(DicomErrorKind.Unsupported, "video (MPEG, H.264, H.265) is not decoded");
        }

        if (BeginsJpeg(stream))
        {
            return IsJpegLs(stream) ? PixelCoding.JpegLs : PixelCoding.Jpeg;
        }

        if (BeginsJpeg2000(stream))
        {
            return PixelCoding.Jpeg2000;
        }

        return syntax == TransferSyntax.Rle ? PixelCoding.Rle : PixelCoding.Unknown;
    }

    /// <summary>True if a frame may begin here, for cutting fragments into frames.</summary>
    public static bool Begins(ReadOnlySpan<byte> fragment, bool isRle) =>
        isRle
            ? fragment.Length >= 64
                && BinaryPrimitives.ReadUInt32LittleEndian(fragment) is >= 1 and <= 15
                && BinaryPrimitives.ReadUInt32LittleEndian(fragment[4..]) == 64
            : BeginsJpeg(fragment) || BeginsJpeg2000(fragment);

    private static bool BeginsJpeg(ReadOnlySpan<byte> stream) => stream.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    private static bool BeginsJpeg2000(ReadOnlySpan<byte> stream) =>
        stream.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, 0x51])
        || stream.StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 12, (byte)'j', (byte)'P', (byte)' ', (byte)' ']);

    /// <summary>Looks for the frame header: SOF55 is JPEG-LS (ISO/IEC 14495-1 C.1).</summary>
    private static bool IsJpegLs(ReadOnlySpan<byte> stream)
    {
        var at = 2;
        while (at + 4 <= stream.Length && stream[at] == 0xFF)
        {
            switch (stream[at + 1])
            {
                case 0xF7:
                    return true;
                case 0xFF:
                    at++;
                    continue;
                case 0xDA or (>= 0xC0 and <= 0xC3):
                    return false;
                default:
                    at += 2 + BinaryPrimitives.ReadUInt16BigEndian(stream[(at + 2)..]);
                    break;
            }
        }

        return false;
    }
}
