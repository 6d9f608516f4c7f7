using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Inference.Operations;

/// <summary>Pixels of a slice, as a rectangle; it may reach beyond the image.</summary>
/// <param name="Top">First row.</param>
/// <param name="Left">First column.</param>
/// <param name="Rows">Rows from there on.</param>
/// <param name="Columns">Columns from there on.</param>
public readonly record struct PixelBox(int Top, int Left, int Rows, int Columns)
{
    /// <summary>The smallest rectangle that holds both.</summary>
    public PixelBox Union(PixelBox other)
    {
        var (top, left) = (Math.Min(Top, other.Top), Math.Min(Left, other.Left));
        return new PixelBox(
            top,
            left,
            Math.Max(Top + Rows, other.Top + other.Rows) - top,
            Math.Max(Left + Columns, other.Left + other.Columns) - left
        );
    }
}

/// <summary>What of a lesion lies in one slice.</summary>
/// <param name="Slice">Index of the slice, from 0.</param>
/// <param name="Box">The smallest rectangle around it.</param>
/// <param name="Area">Its pixels; those of the rectangle if no more is known.</param>
public sealed record SliceExtent(int Slice, PixelBox Box, int Area);

/// <summary>Where a lesion lies in a volume, slice by slice.</summary>
public static class LesionExtent
{
    /// <summary>From a mask of the volume's voxels; empty when it has none.</summary>
    public static IReadOnlyList<SliceExtent> OfMask(ReadOnlySpan<bool> mask, GridSize size)
    {
        size.Require(mask.Length, nameof(mask));
        var slices = new List<SliceExtent>();
        for (var slice = 0; slice < size.Slices; slice++)
        {
            var (top, bottom, left, right, area) = (int.MaxValue, -1, int.MaxValue, -1, 0);
            for (var row = 0; row < size.Rows; row++)
            {
                var line = mask.Slice(size.IndexOf(slice, row, 0), size.Columns);
                for (var column = line.IndexOf(true); column >= 0 && column < line.Length; column++)
                {
                    if (line[column])
                    {
                        area++;
                        (top, bottom) = (Math.Min(top, row), row);
                        (left, right) = (Math.Min(left, column), Math.Max(right, column));
                    }
                }
            }

            if (area > 0)
            {
                slices.Add(new SliceExtent(slice, new PixelBox(top, left, bottom - top + 1, right - left + 1), area));
            }
        }

        return slices;
    }

    /// <summary>From a box of voxels, the same rectangle in each of its slices.</summary>
    public static IReadOnlyList<SliceExtent> OfBox(int firstSlice, int lastSlice, PixelBox box) =>
        [.. Enumerable.Range(firstSlice, lastSlice - firstSlice + 1).Select(slice => new SliceExtent(slice, box, box.Rows * box.Columns))];

    /// <summary>
    /// From two opposite corners in the patient, in mm: all voxels that the box between them touches with more than a face. Where the
    /// volume lies at an angle, these are the voxels of the smallest box along its own axes around the given one. Slices beyond the volume
    /// are left out.
    /// </summary>
    public static IReadOnlyList<SliceExtent> OfPatientBox(Point3 corner, Point3 opposite, VolumeGeometry geometry)
    {
        var corners = Enumerable
            .Range(0, 8)
            .Select(bits => new Point3(
                (bits & 1) == 0 ? corner.X : opposite.X,
                (bits & 2) == 0 ? corner.Y : opposite.Y,
                (bits & 4) == 0 ? corner.Z : opposite.Z
            ))
            .Select(point => point - geometry.First.Origin)
            .ToList();
        var (first, last) = Touched(corners.Select(point => point.Dot(geometry.First.Normal) / geometry.SliceSpacing));
        var (top, bottom) = Touched(corners.Select(point => point.Dot(geometry.First.AlongColumn) / geometry.First.RowSpacing));
        var (left, right) = Touched(corners.Select(point => point.Dot(geometry.First.AlongRow) / geometry.First.ColumnSpacing));
        (first, last) = (Math.Max(0, first), Math.Min(geometry.Slices - 1, last));
        return first > last ? [] : OfBox(first, last, new PixelBox(top, left, bottom - top + 1, right - left + 1));
    }

    /// <summary>Voxel i reaches from i − ½ to i + ½.</summary>
    private static (int First, int Last) Touched(IEnumerable<double> places)
    {
        const double Rounding = 1e-6;
        var all = places.ToList();
        var first = (int)Math.Floor(all.Min() + 0.5 + Rounding);
        return (first, Math.Max(first, (int)Math.Ceiling(all.Max() - 0.5 - Rounding)));
    }
}
