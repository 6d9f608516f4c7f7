namespace ReaderStudy.Dicom.Volumes;

/// <summary>A point or direction in the patient's coordinates, in mm: x to the left, y to the back, z to the head (PS3.3 C.7.6.2.1.1).</summary>
public readonly record struct Point3(double X, double Y, double Z)
{
    public double Length => Math.Sqrt(Dot(this));

    public double Dot(Point3 other) => (X * other.X) + (Y * other.Y) + (Z * other.Z);

    public Point3 Cross(Point3 other) => new((Y * other.Z) - (Z * other.Y), (Z * other.X) - (X * other.Z), (X * other.Y) - (Y * other.X));

    public static Point3 operator +(Point3 a, Point3 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static Point3 operator -(Point3 a, Point3 b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static Point3 operator *(Point3 a, double factor) => new(a.X * factor, a.Y * factor, a.Z * factor);

    public static Point3 Add(Point3 left, Point3 right) => left + right;

    public static Point3 Subtract(Point3 left, Point3 right) => left - right;

    public static Point3 Multiply(Point3 left, double right) => left * right;
}
