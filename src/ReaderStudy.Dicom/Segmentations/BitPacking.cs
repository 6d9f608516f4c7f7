namespace ReaderStudy.Dicom.Segmentations;

/// <summary>
/// Single bits of pixel data (PS3.5 8.1.1, D): pixel after pixel from the lowest bit up, and frame after frame without a gap, so that a
/// frame may begin within a byte.
/// </summary>
internal static class BitPacking
{
    public static long BytesFor(long pixels) => (pixels + 7) / 8;

    /// <summary>Sets the bits of one frame; <paramref name="target"/> is zero there before.</summary>
    public static void Pack(ReadOnlySpan<byte> pixels, byte[] target, long firstBit)
    {
        for (var i = 0; i < pixels.Length; i++)
        {
            if (pixels[i] != 0)
            {
                var bit = firstBit + i;
                target[bit >> 3] |= (byte)(1 << (int)(bit & 7));
            }
        }
    }

    /// <summary>One byte, 0 or 1, for each bit of a frame.</summary>
    public static byte[] Unpack(ReadOnlySpan<byte> packed, long firstBit, int pixels)
    {
        var result = new byte[pixels];
        for (var i = 0; i < pixels; i++)
        {
            var bit = firstBit + i;
            result[i] = (byte)((packed[(int)(bit >> 3)] >> (int)(bit & 7)) & 1);
        }

        return result;
    }
}
