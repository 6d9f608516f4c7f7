namespace ReaderStudy.Domain.Readings.Marking;

/// <summary>A place or a direction in the patient coordinate system of DICOM (PS3.3 C.7.6.2), in mm: x to the left, y to the back, z to the head.</summary>
public readonly record struct WorldPoint(double X, double Y, double Z)
{
    private const int Decimals = 3;

    /// <summary>Nobody is larger: nothing lies further from the origin, in mm.</summary>
    private const double Furthest = 1e6;

    public double Length => Math.Sqrt(Dot(this));

    public double Dot(WorldPoint other) => (X * other.X) + (Y * other.Y) + (Z * other.Z);

    public WorldPoint Cross(WorldPoint other) =>
        new((Y * other.Z) - (Z * other.Y), (Z * other.X) - (X * other.Z), (X * other.Y) - (Y * other.X));

    public static WorldPoint operator +(WorldPoint left, WorldPoint right) => new(left.X + right.X, left.Y + right.Y, left.Z + right.Z);

    public static WorldPoint operator -(WorldPoint left, WorldPoint right) => new(left.X - right.X, left.Y - right.Y, left.Z - right.Z);

    public static WorldPoint operator *(WorldPoint left, double right) => new(left.X * right, left.Y * right, left.Z * right);

    public static WorldPoint Add(WorldPoint left, WorldPoint right) => left + right;

    public static WorldPoint Subtract(WorldPoint left, WorldPoint right) => left - right;

    public static WorldPoint Multiply(WorldPoint left, double right) => left * right;

    /// <summary>The place that three numbers name; null: they name none.</summary>
    public static WorldPoint? Of(IReadOnlyList<double>? numbers) =>
        numbers is { Count: 3 } && numbers.All(n => Math.Abs(n) <= Furthest) ? new WorldPoint(numbers[0], numbers[1], numbers[2]) : null;

    /// <summary>As it is written: in thousandths of a mm.</summary>
    internal static double Round(double number) => Math.Round(number, Decimals) + 0.0;

    /// <summary>Three numbers, as they are written.</summary>
    internal IReadOnlyList<double> Written() => [Round(X), Round(Y), Round(Z)];
}
