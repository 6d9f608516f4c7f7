using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Dicom.Segmentations;

/// <summary>Segments on a grid.</summary>
/// <param name="Geometry">Where the slices lie; that of the images where these were at hand.</param>
/// <param name="Segments">In the order of the file.</param>
/// <param name="IsFractional">True if the pixels are shares or probabilities of 255, not yes or no.</param>
public sealed record SegmentedVolume(VolumeGeometry Geometry, IReadOnlyList<Segment> Segments, bool IsFractional)
{
    /// <summary>True if a voxel belongs to more than one segment.</summary>
    public bool HasOverlap => !TryLabel(new byte[Voxels()]);

    /// <summary>One byte a voxel: the number of its segment, or 0. Of a fractional segmentation what is half inside or more.</summary>
    /// <exception cref="DicomException">Segments overlap, a number is beyond 255, or the volume is too large.</exception>
    public byte[] ToLabels()
    {
        if (Segments.FirstOrDefault(s => s.Description.Number > byte.MaxValue) is { } large)
        {
            throw new DicomException(
                DicomErrorKind.Unsupported,
                $"segment {large.Description.Number} is beyond 255: write one mask for each segment"
            );
        }

        var labels = new byte[Voxels()];
        return TryLabel(labels)
            ? labels
            : throw new DicomException(DicomErrorKind.Unsupported, "segments overlap: write one mask for each segment");
    }

    /// <summary>One byte a voxel of one segment, as in <see cref="Segment.Slices"/>.</summary>
    public byte[] MaskOf(Segment segment)
    {
        var mask = new byte[Voxels()];
        var perSlice = Geometry.Rows * Geometry.Columns;
        foreach (var (slice, pixels) in segment.Slices)
        {
            pixels.Span.CopyTo(mask.AsSpan(slice * perSlice, perSlice));
        }

        return mask;
    }

    private bool TryLabel(byte[] labels)
    {
        var perSlice = Geometry.Rows * Geometry.Columns;
        var least = IsFractional ? 128 : 1;
        foreach (var segment in Segments)
        {
            foreach (var (slice, pixels) in segment.Slices)
            {
                var target = labels.AsSpan(slice * perSlice, perSlice);
                var source = pixels.Span;
                for (var i = 0; i < source.Length; i++)
                {
                    if (source[i] < least)
                    {
                        continue;
                    }

                    if (target[i] != 0)
                    {
                        return false;
                    }

                    target[i] = (byte)segment.Description.Number;
                }
            }
        }

        return true;
    }

    private int Voxels()
    {
        var voxels = (long)Geometry.Slices * Geometry.Rows * Geometry.Columns;
        return voxels <= Array.MaxLength
            ? (int)voxels
            : throw new DicomException(DicomErrorKind.Unsupported, $"a mask of {voxels} voxels is too large");
    }
}
