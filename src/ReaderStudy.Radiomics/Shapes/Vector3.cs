namespace ReaderStudy.Radiomics.Shapes;

/// <summary>A point or direction in mm, along columns, rows and slices of the grid.</summary>
internal readonly record struct Vector3(double X, double Y, double Z)
{
    public double Length => Math.Sqrt(Dot(this));

    public double Dot(Vector3 other) => (X * other.X) + (Y * other.Y) + (Z * other.Z);

    public Vector3 Cross(Vector3 other) => new((Y * other.Z) - (Z * other.Y), (Z * other.X) - (X * other.Z), (X * other.Y) - (Y * other.X));

    public static Vector3 operator +(Vector3 a, Vector3 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static Vector3 operator -(Vector3 a, Vector3 b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static Vector3 operator *(Vector3 a, double factor) => new(a.X * factor, a.Y * factor, a.Z * factor);
}

/// <summary>A point of a mesh in half voxels: whole numbers, so that what lies on which side of a plane is exact.</summary>
internal readonly record struct LatticePoint(int X, int Y, int Z)
{
    public Vector3 In(VoxelGrid grid) => new(X * grid.ColumnSpacing / 2, Y * grid.RowSpacing / 2, Z * grid.SliceSpacing / 2);
}
