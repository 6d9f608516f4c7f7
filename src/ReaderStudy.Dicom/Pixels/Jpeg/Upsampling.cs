namespace ReaderStudy.Dicom.Pixels.Jpeg;

/// <summary>
/// Brings subsampled colours to full resolution as the Independent JPEG Group's library does, which GDCM and DCMTK use: halves in
/// width, or in width and height, by a triangle filter; every other ratio, and planes of one or two columns, by repetition.
/// </summary>
internal static class Upsampling
{
    /// <summary>Writes a component to its place among the interleaved samples.</summary>
    public static void Write(JpegHeader header, int index, ushort[] target)
    {
        var component = header.Components[index];
        var (across, down) = (header.MaxHorizontal / component.Horizontal, header.MaxVertical / component.Vertical);
        if (header.MaxHorizontal % component.Horizontal != 0 || header.MaxVertical % component.Vertical != 0)
        {
            throw new DicomException(DicomErrorKind.Unsupported, "JPEG streams with fractional subsampling are not read");
        }

        var count = header.Components.Length;
        var smooth = component.Width > 2 && across == 2 && down <= 2;
        var line = new ushort[(component.Width * across) + 1];
        var sums = new int[component.Width];
        for (var y = 0; y < header.Rows; y++)
        {
            var row = Row(component, y / down);
            if (smooth && down == 2)
            {
                var neighbour = Row(component, Math.Clamp((y / 2) + (y % 2 == 0 ? -1 : 1), 0, component.Height - 1));
                for (var x = 0; x < sums.Length; x++)
                {
                    sums[x] = (3 * row[x]) + neighbour[x];
                }

                Triangle(sums, line, 4, 8, 7);
            }
            else if (smooth)
            {
                for (var x = 0; x < sums.Length; x++)
                {
                    sums[x] = row[x];
                }

                Triangle(sums, line, 2, 1, 2);
            }
            else
            {
                for (var x = 0; x < header.Columns; x++)
                {
                    line[x] = row[x / across];
                }
            }

            var to = (y * header.Columns * count) + index;
            for (var x = 0; x < header.Columns; x++, to += count)
            {
                target[to] = line[x];
            }
        }
    }

    private static ReadOnlySpan<ushort> Row(JpegComponent component, int y) =>
        component.Plane.AsSpan(8 * component.Stride * y, component.Width);

    /// <summary>Each pixel is three quarters of the nearer and one quarter of the farther sample; rounding alternates.</summary>
    private static void Triangle(int[] from, ushort[] to, int shift, int roundLeft, int roundRight)
    {
        var last = from.Length - 1;
        for (var x = 0; x <= last; x++)
        {
            var (left, right) = (from[Math.Max(0, x - 1)], from[Math.Min(last, x + 1)]);
            to[2 * x] = (ushort)(((3 * from[x]) + left + roundLeft) >> shift);
            to[(2 * x) + 1] = (ushort)(((3 * from[x]) + right + roundRight) >> shift);
        }
    }
}
