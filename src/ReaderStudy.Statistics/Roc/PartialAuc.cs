namespace ReaderStudy.Statistics.Roc;

/// <summary>
/// Part of the area under an empirical ROC curve, between two specificities or two sensitivities, as it is and standardised so that chance
/// gives ½ and perfection 1.
/// </summary>
/// <remarks>
/// McClish DK (1989). Medical Decision Making 9:190–195. doi:10.1177/0272989X8900900307.
/// Over sensitivities: Jiang Y, Metz CE, Nishikawa RM (1996). Radiology 201:745–750. doi:10.1148/radiology.201.3.8939225
/// </remarks>
public static class PartialAuc
{
    /// <summary>The area under the curve between two specificities, in either order; at most their difference.</summary>
    public static double OverSpecificity(RocCurve curve, double from, double to)
    {
        var (low, high) = Limits(from, to);
        double area = 0;
        for (var i = 1; i < curve.Points.Count; i++)
        {
            var (a, b) = (curve.Points[i - 1], curve.Points[i]);
            area += Strip(a.Specificity, a.Sensitivity, b.Specificity, b.Sensitivity, low, high);
        }

        return area;
    }

    /// <summary>The area to the right of the curve between two sensitivities, in either order; at most their difference.</summary>
    public static double OverSensitivity(RocCurve curve, double from, double to)
    {
        var (low, high) = Limits(from, to);
        double area = 0;
        for (var i = 1; i < curve.Points.Count; i++)
        {
            var (a, b) = (curve.Points[i], curve.Points[i - 1]);
            area += Strip(a.Sensitivity, a.Specificity, b.Sensitivity, b.Specificity, low, high);
        }

        return area;
    }

    /// <summary>
    /// McClish's ½ (1 + (A − A₀) / (A₁ − A₀)), with A₀ the area between the same limits under the diagonal of chance and A₁ their distance.
    /// NaN for a curve whose part lies below chance, where the standardisation has no meaning (as in pROC), and for limits that are equal.
    /// </summary>
    public static double Standardised(double area, double from, double to) =>
        area < ChanceArea(from, to) - 1e-12 ? double.NaN : StandardisedBelowChanceToo(area, from, to);

    /// <summary>The same formula for any curve: below ½ where the part lies below chance (as in scikit-learn).</summary>
    public static double StandardisedBelowChanceToo(double area, double from, double to)
    {
        var (low, high) = Limits(from, to);
        var chance = ChanceArea(from, to);
        return low == high ? double.NaN : 0.5 * (1 + ((area - chance) / (high - low - chance)));
    }

    /// <summary>The area under the diagonal between two specificities or sensitivities: their distance times the mean of 1 − each.</summary>
    public static double ChanceArea(double from, double to)
    {
        var (low, high) = Limits(from, to);
        return (high - low) * ((1 - low) + (1 - high)) / 2;
    }

    internal static (double Low, double High) Limits(double from, double to)
    {
        RocCurve.RequireShare(from);
        RocCurve.RequireShare(to);
        return from < to ? (from, to) : (to, from);
    }

    /// <summary>The area under a line from (x0, y0) to (x1, y1), x0 ≤ x1, between two limits of x.</summary>
    private static double Strip(double x0, double y0, double x1, double y1, double low, double high)
    {
        var (left, right) = (Math.Max(x0, low), Math.Min(x1, high));
        if (!(left < right))
        {
            return 0;
        }

        var slope = (y1 - y0) / (x1 - x0);
        var atLeft = left == x0 ? y0 : y0 + ((left - x0) * slope);
        var atRight = right == x1 ? y1 : y0 + ((right - x0) * slope);
        return (right - left) * (atLeft + atRight) / 2;
    }
}
