namespace ReaderStudy.Dicom.Pixels;

/// <summary>An image as a screen shows it: 8 bits a sample, grey or RGB interleaved, row by row.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Channels">1 for grey, 3 for RGB.</param>
/// <param name="Samples">Height x Width x Channels bytes.</param>
public sealed record DisplayImage(int Width, int Height, int Channels, byte[] Samples)
{
    /// <summary>
    /// Shows one frame: grey through the rescale and <paramref name="window"/>, or the header's window, or the range that holds 98%
    /// of the pixels; RGB, YBR_FULL and palettes as colour; MONOCHROME1 inverted.
    /// </summary>
    /// <exception cref="DicomException">A colour space that is not shown (subsampled YBR), or a palette that cannot be read.</exception>
    public static DisplayImage Of(DicomDataset header, NativePixels pixels, int frame = 0, Window? window = null)
    {
        var description = pixels.Description;
        if (description.IsMonochrome)
        {
            return Grey(header, pixels, frame, window);
        }

        if (description is { Photometric: "PALETTE COLOR", SamplesPerPixel: 1 })
        {
            return new DisplayImage(description.Columns, description.Rows, 3, Palette.Of(header).Apply(pixels.StoredValues(frame)));
        }

        return description is { SamplesPerPixel: 3, Photometric: "RGB" or "YBR_FULL" or "YBR_RCT" or "YBR_ICT" }
            ? Colour(pixels, frame)
            : throw new DicomException(
                DicomErrorKind.Unsupported,
                $"{description.Photometric} with {description.SamplesPerPixel} sample(s) per pixel cannot be shown"
            );
    }

    /// <summary>A smaller copy whose longer side is at most <paramref name="longest"/> pixels; each pixel is the mean of those it covers.</summary>
    public DisplayImage ShrunkTo(int longest)
    {
        var factor = (double)longest / Math.Max(Width, Height);
        if (factor >= 1)
        {
            return this;
        }

        var (width, height) = (Math.Max(1, (int)Math.Round(Width * factor)), Math.Max(1, (int)Math.Round(Height * factor)));
        var samples = new byte[width * height * Channels];
        for (var y = 0; y < height; y++)
        {
            var (top, bottom) = (y * Height / height, Math.Max((y * Height / height) + 1, (y + 1) * Height / height));
            for (var x = 0; x < width; x++)
            {
                var (left, right) = (x * Width / width, Math.Max((x * Width / width) + 1, (x + 1) * Width / width));
                for (var c = 0; c < Channels; c++)
                {
                    samples[(((y * width) + x) * Channels) + c] = Mean(left, right, top, bottom, c);
                }
            }
        }

        return new DisplayImage(width, height, Channels, samples);
    }

    private byte Mean(int left, int right, int top, int bottom, int channel)
    {
        var sum = 0;
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                sum += Samples[(((y * Width) + x) * Channels) + channel];
            }
        }

        var count = (right - left) * (bottom - top);
        return (byte)((sum + (count / 2)) / count);
    }

    private static DisplayImage Grey(DicomDataset header, NativePixels pixels, int frame, Window? window)
    {
        var description = pixels.Description;
        var rescale = header.GetItems(DicomTags.ModalityLutSequence).Count > 0 ? new ModalityRescale(1, 0) : ModalityRescale.Of(header);
        var stored = pixels.StoredValues(frame);
        var shown = window ?? Window.Of(header) ?? RangeOf(stored, rescale);
        var inverted = description.Photometric == "MONOCHROME1";
        var grey = new byte[stored.Length];
        for (var i = 0; i < grey.Length; i++)
        {
            var value = shown.Grey(rescale.Apply(stored[i]));
            grey[i] = inverted ? (byte)(255 - value) : value;
        }

        return new DisplayImage(description.Columns, description.Rows, 1, grey);
    }

    private static Window RangeOf(int[] stored, ModalityRescale rescale)
    {
        var sorted = stored.Order().ToList();
        var (low, high) = (rescale.Apply(sorted[sorted.Count / 100]), rescale.Apply(sorted[sorted.Count - 1 - (sorted.Count / 100)]));
        return new Window((low + high) / 2, Math.Max(1, Math.Abs(high - low)));
    }

    private static DisplayImage Colour(NativePixels pixels, int frame)
    {
        var description = pixels.Description;
        var source = pixels.StoredValues(frame);
        var shift = Math.Max(0, description.BitsStored - 8);
        var count = description.Rows * description.Columns;
        var (pixelStep, sampleStep) = description.IsPlanar ? (1, count) : (3, 1);
        var samples = new byte[3 * count];
        for (var i = 0; i < count; i++)
        {
            var (a, b, c) = (
                (byte)(source[i * pixelStep] >> shift),
                (byte)(source[(i * pixelStep) + sampleStep] >> shift),
                (byte)(source[(i * pixelStep) + (2 * sampleStep)] >> shift)
            );
            (samples[3 * i], samples[(3 * i) + 1], samples[(3 * i) + 2]) = description.Photometric == "YBR_FULL" ? Rgb(a, b, c) : (a, b, c);
        }

        return new DisplayImage(description.Columns, description.Rows, 3, samples);
    }

    /// <summary>The inverse of PS3.3 C.7.6.3.1.2, YBR_FULL.</summary>
    private static (byte R, byte G, byte B) Rgb(byte y, byte cb, byte cr)
    {
        var (blue, red) = (cb - 128.0, cr - 128.0);
        return (Byte(y + (1.402 * red)), Byte(y - (0.344136 * blue) - (0.714136 * red)), Byte(y + (1.772 * blue)));
    }

    private static byte Byte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
