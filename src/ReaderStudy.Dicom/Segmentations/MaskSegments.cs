using ReaderStudy.Dicom.Nifti;

namespace ReaderStudy.Dicom.Segmentations;

/// <summary>Makes segments of a mask that another program drew.</summary>
public static class MaskSegments
{
    /// <summary>One segment for each label; of probabilities one.</summary>
    /// <param name="mask">The mask on the grid of the images.</param>
    /// <param name="pixelsPerSlice">Rows times columns.</param>
    /// <param name="descriptions">Numbered from 1, one for each label, in the order of the labels.</param>
    /// <exception cref="InvalidDataException">The frames of all segments together are too large for one file.</exception>
    public static IReadOnlyList<Segment> Of(MaskVoxels mask, int pixelsPerSlice, IReadOnlyList<SegmentDescription> descriptions)
    {
        if (!mask.IsFractional)
        {
            Check(mask.Voxels, pixelsPerSlice);
            return Segment.FromLabels(mask.Voxels, pixelsPerSlice, descriptions);
        }

        var slices = new Dictionary<int, ReadOnlyMemory<byte>>();
        for (var slice = 0; slice < mask.Voxels.Length / pixelsPerSlice; slice++)
        {
            var pixels = mask.Voxels.AsMemory(slice * pixelsPerSlice, pixelsPerSlice);
            if (pixels.Span.ContainsAnyExcept((byte)0))
            {
                slices[slice] = pixels;
            }
        }

        return [new Segment(descriptions[0], slices)];
    }

    /// <summary>Labels that are scattered like noise would make a frame of each on every slice.</summary>
    private static void Check(ReadOnlySpan<byte> labels, int pixelsPerSlice)
    {
        var frames = 0L;
        Span<bool> seen = stackalloc bool[256];
        for (var at = 0; at < labels.Length; at += pixelsPerSlice)
        {
            seen.Clear();
            foreach (var label in labels.Slice(at, pixelsPerSlice))
            {
                seen[label] = true;
            }

            frames += seen[1..].Count(true);
        }

        if (frames * pixelsPerSlice > Array.MaxLength)
        {
            throw new InvalidDataException($"its labels would make {frames} frames, which is too large: write fewer labels at once");
        }
    }
}
