using System.Buffers.Binary;

namespace ReaderStudy.Dicom.Pixels;

/// <summary>Puts the fragments of encapsulated pixel data together to one compressed stream a frame (PS3.5 A.4).</summary>
internal static class EncapsulatedFrames
{
    /// <summary>The compressed frames. The offset table decides where there are more fragments than frames.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Of(DicomElement pixels, int frames)
    {
        var all = pixels.Fragments ?? throw new ArgumentException("The element has no fragments.", nameof(pixels));
        var fragments = all.Skip(1).ToList();
        if (frames == 1 && fragments.Count > 0)
        {
            return [Joined(fragments)];
        }

        if (fragments.Count == frames)
        {
            return fragments;
        }

        var table = all.Count > 0 ? all[0].Span : default;
        if (fragments.Count < frames || table.Length != 4 * frames)
        {
            throw new DicomException(
                DicomErrorKind.Malformed,
                $"{fragments.Count} fragments cannot be told apart into {frames} frames: the basic offset table has {table.Length / 4} entries"
            );
        }

        var starts = new HashSet<long>();
        for (var i = 0; i < frames; i++)
        {
            starts.Add(BinaryPrimitives.ReadUInt32LittleEndian(table[(4 * i)..]));
        }

        return Cut(fragments, starts, frames);
    }

    private static List<ReadOnlyMemory<byte>> Cut(List<ReadOnlyMemory<byte>> fragments, HashSet<long> starts, int frames)
    {
        var result = new List<ReadOnlyMemory<byte>>();
        var current = new List<ReadOnlyMemory<byte>>();
        long offset = 0;
        foreach (var fragment in fragments)
        {
            if (starts.Contains(offset) && current.Count > 0)
            {
                result.Add(Joined(current));
                current = [];
            }

            current.Add(fragment);
            offset += 8 + fragment.Length;
        }

        result.Add(Joined(current));
        return result.Count == frames
            ? result
            : throw new DicomException(DicomErrorKind.Malformed, $"the basic offset table finds {result.Count} frames instead of {frames}");
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
