using System.Buffers.Binary;
using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Dicom.Volumes;

/// <summary>
/// A stack of slices as one block of numbers. Voxels are in the modality's unit (Hounsfield units for CT), rounded to whole
/// numbers and cut to the range of 16 bits; slice by slice, row by row, the column index running fastest.
/// </summary>
public sealed class Volume
{
    public Volume(VolumeGeometry geometry, short[] voxels, IReadOnlyList<StackProblem>? problems = null)
    {
        if (voxels.Length != (long)geometry.Slices * geometry.Rows * geometry.Columns)
        {
            throw new ArgumentException(
                $"{voxels.Length} voxels do not fill {geometry.Slices} x {geometry.Rows} x {geometry.Columns}.",
                nameof(voxels)
            );
        }

        Geometry = geometry;
        Voxels = voxels;
        Problems = problems ?? [];
    }

    public VolumeGeometry Geometry { get; }

    /// <summary>All voxels; the one at (slice, row, column) has index (slice x Rows + row) x Columns + column.</summary>
    public short[] Voxels { get; }

    /// <summary>What is wrong with the stack it was made from, without being fatal: gaps, duplicates, uneven spacing, tilt.</summary>
    public IReadOnlyList<StackProblem> Problems { get; }

    /// <summary>The value at a voxel.</summary>
    public short this[int slice, int row, int column] => Voxels[(((slice * Geometry.Rows) + row) * Geometry.Columns) + column];

    /// <summary>The values of one slice, row by row.</summary>
    public ReadOnlySpan<short> SliceAt(int slice) =>
        Voxels.AsSpan(slice * Geometry.Rows * Geometry.Columns, Geometry.Rows * Geometry.Columns);

    /// <summary>
    /// Makes a volume from the images of one series, in whatever order they come: they are sorted by position along their
    /// normal, each with its own rescale applied. Pixel data must be native.
    /// </summary>
    /// <exception cref="StackException">The images make no stack: mixed orientations, sizes or spacings, or no geometry.</exception>
    /// <exception cref="DicomException">An image's pixels cannot be read, or are not grey.</exception>
    public static Volume FromInstances(IEnumerable<DicomDataset> instances) => FromStack(SliceStack.Of(instances));

    /// <summary>Makes a volume from a stack that is in order already.</summary>
    /// <exception cref="StackException">The stack has a fatal problem.</exception>
    public static Volume FromStack(SliceStack stack)
    {
        if (!stack.IsUsable)
        {
            throw new StackException(stack.Problems);
        }

        var first = stack.Slices[0];
        var size = PixelDescription.Of(first.Dataset);
        var geometry = new VolumeGeometry(stack.Slices.Count, size.Rows, size.Columns, first.Plane, stack.Spacing);
        var length = (long)stack.Slices.Count * size.Rows * size.Columns;
        if (length > Array.MaxLength)
        {
            throw new DicomException(DicomErrorKind.Unsupported, $"a volume of {length} voxels is too large");
        }

        var voxels = new short[length];
        var perSlice = size.Rows * size.Columns;
        for (var i = 0; i < stack.Slices.Count; i++)
        {
            CopySlice(stack.Slices[i].Dataset, voxels.AsSpan(i * perSlice, perSlice));
        }

        return new Volume(geometry, voxels, stack.Problems);
    }

    private static void CopySlice(DicomDataset dataset, Span<short> target)
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
    private static void CopyShifted(NativePixels pixels, int shift, Span<short> target)
    {
        var description = pixels.Description;
        var (left, right) = (31 - description.HighBit, 32 - description.BitsStored);
        var bytes = pixels.Frames[0].Span;
        for (var i = 0; i < target.Length; i++)
        {
            var raw = (uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]) << left;
            var stored = description.IsSigned ? (int)raw >> right : (int)(raw >> right);
            target[i] = (short)Math.Clamp(stored + shift, short.MinValue, short.MaxValue);
        }
    }
}
