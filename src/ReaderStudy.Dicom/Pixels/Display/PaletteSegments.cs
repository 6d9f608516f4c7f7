using System.Buffers.Binary;

namespace ReaderStudy.Dicom.Pixels.Display;

/// <summary>Segmented palettes (PS3.3 C.7.9.2): runs of values, straight lines, and repetitions of earlier segments.</summary>
internal static class PaletteSegments
{
    /// <summary>The table that the segments stand for, with exactly <paramref name="entries"/> values.</summary>
    /// <exception cref="DicomException">A segment is impossible, or there are too few values.</exception>
    public static ushort[] Expand(ReadOnlySpan<byte> data, bool inBytes, int entries)
    {
        var words = new ushort[inBytes ? data.Length : data.Length / 2];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = inBytes ? data[i] : BinaryPrimitives.ReadUInt16LittleEndian(data[(2 * i)..]);
        }

        var table = new List<ushort>(entries);
        var at = 0;
        while (at < words.Length && table.Count < entries)
        {
            at = Segment(words, at, inBytes, table, entries, isCopy: false);
        }

        return table.Count >= entries
            ? [.. table.Take(entries)]
            : throw Malformed($"its segments give {table.Count} colours instead of {entries}");
    }

    private static int Segment(ushort[] words, int at, bool inBytes, List<ushort> table, int entries, bool isCopy)
    {
        if (at + 2 > words.Length)
        {
            // A padding byte at the end.
            return words.Length;
        }

        var (kind, count) = (words[at], words[at + 1]);
        at += 2;
        switch (kind)
        {
            case 0 when at + count <= words.Length:
                table.AddRange(words.AsSpan(at, Math.Min(count, entries - table.Count)));
                return at + count;
            case 1 when at < words.Length && table.Count > 0:
                double from = table[^1];
                for (var i = 1; i <= count && table.Count < entries; i++)
                {
                    table.Add((ushort)Math.Round(from + ((words[at] - from) * i / count)));
                }

                return at + 1;
            case 2 when !isCopy && at + (inBytes ? 4 : 2) <= words.Length:
                var offset = inBytes
                    ? words[at] | ((long)words[at + 1] << 8) | ((long)words[at + 2] << 16) | ((long)words[at + 3] << 24)
                    : words[at] | ((long)words[at + 1] << 16);
                // The offset counts bytes.
                var from2 = inBytes ? offset : offset / 2;
                for (var i = 0; i < count && from2 < words.Length && table.Count < entries; i++)
                {
                    from2 = Segment(words, (int)from2, inBytes, table, entries, isCopy: true);
                }

                return at + (inBytes ? 4 : 2);
            default:
                throw Malformed($"a segment of kind {kind} cannot be read");
        }
    }

    private static DicomException Malformed(string what) =>
        new(DicomErrorKind.Malformed, "malformed: the segmented palette is broken: " + what);
}
