namespace ReaderStudy.Dicom.Segmentations;

/// <summary>A segment and where it is. Slices on which it has nothing are not kept.</summary>
/// <param name="Description">What it is.</param>
/// <param name="Slices">
/// Its pixels by the slice's number from 0: one byte a pixel, row by row. 0 is outside; inside is 1, or in a fractional segmentation 1 to 255.
/// </param>
public sealed record Segment(SegmentDescription Description, IReadOnlyDictionary<int, ReadOnlyMemory<byte>> Slices)
{
    /// <summary>Cuts segments out of a label map in which each voxel holds the number of its segment, or 0.</summary>
    /// <param name="labels">Slice by slice, row by row, one byte a voxel.</param>
    /// <param name="pixelsPerSlice">Rows times columns.</param>
    /// <param name="descriptions">The segments; labels without one are an error.</param>
    /// <exception cref="ArgumentException">A voxel holds a number that no segment has.</exception>
    public static IReadOnlyList<Segment> FromLabels(
        ReadOnlySpan<byte> labels,
        int pixelsPerSlice,
        IReadOnlyList<SegmentDescription> descriptions
    )
    {
        var slices = descriptions.ToDictionary(d => d.Number, _ => new Dictionary<int, ReadOnlyMemory<byte>>());
        for (var at = 0; at < labels.Length; at += pixelsPerSlice)
        {
            CutSlice(labels.Slice(at, pixelsPerSlice), at / pixelsPerSlice, slices);
        }

        return [.. descriptions.Select(d => new Segment(d, slices[d.Number]))];
    }

    private static void CutSlice(ReadOnlySpan<byte> labels, int slice, Dictionary<int, Dictionary<int, ReadOnlyMemory<byte>>> slices)
    {
        var masks = new byte[]?[256];
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] is var label and not 0)
            {
                (masks[label] ??= new byte[labels.Length])[i] = 1;
            }
        }

        for (var label = 1; label < masks.Length; label++)
        {
            if (masks[label] is not { } mask)
            {
                continue;
            }

            if (!slices.TryGetValue(label, out var home))
            {
                throw new ArgumentException($"Slice {slice} holds the label {label}, which no segment has.");
            }

            home[slice] = mask;
        }
    }
}
