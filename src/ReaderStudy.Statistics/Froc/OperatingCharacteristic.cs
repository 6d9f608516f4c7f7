namespace ReaderStudy.Statistics.Froc;

/// <summary>What is seen when every mark rated at least <paramref name="Threshold"/> counts.</summary>
/// <param name="Threshold">+∞ at the origin, −∞ at an end that no threshold reaches.</param>
/// <param name="X">Of the false positives.</param>
/// <param name="Y">Of the true positives.</param>
public readonly record struct OperatingPoint(double Threshold, double X, double Y);

/// <summary>An empirical curve through its operating points, from the origin on; neither coordinate ever falls.</summary>
/// <param name="Points">At least the origin.</param>
public sealed record OperatingCharacteristic(IReadOnlyList<OperatingPoint> Points)
{
    /// <summary>The trapezoidal area from the origin to the last point.</summary>
    public double Area => AreaUpTo(double.PositiveInfinity);

    /// <summary>The trapezoidal area from 0 to <paramref name="x"/>, or to the last point where that comes first.</summary>
    public double AreaUpTo(double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        var area = 0.0;
        for (var i = 1; i < Points.Count; i++)
        {
            var (a, b) = (Points[i - 1], Points[i]);
            if (b.X > x)
            {
                var y = a.Y + ((b.Y - a.Y) * (x - a.X) / (b.X - a.X));
                return area + ((x - a.X) * (a.Y + y) / 2);
            }

            area += (b.X - a.X) * (a.Y + b.Y) / 2;
        }

        return area;
    }

    /// <summary>
    /// The ordinate by straight lines between the points; the upper end where the curve rises vertically, and the last ordinate beyond the
    /// last point.
    /// </summary>
    public double InterpolatedOrdinate(double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        var at = LastWithin(x);
        var a = Points[at];
        if (at + 1 == Points.Count)
        {
            return a.Y;
        }

        var b = Points[at + 1];
        return a.Y + ((b.Y - a.Y) * (x - a.X) / (b.X - a.X));
    }

    /// <summary>The operating point of the highest ordinate that some threshold attains without exceeding <paramref name="x"/>.</summary>
    public OperatingPoint Attained(double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        var at = LastWithin(x);
        while (at > 0 && double.IsNegativeInfinity(Points[at].Threshold))
        {
            at--;
        }

        return Points[at];
    }

    /// <summary>The first operating point with an ordinate of at least <paramref name="y"/>; null when no threshold attains it.</summary>
    public OperatingPoint? FirstReaching(double y)
    {
        foreach (var point in Points)
        {
            if (point.Y >= y && !double.IsNegativeInfinity(point.Threshold))
            {
                return point;
            }
        }

        return null;
    }

    /// <summary>
    /// The mean of several curves' interpolated ordinates, at every abscissa that one of them has. Each curve counts with its last ordinate
    /// beyond its own end. Thresholds are NaN: readers use their scales differently.
    /// </summary>
    public static OperatingCharacteristic VerticalAverage(IReadOnlyList<OperatingCharacteristic> curves)
    {
        if (curves.Count == 0)
        {
            throw new ArgumentException("There is no curve.", nameof(curves));
        }

        double[] grid = [.. curves.SelectMany(c => c.Points.Select(p => p.X)).Distinct().Order()];
        var points = new List<OperatingPoint> { new(double.NaN, 0, 0) };
        foreach (var x in grid)
        {
            points.Add(new OperatingPoint(double.NaN, x, curves.Average(c => c.InterpolatedOrdinate(x))));
        }

        return new OperatingCharacteristic(points);
    }

    private int LastWithin(double x)
    {
        int low = 0,
            high = Points.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            if (Points[middle].X <= x)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }
}
