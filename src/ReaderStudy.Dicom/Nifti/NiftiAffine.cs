using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Dicom.Nifti;

/// <summary>
/// From voxel (column, row, slice) to mm in NIfTI's world: x to the right, y to the front, z to the head. DICOM's x goes to the left and
/// its y to the back, so both change their sign; nothing is turned, mirrored or resampled.
/// </summary>
/// <param name="Column">Step from one column to the next, in mm.</param>
/// <param name="Row">Step from one row to the next, in mm.</param>
/// <param name="Slice">Step from one slice to the next, in mm.</param>
/// <param name="Origin">Centre of voxel (0, 0, 0), in mm.</param>
public sealed record NiftiAffine(Point3 Column, Point3 Row, Point3 Slice, Point3 Origin)
{
    /// <summary>The grid of a volume.</summary>
    public static NiftiAffine Of(VolumeGeometry geometry)
    {
        var first = geometry.First;
        return new NiftiAffine(
            Ras(first.AlongRow * first.ColumnSpacing),
            Ras(first.AlongColumn * first.RowSpacing),
            Ras(first.Normal * geometry.SliceSpacing),
            Ras(first.Origin)
        );
    }

    /// <summary>
    /// The grid of a stack. The step between slices is the way from the first to the last shared out evenly, so that rounded positions do
    /// not add up.
    /// </summary>
    public static NiftiAffine Of(SliceStack stack)
    {
        var (first, last) = (stack.Slices[0].Plane, stack.Slices[^1].Plane);
        var step = stack.Slices.Count > 1 ? (last.Origin - first.Origin) * (1d / (stack.Slices.Count - 1)) : first.Normal * stack.Spacing;
        return new NiftiAffine(
            Ras(first.AlongRow * first.ColumnSpacing),
            Ras(first.AlongColumn * first.RowSpacing),
            Ras(step),
            Ras(first.Origin)
        );
    }

    /// <summary>The grid that a qform describes (nifti1.h, method 2).</summary>
    /// <param name="quaternion">Its b, c and d.</param>
    /// <param name="sign">-1 where the slice axis is mirrored, else 1.</param>
    /// <param name="spacing">Distances of voxels along their three axes, in mm.</param>
    /// <param name="origin">Centre of voxel (0, 0, 0), in mm.</param>
    internal static NiftiAffine OfQuaternion((double B, double C, double D) quaternion, double sign, Point3 spacing, Point3 origin)
    {
        var (b, c, d) = quaternion;
        var a = Math.Sqrt(Math.Max(0, 1 - (b * b) - (c * c) - (d * d)));
        return new NiftiAffine(
            new Point3((a * a) + (b * b) - (c * c) - (d * d), 2 * ((b * c) + (a * d)), 2 * ((b * d) - (a * c))) * spacing.X,
            new Point3(2 * ((b * c) - (a * d)), (a * a) + (c * c) - (b * b) - (d * d), 2 * ((c * d) + (a * b))) * spacing.Y,
            new Point3(2 * ((b * d) + (a * c)), 2 * ((c * d) - (a * b)), (a * a) + (d * d) - (b * b) - (c * c)) * (sign * spacing.Z),
            origin
        );
    }

    /// <summary>The place of a voxel, in mm.</summary>
    public Point3 PositionOf(double column, double row, double slice) => Origin + (Column * column) + (Row * row) + (Slice * slice);

    /// <summary>
    /// The rotation as NIfTI's quaternion (b, c, d; a follows from them) and the sign of the slice axis, for programs that read the qform
    /// (nifti1.h, method 2). Exact where the axes are at right angles.
    /// </summary>
    internal (double B, double C, double D, double Sign) Quaternion()
    {
        var (x, y, z) = (Unit(Column), Unit(Row), Unit(Slice));
        var sign = x.Cross(y).Dot(z) < 0 ? -1d : 1d;
        z *= sign;
        var trace = x.X + y.Y + z.Z + 1;
        if (trace > 0.5)
        {
            var a = 0.5 * Math.Sqrt(trace);
            return (0.25 * (y.Z - z.Y) / a, 0.25 * (z.X - x.Z) / a, 0.25 * (x.Y - y.X) / a, sign);
        }

        var (xd, yd, zd) = (1 + x.X - (y.Y + z.Z), 1 + y.Y - (x.X + z.Z), 1 + z.Z - (x.X + y.Y));
        double b;
        double c;
        double d;
        double w;
        if (xd > 1)
        {
            b = 0.5 * Math.Sqrt(xd);
            (c, d, w) = (0.25 * (y.X + x.Y) / b, 0.25 * (z.X + x.Z) / b, 0.25 * (y.Z - z.Y) / b);
        }
        else if (yd > 1)
        {
            c = 0.5 * Math.Sqrt(yd);
            (b, d, w) = (0.25 * (y.X + x.Y) / c, 0.25 * (z.Y + y.Z) / c, 0.25 * (z.X - x.Z) / c);
        }
        else
        {
            d = 0.5 * Math.Sqrt(zd);
            (b, c, w) = (0.25 * (z.X + x.Z) / d, 0.25 * (z.Y + y.Z) / d, 0.25 * (x.Y - y.X) / d);
        }

        return w < 0 ? (-b, -c, -d, sign) : (b, c, d, sign);
    }

    private static Point3 Unit(Point3 way) => way.Length > 0 ? way * (1 / way.Length) : new Point3(0, 0, 1);

    private static Point3 Ras(Point3 lps) => new(-lps.X, -lps.Y, lps.Z);
}
