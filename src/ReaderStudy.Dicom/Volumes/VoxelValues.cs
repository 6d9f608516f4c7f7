using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Dicom.Volumes;

/// <summary>The pixels of one grey image in the modality's unit, rounded to whole numbers and cut to the range of 16 bits.</summary>
internal static class VoxelValues
{
    /// <summary>Fills the target, row by row, with the rescale applied.</summary>
    /// <exception cref="DicomException">The pixels cannot be read, are not grey, or are not one frame.</exception>
    public static void Copy(DicomDataset dataset, Span<short> target)
    {
        var pixels = NativePixels.Of(dataset);
        var description = pixels.Description;
        if (!description.IsMonochrome || pixels.Frames.Count != 1)
        {
            throw new DicomException(
                DicomErrorKind.Unsupported,
                $"a volume is made of single grey frames, not of {pixels.Frames.Count} frame(s) of {description.Photometric}"
            );
        }

        var rescale = ModalityRescale.Of(dataset);
        if (description.BitsAllocated == 16 && rescale.Slope == 1 && rescale.Intercept is >= -32768 and <= 32767)
        {
            CopyShifted(pixels, (int)Math.Round(rescale.Intercept), target);
            return;
        }

        var values = pixels.StoredValues(0);
        for (var i = 0; i < values.Length; i++)
        {
            target[i] = (short)Math.Clamp(Math.Round(rescale.Apply(values[i])), short.MinValue, short.MaxValue);
        }
    }

    /// <summary>The usual CT: stored values of 16 bits and a whole number to add.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyShifted(NativePixels pixels, int shift, Span<short> target)
    {
        var description = pixels.Description;
        var (left, right) = (15 - description.HighBit, 16 - description.BitsStored);
        var bytes = pixels.Frames[0].Span;
        var i = 0;
        if (BitConverter.IsLittleEndian)
        {
            var (shifts, least, most) = (new Vector<int>(shift), new Vector<int>(short.MinValue), new Vector<int>(short.MaxValue));
            var words = MemoryMarshal.Cast<byte, ushort>(bytes);
            for (; i <= target.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
            {
                var raw = new Vector<ushort>(words[i..]) << left;
                Vector<int> low;
                Vector<int> high;
                if (description.IsSigned)
                {
                    Vector.Widen(Vector.ShiftRightArithmetic(Vector.AsVectorInt16(raw), right), out low, out high);
                }
                else
                {
                    Vector.Widen(Vector.ShiftRightLogical(raw, right), out var first, out var second);
                    (low, high) = (Vector.AsVectorInt32(first), Vector.AsVectorInt32(second));
                }

                Vector
                    .Narrow(Vector.Min(Vector.Max(low + shifts, least), most), Vector.Min(Vector.Max(high + shifts, least), most))
                    .CopyTo(target[i..]);
            }
        }

        for (; i < target.Length; i++)
        {
            var raw = (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]) << left);
            var stored = description.IsSigned ? (short)raw >> right : raw >> right;
            target[i] = (short)Math.Clamp(stored + shift, short.MinValue, short.MaxValue);
        }
    }
}
