using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Dicom.Pixels.Display;

namespace ReaderStudy.Dicom.Deidentification.Text;

/// <summary>One frame as grey values of 16 bits, for looking at; equal pixels stay equal. The array is rented: dispose of it.</summary>
internal sealed class GreyPlane : IDisposable
{
    private GreyPlane(int width, int height) => (Width, Height, Values) = (width, height, ArrayPool<ushort>.Shared.Rent(width * height));

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Row by row; may be longer than the plane.</summary>
    public ushort[] Values { get; }

    /// <summary>How many pixels there are.</summary>
    public int Count => Width * Height;

    public void Dispose() => ArrayPool<ushort>.Shared.Return(Values, clearArray: true);

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

        var plane = new GreyPlane(d.Columns, d.Rows);
        var values = plane.Values.AsSpan(0, plane.Count);
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

        return plane;
    }

    /// <summary>Exchanges dark and bright.</summary>
    public void Invert() => TensorPrimitives.OnesComplement<ushort>(Values.AsSpan(0, Count), Values);

    /// <summary>The smallest and the largest value.</summary>
    public (int Smallest, int Largest) Range() =>
        (TensorPrimitives.Min<ushort>(Values.AsSpan(0, Count)), TensorPrimitives.Max<ushort>(Values.AsSpan(0, Count)));

    /// <summary>Half as wide and high: of four pixels the mean.</summary>
    public GreyPlane Halved()
    {
        var half = new GreyPlane(Width / 2, Height / 2);
        for (var y = 0; y < half.Height; y++)
        {
            var upper = Values.AsSpan(2 * y * Width, Width);
            var lower = Values.AsSpan(((2 * y) + 1) * Width, Width);
            var target = half.Values.AsSpan(y * half.Width, half.Width);
            for (var x = 0; x < target.Length; x++)
            {
                target[x] = (ushort)((upper[2 * x] + upper[(2 * x) + 1] + lower[2 * x] + lower[(2 * x) + 1]) / 4);
            }
        }

        return half;
    }

    private static void FillGrey(Span<ushort> values, NativePixels pixels, int frame)
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
            FillFrom16(values, bytes, d);
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

    /// <summary>Bits that do not count are cut off; a sign is turned so that order stays. Every image goes through here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillFrom16(Span<ushort> values, ReadOnlySpan<byte> bytes, PixelDescription d)
    {
        var (left, right) = (15 - d.HighBit, 16 - d.BitsStored);
        var turn = (ushort)(d.IsSigned ? 1 << (d.BitsStored - 1) : 0);
        var i = 0;
        if (BitConverter.IsLittleEndian)
        {
            var turns = new Vector<ushort>(turn);
            var words = MemoryMarshal.Cast<byte, ushort>(bytes);
            for (; i <= values.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
            {
                (Vector.ShiftRightLogical(new Vector<ushort>(words[i..]) << left, right) ^ turns).CopyTo(values[i..]);
            }
        }

        for (; i < values.Length; i++)
        {
            values[i] = (ushort)(((ushort)(BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]) << left) >> right) ^ turn);
        }
    }

    private static void FillColour(Span<ushort> values, NativePixels pixels, int frame)
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

    private static void ApplyPalette(Span<ushort> values, DicomDataset header, PixelDescription description)
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
