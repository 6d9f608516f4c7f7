using ReaderStudy.Dicom.Pixels.Display;

namespace ReaderStudy.Dicom.Pixels;

/// <summary>An image as a screen shows it: 8 bits a sample, grey or RGB interleaved, row by row.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Channels">1 for grey, 3 for RGB.</param>
/// <param name="Samples">Height x Width x Channels bytes.</param>
public sealed record DisplayImage(int Width, int Height, int Channels, byte[] Samples)
{
    /// <summary>
    /// Shows one frame, counted from 0: grey through the modality transform and <paramref name="window"/>, or the header's window,
    /// or its VOI LUT, or the range that holds 98% of the pixels; RGB, YBR and palettes as colour; MONOCHROME1 and an inverse
    /// presentation inverted; overlays in white, and what a shutter hides in black.
    /// </summary>
    /// <exception cref="DicomException">A colour space that is not shown, or a table that cannot be read.</exception>
    public static DisplayImage Of(DicomDataset header, NativePixels pixels, int frame = 0, Window? window = null)
    {
        var description = pixels.Description;
        var (channels, samples) =
            description.IsMonochrome ? GreyImage.Of(header, pixels, frame, window)
            : description is { Photometric: "PALETTE COLOR", SamplesPerPixel: 1 }
                ? (3, Palette.Of(header).Apply(pixels.StoredValues(frame)))
            : description.SamplesPerPixel == 3 ? (3, ColourSpace.Rgb(pixels, frame))
            : throw ColourSpace.Unknown(description);
        var image = new DisplayImage(description.Columns, description.Rows, channels, samples);
        foreach (var overlay in Overlay.Of(header, pixels, frame))
        {
            image.Paint(overlay);
        }

        Shutter.Apply(header, image.Width, image.Height, channels, samples);
        return image;
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

    /// <summary>White where the overlay has a bit; what lies outside the image is cut off.</summary>
    private void Paint(Overlay overlay)
    {
        var bits = overlay.Bits.Span;
        for (var y = Math.Max(0, -overlay.Top); y < overlay.Rows && overlay.Top + y < Height; y++)
        {
            for (var x = Math.Max(0, -overlay.Left); x < overlay.Columns && overlay.Left + x < Width; x++)
            {
                if (bits[(y * overlay.Columns) + x] != 0)
                {
                    Samples.AsSpan((((overlay.Top + y) * Width) + overlay.Left + x) * Channels, Channels).Fill(255);
                }
            }
        }
    }
}
