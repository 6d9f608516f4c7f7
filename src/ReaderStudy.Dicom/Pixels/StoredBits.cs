using System.Buffers.Binary;

namespace ReaderStudy.Dicom.Pixels;

/// <summary>
/// Many writers code 12-bit values as 16-bit streams, so a stream with more bits than the header says is no contradiction yet. It is
/// one if a value does not fit: then the stream is believed, unless the bits above are those of an overlay.
/// </summary>
internal static class StoredBits
{
    /// <summary>The pixels with as many bits stored as they need, and a word on it where that is more than the header says.</summary>
    public static NativePixels Checked(NativePixels pixels, CompressedImage image, int precision)
    {
        var described = pixels.Description;
        var stored = described.BitsStored;
        if (precision <= stored || image.HasEmbeddedOverlay || described.HighBit != stored - 1 || described.BytesPerSample > 2)
        {
            return pixels;
        }

        if (pixels.Frames.All(f => Fits(f.Span, described.BytesPerSample, stored, described.IsSigned)))
        {
            return pixels;
        }

        return pixels with
        {
            Description = described with { BitsStored = precision, HighBit = precision - 1 },
            Problems =
            [
                .. pixels.Problems,
                $"the header says {stored} bits stored, but there are values that need more: the stream's {precision} are kept",
            ],
        };
    }

    private static bool Fits(ReadOnlySpan<byte> samples, int size, int stored, bool isSigned)
    {
        var end = 1 << stored;
        var half = end >> 1;
        for (var i = 0; i < samples.Length; i += size)
        {
            // A signed value lies in its low bits, or has its sign in all bits above.
            int raw = size == 1 ? samples[i] : BinaryPrimitives.ReadUInt16LittleEndian(samples[i..]);
            var signed = size == 1 ? (sbyte)raw : (short)raw;
            if (raw >= end && !(isSigned && signed >= -half && signed < half))
            {
                return false;
            }
        }

        return true;
    }
}
