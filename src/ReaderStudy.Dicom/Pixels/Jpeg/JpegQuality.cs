using System.Buffers.Binary;

namespace ReaderStudy.Dicom.Pixels.Jpeg;

/// <summary>The quality at which a JPEG stream was made, out of the stream itself.</summary>
public static class JpegQuality
{
    private const byte StartOfScan = 0xDA;
    private const byte DefineQuantisation = 0xDB;

    /// <summary>Luminance quantisation of ISO/IEC 10918-1, table K.1, in natural order.</summary>
    private static readonly byte[] Luminance =
    [
        .. (byte[])[16, 11, 10, 16, 24, 40, 51, 61],
        .. (byte[])[12, 12, 14, 19, 26, 58, 60, 55],
        .. (byte[])[14, 13, 16, 24, 40, 57, 69, 56],
        .. (byte[])[14, 17, 22, 29, 51, 87, 80, 62],
        .. (byte[])[18, 22, 37, 56, 68, 109, 103, 77],
        .. (byte[])[24, 35, 55, 64, 81, 104, 113, 92],
        .. (byte[])[49, 64, 78, 87, 103, 121, 120, 101],
        .. (byte[])[72, 92, 95, 98, 112, 100, 103, 99],
    ];

    /// <summary>
    /// On the scale of the Independent JPEG Group, 1 to 100: the quality q at which its programs scale table K.1 to the stream's luminance
    /// table, by s = 5000 / q below 50 and s = 200 − 2q above, each entry being (K · s + 50) / 100 within 1 and 255.
    /// </summary>
    /// <returns>Null: the table is no such one, as that of many cameras, or this is no whole JPEG header.</returns>
    public static int? Of(ReadOnlySpan<byte> jpeg)
    {
        if (!jpeg.StartsWith<byte>([0xFF, 0xD8]))
        {
            return null;
        }

        for (var at = 2; at + 4 <= jpeg.Length && jpeg[at] == 0xFF && jpeg[at + 1] != StartOfScan; )
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
            if (length < 2 || at + 2 + length > jpeg.Length)
            {
                return null;
            }

            if (jpeg[at + 1] == DefineQuantisation && FirstTable(jpeg.Slice(at + 4, length - 2)) is { } table)
            {
                return QualityOf(table);
            }

            at += 2 + length;
        }

        return null;
    }

    /// <summary>Table 0 of eight bits, in natural order; null: this segment does not have it.</summary>
    private static byte[]? FirstTable(ReadOnlySpan<byte> segment)
    {
        for (var at = 0; at < segment.Length; )
        {
            var (isWide, number) = (segment[at] >> 4 != 0, segment[at] & 0x0F);
            var size = isWide ? 128 : 64;
            if (at + 1 + size > segment.Length)
            {
                return null;
            }

            if (number == 0 && !isWide)
            {
                var table = new byte[64];
                for (var i = 0; i < 64; i++)
                {
                    table[BlockScan.NaturalOrder[i]] = segment[at + 1 + i];
                }

                return table;
            }

            at += 1 + size;
        }

        return null;
    }

    private static int? QualityOf(ReadOnlySpan<byte> table)
    {
        for (var quality = 100; quality >= 1; quality--)
        {
            var scale = quality < 50 ? 5000 / quality : 200 - (2 * quality);
            var same = true;
            for (var i = 0; i < 64 && same; i++)
            {
                same = table[i] == Math.Clamp(((Luminance[i] * scale) + 50) / 100, 1, 255);
            }

            if (same)
            {
                return quality;
            }
        }

        return null;
    }
}
