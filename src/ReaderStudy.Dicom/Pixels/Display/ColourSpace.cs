namespace ReaderStudy.Dicom.Pixels.Display;

/// <summary>From stored colours to RGB for a screen (PS3.3 C.7.6.3.1.2).</summary>
internal static class ColourSpace
{
    /// <summary>One frame as RGB of 8 bits.</summary>
    /// <exception cref="DicomException">The colours are of a kind that is not shown.</exception>
    public static byte[] Rgb(NativePixels pixels, int frame)
    {
        var description = pixels.Description;
        Func<byte, byte, byte, (byte, byte, byte)> convert = description.Photometric switch
        {
            // JPEG 2000 decoders undo the last two.
            "RGB" or "YBR_RCT" or "YBR_ICT" => (r, g, b) => (r, g, b),
            "YBR_FULL" or "YBR_FULL_422" => OfFull,
            "YBR_PARTIAL_422" or "YBR_PARTIAL_420" or "YBR_PARTIAL_444" => OfPartial,
            _ => throw Unknown(description),
        };
        var source = pixels.StoredValues(frame);
        var shift = Math.Max(0, description.BitsStored - 8);
        var count = description.Rows * description.Columns;
        var (pixelStep, sampleStep) = description.IsPlanar ? (1, count) : (3, 1);
        var samples = new byte[3 * count];
        for (var i = 0; i < count; i++)
        {
            var at = i * pixelStep;
            (samples[3 * i], samples[(3 * i) + 1], samples[(3 * i) + 2]) = convert(
                (byte)(source[at] >> shift),
                (byte)(source[at + sampleStep] >> shift),
                (byte)(source[at + (2 * sampleStep)] >> shift)
            );
        }

        return samples;
    }

    /// <summary>Colours of a kind that is not shown.</summary>
    public static DicomException Unknown(PixelDescription description) =>
        new(DicomErrorKind.Unsupported, $"{description.Photometric} with {description.SamplesPerPixel} sample(s) per pixel cannot be shown")
        {
            MessageWithoutValue = $"its colours, of {description.SamplesPerPixel} sample(s) per pixel, are of a kind that cannot be shown",
        };

    private static (byte R, byte G, byte B) OfFull(byte y, byte cb, byte cr)
    {
        var (blue, red) = (cb - 128.0, cr - 128.0);
        return (Byte(y + (1.402 * red)), Byte(y - (0.344136 * blue) - (0.714136 * red)), Byte(y + (1.772 * blue)));
    }

    /// <summary>Luminance from 16 to 235, colours from 16 to 240.</summary>
    private static (byte R, byte G, byte B) OfPartial(byte y, byte cb, byte cr)
    {
        var (light, blue, red) = (1.1644 * (y - 16.0), cb - 128.0, cr - 128.0);
        return (Byte(light + (1.596 * red)), Byte(light - (0.3917 * blue) - (0.813 * red)), Byte(light + (2.0173 * blue)));
    }

    private static byte Byte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
