namespace ReaderStudy.Dicom.Pixels;

/// <summary>Native pixel data that do not have a whole number of bytes a sample (PS3.5 8.1.1 and annex D, PS3.3 C.7.6.3.1.2).</summary>
internal static class PackedPixels
{
    /// <summary>
    /// One byte, 0 or 1, for every bit from bit number <paramref name="first"/> on; the lowest bit of a byte comes first. Frames
    /// follow each other without a gap, so that one may begin inside a byte.
    /// </summary>
    public static byte[] Bits(ReadOnlySpan<byte> packed, long first, int count)
    {
        var pixels = new byte[count];
        for (var i = 0; i < count; )
        {
            var bit = first + i;
            var rest = packed[(int)(bit >> 3)] >> (int)(bit & 7);
            for (var left = Math.Min(8 - (int)(bit & 7), count - i); left > 0; left--, rest >>= 1)
            {
                pixels[i++] = (byte)(rest & 1);
            }
        }

        return pixels;
    }

    /// <summary>Two bytes for every 12-bit sample; three bytes hold two samples, the lower bits first.</summary>
    public static byte[] TwelveBits(ReadOnlySpan<byte> packed, long first, int count)
    {
        var pixels = new byte[2 * count];
        for (var i = 0; i < count; i++)
        {
            var at = (int)((first + i) / 2 * 3);
            var value = (first + i) % 2 == 0 ? packed[at] | ((packed[at + 1] & 0x0F) << 8) : (packed[at + 1] >> 4) | (packed[at + 2] << 4);
            pixels[2 * i] = (byte)value;
            pixels[(2 * i) + 1] = (byte)(value >> 8);
        }

        return pixels;
    }

    /// <summary>Three samples a pixel from Y1 Y2 Cb Cr: both pixels of a pair have its colour.</summary>
    public static byte[] ColourPairs(ReadOnlySpan<byte> pairs)
    {
        var pixels = new byte[pairs.Length / 4 * 6];
        for (var (from, to) = (0, 0); to < pixels.Length; from += 4, to += 6)
        {
            (pixels[to], pixels[to + 3]) = (pairs[from], pairs[from + 1]);
            pixels[to + 1] = pixels[to + 4] = pairs[from + 2];
            pixels[to + 2] = pixels[to + 5] = pairs[from + 3];
        }

        return pixels;
    }
}
