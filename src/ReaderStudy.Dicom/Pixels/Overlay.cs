namespace ReaderStudy.Dicom.Pixels;

/// <summary>
/// An overlay plane of an image: graphics or a region, one bit a pixel, in data of its own or in the unused bits of the pixels
/// (PS3.3 C.9.2; the latter retired in 2004).
/// </summary>
/// <param name="Group">Its group, 6000 to 601E.</param>
/// <param name="Top">Row of the image, counted from 0, where it begins; may be outside.</param>
/// <param name="Left">Column where it begins.</param>
/// <param name="Rows">Its height.</param>
/// <param name="Columns">Its width.</param>
/// <param name="Bits">One byte, 0 or 1, a pixel.</param>
public sealed record Overlay(ushort Group, int Top, int Left, int Rows, int Columns, ReadOnlyMemory<byte> Bits)
{
    private const ushort RowsElement = 0x0010;
    private const ushort ColumnsElement = 0x0011;
    private const ushort FramesElement = 0x0015;
    private const ushort OriginElement = 0x0050;
    private const ushort FrameOriginElement = 0x0051;
    private const ushort BitPositionElement = 0x0102;
    private const ushort DataElement = 0x3000;

    /// <summary>The overlays of one frame, counted from 0. Those that are incomplete are left out.</summary>
    public static IReadOnlyList<Overlay> Of(DicomDataset header, NativePixels pixels, int frame = 0)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        var overlays = new List<Overlay>();
        foreach (var group in Groups(header))
        {
            if ((Separate(header, group, frame) ?? Embedded(header, group, pixels, frame)) is { } overlay)
            {
                overlays.Add(overlay);
            }
        }

        return overlays;
    }

    /// <summary>True if an overlay lies in the unused bits of the pixels.</summary>
    internal static bool AnyEmbedded(DicomDataset header) => Groups(header).Any(group => Position(header, group) > 0);

    private static IEnumerable<ushort> Groups(DicomDataset header) =>
        header.Elements.Select(e => e.Tag.Group).Where(g => (g & 0xFFE1) == 0x6000).Distinct();

    private static int Position(DicomDataset header, ushort group) =>
        header.Contains(new DicomTag(group, DataElement)) ? 0 : Number(header, group, BitPositionElement) ?? 0;

    private static Overlay? Separate(DicomDataset header, ushort group, int frame)
    {
        if (
            header.Find(new DicomTag(group, DataElement)) is not { Fragments: null, Items: null } data
            || Number(header, group, RowsElement) is not (> 0 and <= ushort.MaxValue and var rows)
            || Number(header, group, ColumnsElement) is not (> 0 and <= ushort.MaxValue and var columns)
        )
        {
            return null;
        }

        var (frames, first) = (Number(header, group, FramesElement) ?? 1, (Number(header, group, FrameOriginElement) ?? 1) - 1);
        // An overlay of one frame lies on every frame of the image.
        var plane = frames > 1 ? frame - first : 0;
        var start = (long)plane * rows * columns;
        if (plane < 0 || plane >= Math.Max(1, frames) || 8L * data.Value.Length < start + ((long)rows * columns))
        {
            return null;
        }

        var (top, left) = Origin(header, group);
        return new Overlay(group, top, left, rows, columns, PackedPixels.Bits(data.Value.Span, start, rows * columns));
    }

    private static Overlay? Embedded(DicomDataset header, ushort group, NativePixels pixels, int frame)
    {
        var (position, description) = (Position(header, group), pixels.Description);
        if (position <= 0 || position >= description.BitsAllocated || description is { SamplesPerPixel: > 1 } or { IsFloat: true })
        {
            return null;
        }

        var inUse = position <= description.HighBit && position > description.HighBit - description.BitsStored;
        if (inUse)
        {
            return null;
        }

        var size = description.BytesPerSample;
        var frameBytes = pixels.Frames[frame].Span;
        var bits = new byte[frameBytes.Length / size];
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = (byte)((frameBytes[(i * size) + (position / 8)] >> (position % 8)) & 1);
        }

        return new Overlay(group, 0, 0, description.Rows, description.Columns, bits);
    }

    /// <summary>Row and column counted from 0; 0, 0 where the header has nothing that can be read.</summary>
    private static (int Top, int Left) Origin(DicomDataset header, ushort group)
    {
        try
        {
            return
                header.GetDoubles(new DicomTag(group, OriginElement))
                    is [>= short.MinValue and <= short.MaxValue and var y, >= short.MinValue and <= short.MaxValue and var x, ..]
                ? ((int)y - 1, (int)x - 1)
                : (0, 0);
        }
        catch (DicomException)
        {
            return (0, 0);
        }
    }

    private static int? Number(DicomDataset header, ushort group, ushort element)
    {
        try
        {
            return header.GetInt(new DicomTag(group, element));
        }
        catch (DicomException)
        {
            // An overlay that cannot be read does not keep the image from being seen.
            return null;
        }
    }
}
