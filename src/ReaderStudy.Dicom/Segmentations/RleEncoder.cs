using System.Buffers.Binary;

namespace ReaderStudy.Dicom.Segmentations;

/// <summary>Compresses frames of one byte a pixel by RLE (PS3.5 annex G): a header of 64 bytes and one PackBits segment, row by row.</summary>
internal static class RleEncoder
{
    private const int Longest = 128;

    public static byte[] Encode(ReadOnlySpan<byte> pixels, int columns)
    {
        using var target = new MemoryStream();
        Span<byte> header = stackalloc byte[64];
        header.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header, 1);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], 64);
        target.Write(header);
        for (var at = 0; at < pixels.Length; at += columns)
        {
            PackRow(pixels.Slice(at, columns), target);
        }

        if (target.Length % 2 == 1)
        {
            target.WriteByte(0);
        }

        return target.ToArray();
    }

    private static void PackRow(ReadOnlySpan<byte> row, MemoryStream target)
    {
        var at = 0;
        while (at < row.Length)
        {
            var run = RunAt(row, at);
            if (run >= 3)
            {
                target.WriteByte((byte)(257 - run));
                target.WriteByte(row[at]);
                at += run;
                continue;
            }

            var start = at;
            while (at < row.Length && at - start < Longest && RunAt(row, at) < 3)
            {
                at++;
            }

            target.WriteByte((byte)(at - start - 1));
            target.Write(row[start..at]);
        }
    }

    private static int RunAt(ReadOnlySpan<byte> row, int at)
    {
        var end = at + 1;
        while (end < row.Length && end - at < Longest && row[end] == row[at])
        {
            end++;
        }

        return end - at;
    }
}
