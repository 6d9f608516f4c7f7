using System.Buffers.Binary;

namespace ReaderStudy.Dicom.Pixels;

/// <summary>
/// Puts the fragments of encapsulated pixel data together to one compressed stream a frame (PS3.5 A.4): by count, by the extended
/// offset table, by the basic offset table, or by the marks with which streams begin, whichever fits first.
/// </summary>
internal static class EncapsulatedFrames
{
    /// <summary>The compressed frames.</summary>
    /// <exception cref="DicomException">There are no fragments, or they cannot be told apart.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Of(DicomDataset dataset, int frames, bool isRle)
    {
        var all = dataset.Find(DicomTags.PixelData)?.Fragments ?? throw new ArgumentException("There are no fragments.", nameof(dataset));
        var (fragments, places) = (new List<ReadOnlyMemory<byte>>(), new List<ulong>());
        ulong place = 0;
        foreach (var fragment in all.Skip(1))
        {
            if (!fragment.IsEmpty)
            {
                fragments.Add(fragment);
                places.Add(place);
            }

            // An item's tag and length take eight bytes.
            place += 8 + (ulong)fragment.Length;
        }

        if (fragments.Count == 0)
        {
            throw new DicomException(DicomErrorKind.Truncated, "truncated: the compressed pixel data are empty");
        }

        if (frames == 1)
        {
            return [Joined(fragments)];
        }

        if (fragments.Count == frames)
        {
            return fragments;
        }

        var marks = fragments.Select(f => PixelCodings.Begins(f.Span, isRle)).ToList();
        return Cut(fragments, ExtendedStarts(dataset, places), frames)
            ?? Cut(fragments, BasicStarts(all[0].Span, places), frames)
            ?? Cut(fragments, marks, frames)
            ?? throw new DicomException(
                fragments.Count < frames ? DicomErrorKind.Truncated : DicomErrorKind.Malformed,
                $"{fragments.Count} fragments cannot be told apart into {frames} frames: the basic offset table has "
                    + $"{all[0].Length / 4} entries, and {marks.Count(m => m)} fragments begin like a frame"
            );
    }

    /// <summary>True if more streams begin than there are frames: some are left out.</summary>
    public static bool HasMore(DicomDataset dataset, int frames, bool isRle) =>
        !isRle
        && dataset.Find(DicomTags.PixelData)?.Fragments is { } fragments
        && fragments.Skip(1).Count(f => PixelCodings.Begins(f.Span, isRle)) > frames;

    /// <summary>For every fragment, whether a frame begins with it.</summary>
    private static List<bool> BasicStarts(ReadOnlySpan<byte> table, List<ulong> places)
    {
        var starts = new HashSet<ulong>();
        for (var i = 0; i + 4 <= table.Length; i += 4)
        {
            starts.Add(BinaryPrimitives.ReadUInt32LittleEndian(table[i..]));
        }

        return [.. places.Select(starts.Contains)];
    }

    private static List<bool> ExtendedStarts(DicomDataset dataset, List<ulong> places)
    {
        var table = dataset.Find(DicomTags.ExtendedOffsetTable) is { } element ? element.Value.Span : default;
        var starts = new HashSet<ulong>();
        for (var i = 0; i + 8 <= table.Length; i += 8)
        {
            starts.Add(BinaryPrimitives.ReadUInt64LittleEndian(table[i..]));
        }

        return [.. places.Select(starts.Contains)];
    }

    private static List<ReadOnlyMemory<byte>>? Cut(List<ReadOnlyMemory<byte>> fragments, List<bool> starts, int frames)
    {
        if (!starts[0] || starts.Count(s => s) != frames)
        {
            return null;
        }

        var result = new List<ReadOnlyMemory<byte>>(frames);
        var first = 0;
        for (var i = 1; i <= fragments.Count; i++)
        {
            if (i == fragments.Count || starts[i])
            {
                result.Add(Joined(fragments.GetRange(first, i - first)));
                first = i;
            }
        }

        return result;
    }

    private static ReadOnlyMemory<byte> Joined(List<ReadOnlyMemory<byte>> parts)
    {
        if (parts.Count == 1)
        {
            return parts[0];
        }

        var joined = new byte[parts.Sum(p => p.Length)];
        var at = 0;
        foreach (var part in parts)
        {
            part.Span.CopyTo(joined.AsSpan(at));
            at += part.Length;
        }

        return joined;
    }
}
