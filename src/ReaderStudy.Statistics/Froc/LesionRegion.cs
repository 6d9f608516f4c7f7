namespace ReaderStudy.Statistics.Froc;

/// <summary>A place in a case's frame of reference, in mm.</summary>
/// <param name="X">First axis.</param>
/// <param name="Y">Second axis.</param>
/// <param name="Z">Third axis; 0 throughout in two dimensions.</param>
public readonly record struct PointInMillimetres(double X, double Y, double Z)
{
    /// <summary>The straight distance.</summary>
    public double DistanceTo(PointInMillimetres other)
    {
        var (dx, dy, dz) = (X - other.X, Y - other.Y, Z - other.Z);
        return Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz));
    }
}

/// <summary>Where marks count as on a lesion.</summary>
/// <param name="Case">Where the lesion is.</param>
/// <param name="Lesion">Its label, unique within the case.</param>
public abstract record LesionRegion(string Case, string Lesion)
{
    /// <summary>Decides between lesions that accept the same mark: the nearer one gets it.</summary>
    public abstract PointInMillimetres Centre { get; }

    /// <summary>Whether a mark there is on the lesion; the border counts.</summary>
    public abstract bool Accepts(PointInMillimetres mark);
}

/// <summary>Marks within an acceptance radius of the lesion's centre.</summary>
/// <param name="Case">Where the lesion is.</param>
/// <param name="Lesion">Its label, unique within the case.</param>
/// <param name="Centre">The lesion's centre.</param>
/// <param name="AcceptanceRadius">In mm; the lesion's own radius, or a fixed one, as the protocol says.</param>
public sealed record SphereRegion(string Case, string Lesion, PointInMillimetres Centre, double AcceptanceRadius)
    : LesionRegion(Case, Lesion)
{
    public override PointInMillimetres Centre { get; } = Centre;

    public override bool Accepts(PointInMillimetres mark) => Centre.DistanceTo(mark) <= AcceptanceRadius;
}

/// <summary>Marks within a box along the axes.</summary>
/// <param name="Case">Where the lesion is.</param>
/// <param name="Lesion">Its label, unique within the case.</param>
/// <param name="Low">The corner of the smallest coordinates.</param>
/// <param name="High">The corner of the largest coordinates.</param>
public sealed record BoxRegion(string Case, string Lesion, PointInMillimetres Low, PointInMillimetres High) : LesionRegion(Case, Lesion)
{
    public override PointInMillimetres Centre => new((Low.X + High.X) / 2, (Low.Y + High.Y) / 2, (Low.Z + High.Z) / 2);

    public override bool Accepts(PointInMillimetres mark) =>
        mark.X >= Low.X && mark.X <= High.X && mark.Y >= Low.Y && mark.Y <= High.Y && mark.Z >= Low.Z && mark.Z <= High.Z;
}

/// <summary>Marks in the voxels of a mask, the voxel nearest to the mark deciding.</summary>
public sealed record MaskRegion : LesionRegion
{
    private readonly bool[] _voxels;
    private readonly (int X, int Y, int Z) _size;
    private readonly PointInMillimetres _origin;
    private readonly PointInMillimetres _spacing;

    /// <param name="inCase">Where the lesion is.</param>
    /// <param name="lesion">Its label, unique within the case.</param>
    /// <param name="voxels">X runs fastest, Z slowest.</param>
    /// <param name="size">Voxels along each axis.</param>
    /// <param name="origin">The centre of the first voxel.</param>
    /// <param name="spacing">Between voxel centres, in mm; positive.</param>
    /// <exception cref="ArgumentException">The sizes differ, the spacing is not positive, or no voxel belongs to the lesion.</exception>
    public MaskRegion(
        string inCase,
        string lesion,
        bool[] voxels,
        (int X, int Y, int Z) size,
        PointInMillimetres origin,
        PointInMillimetres spacing
    )
        : base(inCase, lesion)
    {
        if (size.X < 1 || size.Y < 1 || size.Z < 1 || voxels.Length != (long)size.X * size.Y * size.Z)
        {
            throw new ArgumentException($"{voxels.Length} voxels are not {size.X} x {size.Y} x {size.Z}.", nameof(voxels));
        }

        if (!(spacing.X > 0 && spacing.Y > 0 && spacing.Z > 0))
        {
            throw new ArgumentException("The spacing must be positive.", nameof(spacing));
        }

        (_voxels, _size, _origin, _spacing) = (voxels, size, origin, spacing);
        double x = 0,
            y = 0,
            z = 0;
        var count = 0;
        for (var i = 0; i < voxels.Length; i++)
        {
            if (voxels[i])
            {
                x += i % size.X;
                y += i / size.X % size.Y;
                z += i / size.X / size.Y;
                count++;
            }
        }

        if (count == 0)
        {
            throw new ArgumentException("No voxel belongs to the lesion.", nameof(voxels));
        }

        Centre = new PointInMillimetres(
            origin.X + (x / count * spacing.X),
            origin.Y + (y / count * spacing.Y),
            origin.Z + (z / count * spacing.Z)
        );
    }

    /// <summary>The centroid of the voxels.</summary>
    public override PointInMillimetres Centre { get; }

    public override bool Accepts(PointInMillimetres mark)
    {
        var x = Math.Round((mark.X - _origin.X) / _spacing.X);
        var y = Math.Round((mark.Y - _origin.Y) / _spacing.Y);
        var z = Math.Round((mark.Z - _origin.Z) / _spacing.Z);
        return x >= 0
            && y >= 0
            && z >= 0
            && x < _size.X
            && y < _size.Y
            && z < _size.Z
            && _voxels[(int)x + (_size.X * ((int)y + (_size.Y * (int)z)))];
    }
}
