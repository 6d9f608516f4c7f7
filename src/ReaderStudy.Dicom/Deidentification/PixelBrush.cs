using System.Buffers.Binary;
using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Dicom.Deidentification;

/// <summary>Paints rectangles black in native pixel data of any photometric interpretation.</summary>
/// <param name="description">How the bytes are to be understood.</param>
/// <param name="darkest">The stored value of black, for images with one sample a pixel.</param>
internal sealed class PixelBrush(PixelDescription description, int darkest)
{
    /// <summary>Overwrites the regions in all frames that are there.</summary>
    public void Fill(byte[] bytes, IReadOnlyList<PixelRegion> regions)
    {
        foreach (var region in regions)
        {
            var (left, top) = (Math.Max(0, region.Left), Math.Max(0, region.Top));
            var right = (int)Math.Min(description.Columns, (long)region.Left + region.Width);
            var bottom = (int)Math.Min(description.Rows, (long)region.Top + region.Height);
            for (var frame = 0; frame < description.Frames; frame++)
            {
                for (var row = top; row < bottom && left < right; row++)
                {
                    FillRow(bytes, frame, row, left, right);
                }
            }
        }
    }

    private void FillRow(byte[] bytes, int frame, int row, int left, int right)
    {
        var pixels = (long)description.Rows * description.Columns;
        var line = ((long)row * description.Columns) + left;
        if (description.BitsAllocated == 1)
        {
            FillBits(bytes, (frame * pixels) + line, right - left);
            return;
        }

        if (description.SamplesPerPixel == 1)
        {
            FillSamples(bytes, (frame * pixels) + line, right - left, 1, darkest);
            return;
        }

        if (description.Photometric is "YBR_FULL_422" or "YBR_PARTIAL_422")
        {
            // Two pixels share a colour: Y Y Cb Cr (PS3.3 C.7.6.3.1.2). The pair is blanked whole.
            var start = (frame * pixels) + ((long)row * description.Columns) + (left & ~1);
            for (var pair = start; pair < (frame * pixels) + ((long)row * description.Columns) + right; pair += 2)
            {
                FillSamples(bytes, 2 * pair, 2, 1, Black(0));
                FillSamples(bytes, (2 * pair) + 2, 2, 1, Black(1));
            }

            return;
        }

        var samples = description.SamplesPerPixel;
        for (var s = 0; s < samples; s++)
        {
            var (first, step) = description.IsPlanar
                ? ((((frame * samples) + s) * pixels) + line, 1)
                : ((((frame * pixels) + line) * samples) + s, samples);
            FillSamples(bytes, first, right - left, step, Black(s));
        }
    }

    private int Black(int sample) =>
        description.Photometric switch
        {
            "YBR_PARTIAL_422" or "YBR_PARTIAL_420" when sample == 0 => 1 << (description.BitsStored - 4),
            _ when description.Photometric.StartsWith("YBR", StringComparison.Ordinal) && sample > 0 => 1 << (description.BitsStored - 1),
            _ => 0,
        };

    private void FillSamples(byte[] bytes, long first, int count, int step, int value)
    {
        var size = description.BitsAllocated / 8;
        var mask = description.BitsStored >= 32 ? uint.MaxValue : (1u << description.BitsStored) - 1;
        var raw = ((uint)value & mask) << (description.HighBit + 1 - description.BitsStored);
        if (description.IsSigned && value < 0)
        {
            // The sign is carried into the bits above, as most writers do and some readers expect.
            raw |= (uint)(-1L << (description.HighBit + 1));
        }

        for (var i = 0; i < count; i++)
        {
            var at = (first + ((long)i * step)) * size;
            if (at + size > bytes.Length)
            {
                return;
            }

            var target = bytes.AsSpan((int)at);
            switch (size)
            {
                case 1:
                    target[0] = (byte)raw;
                    break;
                case 2:
                    BinaryPrimitives.WriteUInt16LittleEndian(target, (ushort)raw);
                    break;
                default:
                    BinaryPrimitives.WriteUInt32LittleEndian(target, raw);
                    break;
            }
        }
    }

    private void FillBits(byte[] bytes, long first, int count)
    {
        for (var bit = first; bit < first + count && bit / 8 < bytes.Length; bit++)
        {
            var mask = (byte)(1 << (int)(bit % 8));
            bytes[bit / 8] = description.Photometric == "MONOCHROME1" ? (byte)(bytes[bit / 8] | mask) : (byte)(bytes[bit / 8] & ~mask);
        }
    }
}
