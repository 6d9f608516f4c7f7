namespace ReaderStudy.Statistics.Roc;

/// <summary>
/// Points between those of an empirical ROC curve as MRMCaov takes them. Where several points share one false-positive rate, only the largest
/// true-positive rate enters the straight line to the neighbours, and the other way about; vertical and horizontal steps so become slopes.
/// <see cref="RocCurve.SensitivityAt"/>, <see cref="RocCurve.SpecificityAt"/> and <see cref="PartialAuc"/> follow the curve itself: they agree
/// with these wherever no step is next to the place asked for.
/// </summary>
/// <remarks>Smith BJ, Hillis SL (2020). Proceedings of SPIE 11316:113160K. doi:10.1117/12.2549075</remarks>
public static class LargestOfTies
{
    /// <summary>The sensitivity at a specificity.</summary>
    public static double SensitivityAt(RocCurve curve, double specificity)
    {
        RocCurve.RequireShare(specificity);
        return At(RightToLeft(curve), 1 - specificity);
    }

    /// <summary>The specificity at a sensitivity: of several false-positive rates the largest enters, so that it is a cautious one.</summary>
    public static double SpecificityAt(RocCurve curve, double sensitivity)
    {
        RocCurve.RequireShare(sensitivity);
        return 1 - At(BottomToTop(curve), sensitivity);
    }

    /// <summary>
    /// The area between two specificities: the curve's points strictly between the limits, and at the limits
    /// <see cref="SensitivityAt"/>. Divide by the distance of the limits for the mean sensitivity.
    /// </summary>
    public static double PartialAucOverSpecificity(RocCurve curve, double from, double to)
    {
        var (low, high) = PartialAuc.Limits(from, to);
        return Area(RightToLeft(curve), 1 - high, 1 - low, SensitivityAt(curve, high), SensitivityAt(curve, low));
    }

    /// <summary>
    /// The area to the right of the curve between two sensitivities: the points strictly between the limits, and at the limits
    /// <see cref="SpecificityAt"/>. Divide by the distance of the limits for the mean specificity.
    /// </summary>
    public static double PartialAucOverSensitivity(RocCurve curve, double from, double to)
    {
        var (low, high) = PartialAuc.Limits(from, to);
        var falsePositives = BottomToTop(curve);
        return high - low - Area(falsePositives, low, high, At(falsePositives, low), At(falsePositives, high));
    }

    /// <summary>(false-positive rate, true-positive rate), both ascending.</summary>
    private static (double X, double Y)[] RightToLeft(RocCurve curve) =>
        [.. curve.Points.Reverse().Select(p => (1 - p.Specificity, p.Sensitivity))];

    /// <summary>(true-positive rate, false-positive rate), both ascending.</summary>
    private static (double X, double Y)[] BottomToTop(RocCurve curve) =>
        [.. curve.Points.Reverse().Select(p => (p.Sensitivity, 1 - p.Specificity))];

    private static double At((double X, double Y)[] points, double x)
    {
        // The last point of those that share an x has the largest y.
        var right = points.Length - 1;
        var left = right;
        while (left > 0 && points[left].X > x)
        {
            right = left--;
        }

        while (right + 1 < points.Length && points[right + 1].X == points[right].X)
        {
            right++;
        }

        var (x0, y0) = points[left];
        var (x1, y1) = points[right];
        return x >= x1 ? y1 : (x0 == x1 ? y0 : y0 + ((x - x0) / (x1 - x0) * (y1 - y0)));
    }

    private static double Area((double X, double Y)[] points, double low, double high, double atLow, double atHigh)
    {
        double area = 0;
        var (x, y) = (low, atLow);
        foreach (var point in points.Where(p => p.X > low && p.X < high).Append((X: high, Y: atHigh)))
        {
            area += (point.X - x) * (point.Y + y) / 2;
            (x, y) = point;
        }

        return area;
    }
}
