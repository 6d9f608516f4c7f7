using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Dicom.Pixels.Display;

namespace ReaderStudy.Dicom.Deidentification.Text;

/// <summary>One frame as grey values of 16 bits, for looking at; equal pixels stay equal.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Values">Row by row.</param>
internal sealed record GreyPlane(int Width, int Height, ushort[] Values)
{
    /// <summary>
    /// The stored values of grey images, brightest colour of colour images, luminance of YBR. Null for images too small to hold text
    /// or of a kind that is not looked at (1 bit, floating point).
    /// </summary>
    public static GreyPlane? Of(NativePixels pixels, int frame, DicomDataset? header)
    {
        var d = pixels.Description;
        if (d.IsFloat || d.Rows < 16 || d.Columns < 16 || d.BitsAllocated is not (8 or 16 or 32) || (long)d.Rows * d.Columns > 1 << 28)
        {
            return null;
        }

        var values = new ushort[d.Rows * d.Columns];
        if (d.SamplesPerPixel == 1)
        {
            FillGrey(values, pixels, frame);
            if (d.Photometric == "PALETTE COLOR" && header is not null)
            {
                ApplyPalette(values, header, d);
            }
        }
        else
        {
            FillColour(values, pixels, frame);
        }

        return new GreyPlane(d.Columns, d.Rows, values);
    }

    /// <summary>Exchanges dark and bright.</summary>
    public void Invert()
    {
        for (var i = 0; i < Values.Length; i++)
        {
            Values[i] = (ushort)~Values[i];
        }
    }

    /// <summary>Half as wide and high: of four pixels the mean.</summary>
    public GreyPlane Halved()
    {
        var (width, height) = (Width / 2, Height / 2);
        var values = new ushort[width * height];
        for (var y = 0; y < height; y++)
        {
            var upper = Values.AsSpan(2 * y * Width, Width);
            var lower = Values.AsSpan(((2 * y) + 1) * Width, Width);
            for (var x = 0; x < width; x++)
            {
                values[(y * width) + x] = (ushort)((upper[2 * x] + upper[(2 * x) + 1] + lower[2 * x] + lower[(2 * x) + 1]) / 4);
            }
        }

        return new GreyPlane(width, height, values);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillGrey(ushort[] values, NativePixels pixels, int frame)
    {
        var d = pixels.Description;
        var bytes = pixels.Frames[frame].Span;
        if (d.BitsAllocated == 8)
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = d.IsSigned ? (ushort)(bytes[i] ^ 0x80) : bytes[i];
            }
        }
        else if (d.BitsAllocated == 16)
        {
            // Bits that do not count are cut off; a sign is turned so that order stays.
            var (left, turn) = (15 - d.HighBit, d.IsSigned ? 1 << (d.BitsStored - 1) : 0);
            for (var i = 0; i < values.Length; i++)
            {
                var raw = (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]) << left) >> (16 - d.BitsStored);
                values[i] = (ushort)(raw ^ turn);
            }
        }
        else
        {
            var stored = pixels.StoredValues(frame);
            var (low, high) = (stored.Min(), stored.Max());
            var factor = Math.Min(1, 65535.0 / Math.Max(1, (double)high - low));
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = (ushort)(((double)stored[i] - low) * factor);
            }
        }
    }

    private static void FillColour(ushort[] values, NativePixels pixels, int frame)
    {
        var d = pixels.Description;
        var bytes = pixels.Frames[frame].Span;
        var size = d.BytesPerSample;
        var isYbr = d.Photometric.StartsWith("YBR", StringComparison.Ordinal);
        var halved = d.Photometric is "YBR_FULL_422" or "YBR_PARTIAL_422" && bytes.Length < values.Length * d.SamplesPerPixel * size;
        for (var i = 0; i < values.Length; i++)
        {
            ushort brightest = 0;
            for (var s = 0; s < (isYbr ? 1 : d.SamplesPerPixel); s++)
            {
                var at =
                    halved ? (4 * (i / 2)) + (i % 2)
                    : d.IsPlanar ? (s * values.Length) + i
                    : (i * d.SamplesPerPixel) + s;
                var value = size == 1 ? bytes[at] : BinaryPrimitives.ReadUInt16LittleEndian(bytes[((at * size) + size - 2)..]);
                brightest = Math.Max(brightest, value);
            }

            values[i] = brightest;
        }
    }

    private static void ApplyPalette(ushort[] values, DicomDataset header, PixelDescription description)
    {
        try
        {
            var entries = Enumerable.Range(0, 1 << description.BitsStored).ToArray();
            var colours = Palette.Of(header).Apply(entries);
            for (var i = 0; i < values.Length; i++)
            {
                var at = 3 * Math.Min((int)values[i], entries.Length - 1);
                values[i] = Math.Max(colours[at], Math.Max(colours[at + 1], colours[at + 2]));
            }
        }
        catch (DicomException)
        {
            // A palette that is not read: the stored values have edges where the colours have.
        }
    }
}
