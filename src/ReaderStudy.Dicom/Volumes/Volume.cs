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
            VoxelValues.Copy(stack.Slices[i].Dataset, voxels.AsSpan(i * perSlice, perSlice));
        }

        return new Volume(geometry, voxels, stack.Problems);
    }
}
