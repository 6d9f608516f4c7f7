using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Inference.Operations;

/// <summary>A rectangle cut out of one slice around a lesion.</summary>
/// <param name="Slice">Index of the slice, from 0.</param>
/// <param name="Box">The rectangle, in pixels of the image.</param>
/// <param name="Hounsfield">HU, row by row.</param>
public sealed record LesionCrop(int Slice, PixelBox Box, short[] Hounsfield)
{
    /// <summary>Crops of a lesion, in the order of the slices.</summary>
    /// <exception cref="ArgumentException">The lesion has no slice, or the rule no sense.</exception>
    public static IReadOnlyList<LesionCrop> Of(Volume volume, IReadOnlyList<SliceExtent> lesion, CropRule rule)
    {
        if (lesion.Count == 0)
        {
            throw new ArgumentException("The lesion lies in no slice.", nameof(lesion));
        }

        if (rule.Every < 1 || !(rule.MarginMillimetres >= 0) || !(rule.MarginShare >= 0))
        {
            throw new ArgumentException("A crop takes every slice or fewer, and its margins are not negative.", nameof(rule));
        }

        var whole = lesion.Select(extent => extent.Box).Aggregate((one, other) => one.Union(other));
        return
        [
            .. Chosen(lesion, rule)
                .Select(extent =>
                {
                    var outline = rule.Outline switch
                    {
                        CropOutline.Lesion => whole,
                        CropOutline.Slice => extent.Box,
                    };
                    var box = Widened(outline, rule, volume.Geometry.First);
                    return new LesionCrop(extent.Slice, box, Cut(volume, extent.Slice, box, rule.BorderHounsfield));
                }),
        ];
    }

    private static IEnumerable<SliceExtent> Chosen(IReadOnlyList<SliceExtent> lesion, CropRule rule)
    {
        var ordered = lesion.OrderBy(extent => extent.Slice).ToList();
        var middle = (ordered[0].Slice + ordered[^1].Slice) / 2.0;
        return rule.Slices switch
        {
            CropSlices.All => ordered,
            CropSlices.Largest => ordered
                .OrderByDescending(extent => extent.Area)
                .ThenBy(extent => Math.Abs(extent.Slice - middle))
                .ThenBy(extent => extent.Slice)
                .Take(1),
            CropSlices.EveryNth => ordered.Where((_, index) => index % rule.Every == 0),
        };
    }

    private static PixelBox Widened(PixelBox box, CropRule rule, SlicePlane plane)
    {
        var down = Whole((rule.MarginMillimetres / plane.RowSpacing) + (rule.MarginShare * box.Rows));
        var across = Whole((rule.MarginMillimetres / plane.ColumnSpacing) + (rule.MarginShare * box.Columns));
        var wide = new PixelBox(box.Top - down, box.Left - across, box.Rows + (2 * down), box.Columns + (2 * across));
        if (!rule.Square)
        {
            return wide;
        }

        var side = Math.Max(wide.Rows * plane.RowSpacing, wide.Columns * plane.ColumnSpacing);
        var rows = Math.Max(wide.Rows, Whole(side / plane.RowSpacing));
        var columns = Math.Max(wide.Columns, Whole(side / plane.ColumnSpacing));
        return new PixelBox(wide.Top - ((rows - wide.Rows) / 2), wide.Left - ((columns - wide.Columns) / 2), rows, columns);
    }

    private static short[] Cut(Volume volume, int slice, PixelBox box, short border)
    {
        var size = volume.Geometry;
        var image = volume.SliceAt(slice);
        var values = new short[box.Rows * box.Columns];
        Array.Fill(values, border);
        var (left, right) = (Math.Max(0, box.Left), Math.Min(size.Columns, box.Left + box.Columns));
        for (var row = Math.Max(0, box.Top); row < Math.Min(size.Rows, box.Top + box.Rows) && left < right; row++)
        {
            image.Slice((row * size.Columns) + left, right - left).CopyTo(values.AsSpan(((row - box.Top) * box.Columns) + left - box.Left));
        }

        return values;
    }

    private static int Whole(double pixels) => (int)Math.Round(pixels, MidpointRounding.AwayFromZero);
}
