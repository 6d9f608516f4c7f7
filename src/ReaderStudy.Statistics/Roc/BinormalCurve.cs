using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Roc;

/// <summary>
/// A smooth ROC curve TPR = Φ(a + b Φ⁻¹(FPR)): after some monotone transformation the ratings of negative cases are N(0, 1) and those of
/// positive ones N(a / b, 1 / b²). Unless b = 1 it crosses the diagonal of chance at one end ("hook").
/// </summary>
/// <remarks>Dorfman DD, Alf E (1969). Journal of Mathematical Psychology 6:487–496. doi:10.1016/0022-2496(69)90019-4</remarks>
/// <param name="A">Intercept: distance of the two normal distributions, in standard deviations of the positive cases.</param>
/// <param name="B">Slope: standard deviation of the negative cases over that of the positive ones.</param>
public readonly record struct BinormalCurve(double A, double B)
{
    /// <summary>Φ(a / √(1 + b²)).</summary>
    public double Auc => StandardNormal.Cdf(A / Math.Sqrt(1 + (B * B)));

    /// <summary>Φ(a + b Φ⁻¹(1 − specificity)); 1 at specificity 0 and 0 at specificity 1.</summary>
    public double SensitivityAt(double specificity)
    {
        RocCurve.RequireShare(specificity);
        return StandardNormal.Cdf(A - (B * StandardNormal.Quantile(specificity)));
    }

    /// <summary>The specificity with that sensitivity.</summary>
    public double SpecificityAt(double sensitivity)
    {
        RocCurve.RequireShare(sensitivity);
        return StandardNormal.Cdf((A - StandardNormal.Quantile(sensitivity)) / B);
    }

    /// <summary>The area under the curve between two specificities, in either order; standardise with <see cref="PartialAuc.Standardised"/>.</summary>
    public double PartialAucOverSpecificity(double from, double to)
    {
        var (low, high) = PartialAuc.Limits(from, to);
        var (a, b) = (A, B);
        return NormalMass(-StandardNormal.Quantile(high), -StandardNormal.Quantile(low), z => StandardNormal.Cdf(a + (b * z)));
    }

    /// <summary>The area to the right of the curve between two sensitivities, in either order.</summary>
    public double PartialAucOverSensitivity(double from, double to)
    {
        var (low, high) = PartialAuc.Limits(from, to);
        var (a, b) = (A, B);
        return NormalMass(StandardNormal.Quantile(low), StandardNormal.Quantile(high), z => StandardNormal.Cdf((a - z) / b));
    }

    /// <summary>Derivatives of the whole area by a and b.</summary>
    internal (double ByA, double ByB) AucSlopes
    {
        get
        {
            var scale = 1 + (B * B);
            var peak = StandardNormal.Density(A / Math.Sqrt(scale)) / Math.Sqrt(scale);
            return (peak, -peak * A * B / scale);
        }
    }

    /// <summary>Derivatives by a and b of the area between two false-positive rates.</summary>
    internal (double ByA, double ByB) PartialAucSlopes(double from, double to)
    {
        var scale = 1 + (B * B);
        var (a, b) = (A, B);
        var (whole, _) = AucSlopes;
        var (c1, c2) = (Place(from), Place(to));
        var mass = whole * (StandardNormal.Cdf(c2) - StandardNormal.Cdf(c1));
        var edge = whole * (StandardNormal.Density(c1) - StandardNormal.Density(c2)) / Math.Sqrt(scale);
        return (mass, edge - (mass * a * b / scale));

        double Place(double rate) => (StandardNormal.Quantile(rate) + (a * b / scale)) * Math.Sqrt(scale);
    }

    /// <summary>∫ f(z) φ(z) dz: Gauss-Legendre with 8 points on panels of at most ¼; beyond ±9 nothing is left in double precision.</summary>
    private static double NormalMass(double from, double to, Func<double, double> function)
    {
        const double end = 9;
        var (low, high) = (Math.Clamp(from, -end, end), Math.Clamp(to, -end, end));
        var panels = (int)Math.Ceiling(4 * (high - low));
        double sum = 0;
        for (var i = 0; i < panels; i++)
        {
            sum += MathNet.Numerics.Integration.GaussLegendreRule.Integrate(
                z => function(z) * StandardNormal.Density(z),
                low + ((high - low) * i / panels),
                low + ((high - low) * (i + 1) / panels),
                8
            );
        }

        return sum;
    }
}
