using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Mrmc;

/// <summary>
/// Interpolation of an empirical ROC curve through the highest point at each specificity (or the lowest specificity at each sensitivity), as
/// the R package MRMCaov has it. It differs from <see cref="RocCurve.SensitivityAt"/>, which follows the straight lines of the curve, where
/// the curve rises steeply at the far end of a line: between (f₁, s₁) and (f₂, s₂) with several points at f₂ it aims at the highest of them.
/// </summary>
internal static class UpperPoints
{
    /// <summary>The sensitivity at a specificity.</summary>
    public static double SensitivityAt(RocCurve curve, double specificity) => At(FalsePositiveThenTrue(curve), 1 - specificity);

    /// <summary>The specificity at a sensitivity: of the points that have it the lowest, else between the lowest of its neighbours.</summary>
    public static double SpecificityAt(RocCurve curve, double sensitivity) => 1 - At(TrueThenFalsePositive(curve), sensitivity);

    /// <summary>The area under the curve between two specificities, its ends interpolated so.</summary>
    public static double AreaOverSpecificity(RocCurve curve, double from, double to)
    {
        var points = FalsePositiveThenTrue(curve);
        return Area(points, 1 - to, At(points, 1 - to), 1 - from, At(points, 1 - from));
    }

    /// <summary>The area to the right of the curve between two sensitivities, its ends interpolated so.</summary>
    public static double AreaOverSensitivity(RocCurve curve, double from, double to)
    {
        var points = TrueThenFalsePositive(curve);
        var specificities = Array.ConvertAll(points, p => (p.X, 1 - p.Y));
        return Area(specificities, from, 1 - At(points, from), to, 1 - At(points, to));
    }

    private static (double X, double Y)[] FalsePositiveThenTrue(RocCurve curve)
    {
        var points = new (double, double)[curve.Points.Count];
        for (var i = 0; i < points.Length; i++)
        {
            var point = curve.Points[points.Length - 1 - i];
            points[i] = (1 - point.Specificity, point.Sensitivity);
        }

        return points;
    }

    private static (double X, double Y)[] TrueThenFalsePositive(RocCurve curve) =>
        Array.ConvertAll(FalsePositiveThenTrue(curve), p => (p.Y, p.X));

    /// <summary>Linear between points of rising x, of which the highest y counts where x is the same.</summary>
    private static double At((double X, double Y)[] points, double x)
    {
        var next = 0;
        while (points[next].X < x && next < points.Length - 1)
        {
            next++;
        }

        var right = points[next].X;
        var atRight = Highest(points, right);
        if (right <= x || next == 0)
        {
            return atRight;
        }

        var left = points[next - 1].X;
        var atLeft = Highest(points, left);
        return atLeft + ((atRight - atLeft) * ((x - left) / (right - left)));
    }

    private static double Highest((double X, double Y)[] points, double x)
    {
        var highest = double.NegativeInfinity;
        foreach (var point in points)
        {
            highest = point.X == x ? Math.Max(highest, point.Y) : highest;
        }

        return highest;
    }

    private static double Area((double X, double Y)[] points, double low, double atLow, double high, double atHigh)
    {
        double area = 0;
        var (x, y) = (low, atLow);
        foreach (var point in points)
        {
            if (point.X > low && point.X < high)
            {
                area += (point.X - x) * (point.Y + y) / 2;
                (x, y) = point;
            }
        }

        return area + ((high - x) * (atHigh + y) / 2);
    }
}
