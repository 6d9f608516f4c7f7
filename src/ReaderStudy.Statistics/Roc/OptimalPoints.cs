namespace ReaderStudy.Statistics.Roc;

/// <summary>
/// Operating points of an empirical ROC curve that are best by a rule; all of them where several are equally good, by rising specificity.
/// Costs and prevalence enter by r = (1 − prevalence) / (cost · prevalence), where cost is that of a false negative over that of a false
/// positive; without them r = 1.
/// </summary>
/// <remarks>
/// Perkins NJ, Schisterman EF (2006). American Journal of Epidemiology 163:670–675. doi:10.1093/aje/kwj063.
/// The rate r: Zweig MH, Campbell G (1993). Clinical Chemistry 39:561–577. doi:10.1093/clinchem/39.4.561
/// </remarks>
public static class OptimalPoints
{
    /// <summary>Largest sensitivity + specificity (Youden's J + 1).</summary>
    /// <remarks>Youden WJ (1950). Cancer 3:32–35. doi:10.1002/1097-0142(1950)3:1&lt;32::AID-CNCR2820030106&gt;3.0.CO;2-3</remarks>
    public static IReadOnlyList<RocPoint> Youden(RocCurve curve) => Best(curve, p => p.Sensitivity + p.Specificity);

    /// <summary>Largest sensitivity + r · specificity.</summary>
    public static IReadOnlyList<RocPoint> WeightedYouden(RocCurve curve, double cost, double prevalence)
    {
        var r = Rate(cost, prevalence);
        return Best(curve, p => p.Sensitivity + (r * p.Specificity));
    }

    /// <summary>Smallest distance from the corner at which both are 1, √((1 − sensitivity)² + (1 − specificity)²).</summary>
    public static IReadOnlyList<RocPoint> ClosestToTopLeft(RocCurve curve) =>
        Best(curve, p => -(Square(1 - p.Sensitivity) + Square(1 - p.Specificity)));

    /// <summary>Smallest (1 − sensitivity)² + r · (1 − specificity)².</summary>
    public static IReadOnlyList<RocPoint> WeightedClosestToTopLeft(RocCurve curve, double cost, double prevalence)
    {
        var r = Rate(cost, prevalence);
        return Best(curve, p => -(Square(1 - p.Sensitivity) + (r * Square(1 - p.Specificity))));
    }

    /// <summary>
    /// The point with the highest specificity among those of at least the wanted sensitivity: a threshold that exists, unlike
    /// <see cref="RocCurve.SpecificityAt"/>. Of several the one with the higher sensitivity.
    /// </summary>
    public static RocPoint OfSensitivityAtLeast(RocCurve curve, double sensitivity)
    {
        RocCurve.RequireShare(sensitivity);
        var best = curve.Points[0];
        foreach (var point in curve.Points)
        {
            if (point.Sensitivity >= sensitivity && point.Specificity > best.Specificity)
            {
                best = point;
            }
        }

        return best;
    }

    /// <summary>The point with the highest sensitivity among those of at least the wanted specificity; of several the one with the higher specificity.</summary>
    public static RocPoint OfSpecificityAtLeast(RocCurve curve, double specificity)
    {
        RocCurve.RequireShare(specificity);
        var best = curve.Points[^1];
        for (var i = curve.Points.Count - 1; i >= 0; i--)
        {
            var point = curve.Points[i];
            if (point.Specificity >= specificity && point.Sensitivity > best.Sensitivity)
            {
                best = point;
            }
        }

        return best;
    }

    private static double Rate(double cost, double prevalence)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cost);
        if (!(prevalence is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(prevalence), prevalence, "A prevalence lies between 0 and 1.");
        }

        return (1 - prevalence) / (cost * prevalence);
    }

    private static double Square(double x) => x * x;

    private static List<RocPoint> Best(RocCurve curve, Func<RocPoint, double> merit)
    {
        var best = new List<RocPoint>();
        var most = double.NegativeInfinity;
        foreach (var point in curve.Points)
        {
            var value = merit(point);
            if (value > most)
            {
                best.Clear();
                most = value;
            }

            if (value == most)
            {
                best.Add(point);
            }
        }

        return best;
    }
}
