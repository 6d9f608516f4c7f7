using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Roc;

/// <summary>
/// A binormal ROC curve fitted by maximum likelihood: of ordinal ratings (Dorfman and Alf) and of continuous ones (Metz, Herman and Shen's
/// truth-state runs), which are one and the same here, as borders between categories of one truth carry no information. Standard errors are
/// from the expected information.
/// </summary>
/// <remarks>
/// Dorfman DD, Alf E (1969). Journal of Mathematical Psychology 6:487–496. doi:10.1016/0022-2496(69)90019-4.
/// Metz CE, Herman BA, Shen JH (1998). Statistics in Medicine 17:1033–1053.
/// doi:10.1002/(SICI)1097-0258(19980515)17:9&lt;1033::AID-SIM784&gt;3.0.CO;2-Z
/// </remarks>
/// <param name="Curve">a and b; both NaN when the data have no fit.</param>
/// <param name="AVariance">Of a.</param>
/// <param name="Covariance">Of a and b.</param>
/// <param name="BVariance">Of b.</param>
/// <param name="Borders">Between the joined categories, where negative cases are N(0, 1); ascending.</param>
/// <param name="LogLikelihood">Multinomial, without the constant.</param>
/// <param name="NoFit">Why there is no fit, in a sentence; null when there is one.</param>
public sealed record BinormalFit(
    BinormalCurve Curve,
    double AVariance,
    double Covariance,
    double BVariance,
    IReadOnlyList<double> Borders,
    double LogLikelihood,
    string? NoFit
)
{
    /// <summary>Of a.</summary>
    public double AStandardError => Math.Sqrt(AVariance);

    /// <summary>Of b.</summary>
    public double BStandardError => Math.Sqrt(BVariance);

    /// <summary>The area under the fitted curve.</summary>
    public double Auc => Curve.Auc;

    /// <summary>Of the area, by the delta method.</summary>
    public double AucStandardError => Delta(Curve.AucSlopes);

    /// <summary>Operating points that the fit expects at its borders, by rising specificity.</summary>
    public IReadOnlyList<(double Specificity, double Sensitivity)> ExpectedPoints =>
        [.. Borders.Select(z => (StandardNormal.Cdf(z), StandardNormal.Cdf(Curve.A - (Curve.B * z))))];

    /// <summary>Of counts by category, from the least to the most suspicious.</summary>
    /// <exception cref="BadInputException">A class has no case; a count is negative (with the category as row).</exception>
    public static BinormalFit OfCategories(IReadOnlyList<int> negatives, IReadOnlyList<int> positives)
    {
        if (negatives.Count != positives.Count)
        {
            throw new ArgumentException("Both classes are counted in the same categories.", nameof(positives));
        }

        BadInputException.ThrowIfAny([
            .. Enumerable
                .Range(0, negatives.Count)
                .Where(k => negatives[k] < 0 || positives[k] < 0)
                .Select(k => new InputFault(k, "A count cannot be negative.")),
        ]);
        if (negatives.Sum() == 0 || positives.Sum() == 0)
        {
            throw new BadInputException("A ROC curve needs cases with and without the disease.");
        }

        var runs = TruthRuns.Of(negatives, positives);
        if (runs.Degeneracy() is { } reason)
        {
            return None(reason);
        }

        var likelihood = new BinormalLikelihood(runs);
        if (!likelihood.Maximise())
        {
            return None("The likelihood has no maximum that can be reached: the most likely binormal curve is degenerate.");
        }

        return new BinormalFit(
            new BinormalCurve(likelihood.A, likelihood.B),
            likelihood.Covariance.AA,
            likelihood.Covariance.AB,
            likelihood.Covariance.BB,
            likelihood.Borders,
            likelihood.LogLikelihood,
            null
        );
    }

    /// <summary>Of ratings, ordinal or continuous.</summary>
    public static BinormalFit Of(ReadOnlySpan<double> negatives, ReadOnlySpan<double> positives)
    {
        var points = RocCurve.Of(negatives, positives).Points;
        var (n, m) = (new int[points.Count - 1], new int[points.Count - 1]);
        for (var k = 0; k < n.Length; k++)
        {
            n[k] = points[k].FalsePositives - points[k + 1].FalsePositives;
            m[k] = points[k].TruePositives - points[k + 1].TruePositives;
        }

        return OfCategories(n, m);
    }

    /// <summary>
    /// Of the area: Φ of the limits of Φ⁻¹(AUC) = a / √(1 + b²) ± z · its standard error, so that they lie within 0 and 1.
    /// </summary>
    public (double Lower, double Upper) AucInterval(double level = 0.95)
    {
        Roc.AucInterval.RequireLevel(level);
        var deviate = Curve.A / Math.Sqrt(1 + (Curve.B * Curve.B));
        var half = StandardNormal.Critical(level) * AucStandardError / StandardNormal.Density(deviate);
        return (StandardNormal.Cdf(deviate - half), StandardNormal.Cdf(deviate + half));
    }

    /// <summary>Of the area between two specificities, by the delta method.</summary>
    public double PartialAucStandardError(double from, double to)
    {
        var (low, high) = PartialAuc.Limits(from, to);
        return Delta(Curve.PartialAucSlopes(1 - high, 1 - low));
    }

    /// <summary>Of the sensitivity at a specificity: Φ(a + b z ± z_α √(V_a + 2 z C + z² V_b)), z = Φ⁻¹(1 − specificity).</summary>
    public (double Lower, double Upper) SensitivityInterval(double specificity, double level = 0.95)
    {
        Roc.AucInterval.RequireLevel(level);
        RocCurve.RequireShare(specificity);
        var z = -StandardNormal.Quantile(specificity);
        var centre = Curve.A + (Curve.B * z);
        var half = StandardNormal.Critical(level) * Math.Sqrt(AVariance + (2 * z * Covariance) + (z * z * BVariance));
        return (StandardNormal.Cdf(centre - half), StandardNormal.Cdf(centre + half));
    }

    private static BinormalFit None(string reason) =>
        new(new BinormalCurve(double.NaN, double.NaN), double.NaN, double.NaN, double.NaN, [], double.NaN, reason);

    private double Delta((double ByA, double ByB) slopes) =>
        Math.Sqrt(
            (slopes.ByA * slopes.ByA * AVariance) + (2 * slopes.ByA * slopes.ByB * Covariance) + (slopes.ByB * slopes.ByB * BVariance)
        );
}
