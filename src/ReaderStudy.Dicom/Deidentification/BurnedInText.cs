using ReaderStudy.Dicom.Deidentification.Text;
using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Dicom.Deidentification;

/// <summary>
/// Finds text that is burned into pixels, without reading it: thin strokes that stand out from what is around them on both sides, each
/// of one grey value, in groups as high as each other and on one line. Anatomy has such strokes too, but not three of the same value
/// side by side. How often it finds text and how often it errs is in the README of this folder.
/// </summary>
public static class BurnedInText
{
    private const int MostFrames = 8;

    // A page full of writing is one region.
    private const int MostLines = 500;

    /// <summary>
    /// Rectangles in which text seems to stand, a little larger than the text, from the upper left to the lower right; empty if none.
    /// Of long loops eight frames are looked at, the first and the last among them. Single letters are not found.
    /// </summary>
    public static IReadOnlyList<PixelRegion> Find(NativePixels pixels) => Find(pixels, null);

    /// <param name="pixels">Native pixels.</param>
    /// <param name="header">Where the palette is, for PALETTE COLOR; without it the stored values are looked at as grey.</param>
    internal static IReadOnlyList<PixelRegion> Find(NativePixels pixels, DicomDataset? header)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        var lines = new List<PixelRegion>();
        var frames = Math.Min(MostFrames, pixels.Frames.Count);
        for (var i = 0; i < frames; i++)
        {
            var frame = frames == 1 ? 0 : (int)((long)i * (pixels.Frames.Count - 1) / (frames - 1));
            using var plane = GreyPlane.Of(pixels, frame, header);
            if (plane is not null)
            {
                AddLines(plane, 1, lines);
            }
        }

        return Merged(lines, pixels.Description.Columns, pixels.Description.Rows);
    }

    /// <summary>Large letters are found in the image made smaller, down to a quarter.</summary>
    private static void AddLines(GreyPlane plane, int scale, List<PixelRegion> lines)
    {
        foreach (var line in TextLines.In(plane))
        {
            lines.Add(new PixelRegion(line.Left * scale, line.Top * scale, line.Width * scale, line.Height * scale));
        }

        if (scale < 4 && Math.Max(plane.Width, plane.Height) >= 700)
        {
            using var half = plane.Halved();
            AddLines(half, 2 * scale, lines);
        }
    }

    /// <summary>Rectangles grown by what a line may lack at its ends, those that overlap made one.</summary>
    private static List<PixelRegion> Merged(List<PixelRegion> lines, int columns, int rows)
    {
        if (lines.Count > MostLines)
        {
            return [new PixelRegion(0, 0, columns, rows)];
        }

        var boxes = lines.ConvertAll(l =>
        {
            var (dx, dy) = (2 + (l.Height / 2), 2 + (l.Height / 8));
            var (left, top) = (Math.Max(0, l.Left - dx), Math.Max(0, l.Top - dy));
            var (right, bottom) = (Math.Min(columns, l.Left + l.Width + dx), Math.Min(rows, l.Top + l.Height + dy));
            return new PixelRegion(left, top, right - left, bottom - top);
        });
        for (var i = 0; i < boxes.Count; i++)
        {
            for (var j = i + 1; j < boxes.Count; j++)
            {
                var (a, b) = (boxes[i], boxes[j]);
                if (a.Left >= b.Left + b.Width || b.Left >= a.Left + a.Width || a.Top >= b.Top + b.Height || b.Top >= a.Top + a.Height)
                {
                    continue;
                }

                var (left, top) = (Math.Min(a.Left, b.Left), Math.Min(a.Top, b.Top));
                var right = Math.Max(a.Left + a.Width, b.Left + b.Width);
                var bottom = Math.Max(a.Top + a.Height, b.Top + b.Height);
                boxes[i] = new PixelRegion(left, top, right - left, bottom - top);
                boxes.RemoveAt(j);
                (i, j) = (-1, boxes.Count);
            }
        }

        boxes.Sort((a, b) => a.Top != b.Top ? a.Top.CompareTo(b.Top) : a.Left.CompareTo(b.Left));
        return boxes;
    }
}
