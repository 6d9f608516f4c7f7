namespace ReaderStudy.Dicom.Pixels.Display;

/// <summary>
/// Grey pixels on their way to the screen (PS3.4 N.2): modality transform, VOI LUT or window, then inversion. A supplemental
/// palette (PS3.3 C.7.6.19) gives colours to the values it covers.
/// </summary>
internal static class GreyImage
{
    /// <summary>One frame, grey or, with a supplemental palette, RGB.</summary>
    public static (int Channels, byte[] Samples) Of(DicomDataset header, NativePixels pixels, int frame, Window? window)
    {
        var transform = ModalityTransform.Of(header, frame);
        if (pixels.Description.IsFloat)
        {
            var values = Array.ConvertAll(pixels.RealValues(frame), transform.Apply);
            var shown = Shades(header, pixels, frame, window, transform, () => Range([.. values.Where(double.IsFinite)]));
            return (1, Array.ConvertAll(values, v => shown(v)));
        }

        var stored = pixels.StoredValues(frame);
        var shades = Shades(
            header,
            pixels,
            frame,
            window,
            transform,
            () => Range(Array.ConvertAll(Percentiles(stored), v => transform.Apply(v)))
        );
        var grey = Mapped(stored, v => shades(transform.Apply(v)));
        return Supplement(header, stored, grey);
    }

    /// <summary>From the modality's unit to grey.</summary>
    private static Func<double, byte> Shades(
        DicomDataset header,
        NativePixels pixels,
        int frame,
        Window? window,
        ModalityTransform transform,
        Func<Window> range
    )
    {
        var inverted = pixels.Description.Photometric == "MONOCHROME1" || header.GetString(DisplayTags.PresentationLutShape) == "INVERSE";
        var source = FrameAttributes.Of(header, frame, DisplayTags.FrameVoiLutSequence);
        var chosen = window ?? Window.Of(header, frame);
        // Of unsigned pixels a rescale may make negative values, HU for one.
        var isSigned = pixels.Description.IsSigned || transform.Apply(0) < 0;
        if (chosen is null && LookupTable.Of(source, DisplayTags.VoiLutSequence, isSigned) is { } table)
        {
            return v => Turned((byte)Math.Min(255, (table[v] * 255 + (table.Most / 2)) / table.Most), inverted);
        }

        var used = chosen ?? range();
        return v => Turned(used.Grey(v), inverted);
    }

    private static byte Turned(byte grey, bool inverted) => inverted ? (byte)(255 - grey) : grey;

    /// <summary>Maps each stored value once, where the values lie close enough together for a table.</summary>
    private static byte[] Mapped(int[] stored, Func<int, byte> map)
    {
        var (low, high) = (stored.Min(), stored.Max());
        var span = (long)high - low + 1;
        if (span > 1 << 17)
        {
            return Array.ConvertAll(stored, v => map(v));
        }

        var table = new byte[span];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = map(low + i);
        }

        var grey = new byte[stored.Length];
        for (var i = 0; i < grey.Length; i++)
        {
            grey[i] = table[stored[i] - low];
        }

        return grey;
    }

    /// <summary>The values below which 1% and 99% of the pixels lie.</summary>
    private static int[] Percentiles(int[] stored)
    {
        var sorted = (int[])stored.Clone();
        Array.Sort(sorted);
        return [sorted[sorted.Length / 100], sorted[sorted.Length - 1 - (sorted.Length / 100)]];
    }

    private static Window Range(double[] values)
    {
        if (values.Length == 0)
        {
            return new Window(0, 1);
        }

        Array.Sort(values);
        var (low, high) =
            values.Length == 2 ? (values[0], values[1]) : (values[values.Length / 100], values[values.Length - 1 - (values.Length / 100)]);
        // A parametric map may lie between 0 and 1: the exact function knows widths below 1.
        return high - low >= 1
            ? new Window((low + high) / 2, high - low)
            : new Window((low + high) / 2, Math.Max(high - low, double.Epsilon * 4)) { Function = WindowFunction.LinearExact };
    }

    private static (int Channels, byte[] Samples) Supplement(DicomDataset header, int[] stored, byte[] grey)
    {
        if (
            header.GetString(DisplayTags.PixelPresentation) is not ("COLOR" or "MIXED")
            || !header.Contains(DicomTags.RedPaletteColorLookupTableDescriptor)
        )
        {
            return (1, grey);
        }

        var palette = Palette.Of(header);
        var samples = new byte[3 * grey.Length];
        for (var i = 0; i < grey.Length; i++)
        {
            var target = samples.AsSpan(3 * i, 3);
            if (stored[i] >= palette.First)
            {
                palette.Colour(stored[i], target);
            }
            else
            {
                target.Fill(grey[i]);
            }
        }

        return (3, samples);
    }
}
