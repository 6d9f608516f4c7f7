using System.Globalization;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Dicom.Nifti;

/// <summary>
/// Where the voxels of a mask belong among those of images, slice by slice and row by row: a mask may count its axes in another order or from
/// the other end, as programs that read NIfTI like to turn them, but each of its voxels must lie on one of the images'.
/// </summary>
/// <param name="Start">The place of the mask's first voxel.</param>
/// <param name="Column">From there to the next along the mask's first axis.</param>
/// <param name="Row">Along its second axis.</param>
/// <param name="Slice">Along its third axis.</param>
public sealed record VoxelOrder(int Start, int Column, int Row, int Slice)
{
    /// <summary>How far a voxel may lie off, as a share of a voxel: affines are rounded, and differently by every program.</summary>
    private const double Tolerance = 0.1;

    /// <summary>Compares two grids.</summary>
    /// <param name="mask">The mask's.</param>
    /// <param name="images">The images'.</param>
    /// <param name="order">The order; null if the mask lies on another grid.</param>
    /// <returns>What differs, as a sentence about the mask; empty if nothing does.</returns>
    public static string Compare(NiftiHeader mask, NiftiHeader images, out VoxelOrder? order)
    {
        order = null;
        int[] size = [mask.Columns, mask.Rows, mask.Slices];
        int[] target = [images.Columns, images.Rows, images.Slices];
        if (!size.Order().SequenceEqual(target.Order()))
        {
            return $"it has {string.Join(" x ", size)} voxels, not {string.Join(" x ", target)}";
        }

        if ((long)target[0] * target[1] * target[2] > Array.MaxLength)
        {
            return $"{string.Join(" x ", target)} voxels are too many for one mask";
        }

        var (from, to) = (mask.Affine, images.Affine);
        Point3[] steps = [from.Column, from.Row, from.Slice];
        Point3[] axes = [to.Column, to.Row, to.Slice];
        int[] along = [.. steps.Select(s => Nearest(s, axes))];
        if (along.Distinct().Count() < 3 || Enumerable.Range(0, 3).Any(a => !IsParallel(steps[a], axes[along[a]])))
        {
            return "its axes are turned against those of the images";
        }

        if (Enumerable.Range(0, 3).Any(a => size[a] != target[along[a]]))
        {
            return $"it has {Sorted(along, size)} voxels along the images' axes, not {string.Join(" x ", target)}";
        }

        int[] stride = [1, target[0], target[0] * target[1]];
        var start = 0;
        var moves = new int[3];
        var first = to.Origin;
        for (var a = 0; a < 3; a++)
        {
            var axis = along[a];
            var isForward = steps[a].Dot(axes[axis]) > 0;
            moves[a] = isForward ? stride[axis] : -stride[axis];
            start += isForward ? 0 : (size[a] - 1) * stride[axis];
            first += axes[axis] * (isForward ? 0 : size[a] - 1);
            // What each step is too long or too short by, at the far end.
            var off = ((steps[a] * (isForward ? 1 : -1)) - axes[axis]) * (size[a] - 1);
            if (InVoxels(off, axes) > Tolerance)
            {
                return $"its voxels are {Mm(steps[a].Length)} apart where the images' are {Mm(axes[axis].Length)}, or its axes are slightly turned";
            }
        }

        var beside = from.Origin - first;
        if (InVoxels(beside, axes) > Tolerance)
        {
            return $"it lies {Mm(beside.Length)} beside the images";
        }

        order = new VoxelOrder(start, moves[0], moves[1], moves[2]);
        return "";
    }

    private static int Nearest(Point3 step, Point3[] axes) =>
        Enumerable.Range(0, 3).MaxBy(i => Math.Abs(step.Dot(axes[i])) / axes[i].Length);

    /// <summary>To about five degrees; what that leaves is judged by where the far end lies.</summary>
    private static bool IsParallel(Point3 a, Point3 b) => Math.Abs(a.Dot(b)) > 0.996 * a.Length * b.Length;

    private static double InVoxels(Point3 way, Point3[] axes) => axes.Max(axis => Math.Abs(way.Dot(axis)) / axis.Dot(axis));

    private static string Sorted(int[] along, int[] size) =>
        string.Join(" x ", Enumerable.Range(0, 3).Select(axis => size[Array.IndexOf(along, axis)]));

    private static string Mm(double value) => value.ToString("0.###", CultureInfo.InvariantCulture) + " mm";
}
