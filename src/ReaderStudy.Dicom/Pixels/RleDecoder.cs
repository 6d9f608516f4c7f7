using System.Buffers.Binary;

namespace ReaderStudy.Dicom.Pixels;

/// <summary>RLE lossless (PS3.5 annex G): one PackBits segment for every byte of a sample, the highest byte first.</summary>
internal static class RleDecoder
{
    private const int HeaderLength = 64;

    /// <summary>Decodes one frame to native, interleaved, little endian pixels.</summary>
    public static byte[] Decode(ReadOnlySpan<byte> frame, PixelDescription description)
    {
        var planes = description.SamplesPerPixel * description.BytesPerSample;
        if (frame.Length < HeaderLength)
        {
            throw new DicomException(
                DicomErrorKind.Truncated,
                $"truncated: an RLE frame of {frame.Length} bytes has no room for its header"
            );
        }

        var segments = BinaryPrimitives.ReadUInt32LittleEndian(frame);
        if (segments != planes)
        {
            throw new DicomException(DicomErrorKind.Malformed, $"an RLE frame has {segments} segments where the pixels need {planes}");
        }

        var needed = description.FrameBytes;
        if (needed > 64L * frame.Length)
        {
            // Two bytes become 128 at most.
            throw new DicomException(DicomErrorKind.Truncated, $"truncated: {frame.Length} RLE bytes cannot hold {needed} bytes of pixels");
        }

        var result = new byte[needed];
        for (var plane = 0; plane < planes; plane++)
        {
            var start = BinaryPrimitives.ReadUInt32LittleEndian(frame[(4 * (plane + 1))..]);
            var end = plane + 1 < planes ? BinaryPrimitives.ReadUInt32LittleEndian(frame[(4 * (plane + 2))..]) : (uint)frame.Length;
            if (start < HeaderLength || end < start || end > frame.Length)
            {
                throw new DicomException(
                    DicomErrorKind.Malformed,
                    $"RLE segment {plane + 1} is said to lie at {start} to {end} of {frame.Length} bytes"
                );
            }

            var sample = plane / description.BytesPerSample;
            var significance = description.BytesPerSample - 1 - (plane % description.BytesPerSample);
            Unpack(frame[(int)start..(int)end], result, (sample * description.BytesPerSample) + significance, planes);
        }

        return result;
    }

    private static void Unpack(ReadOnlySpan<byte> packed, byte[] target, int at, int step)
    {
        var i = 0;
        while (i < packed.Length && at < target.Length)
        {
            var control = (sbyte)packed[i++];
            if (control == sbyte.MinValue)
            {
                continue;
            }

            var count = control >= 0 ? control + 1 : 1 - control;
            if (i + (control >= 0 ? count : 1) > packed.Length)
            {
                break;
            }

            for (var k = 0; k < count && at < target.Length; k++, at += step)
            {
                target[at] = control >= 0 ? packed[i + k] : packed[i];
            }

            i += control >= 0 ? count : 1;
        }

        if (at < target.Length)
        {
            throw new DicomException(DicomErrorKind.Truncated, "truncated: an RLE segment ends before its last pixel");
        }
    }
}
