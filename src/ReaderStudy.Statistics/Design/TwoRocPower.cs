using ReaderStudy.Statistics.Distributions;
using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Design;

/// <summary>A binormal ROC curve, TPR = Φ(A + B Φ⁻¹(FPR)), and the part of it that is compared.</summary>
/// <param name="A">Distance of the two normal distributions, in units of that of the positive cases.</param>
/// <param name="B">Standard deviation of the negative cases over that of the positive ones.</param>
/// <param name="From">Lowest false-positive rate of the part; null with <paramref name="To"/> for the whole area.</param>
/// <param name="To">Highest false-positive rate of the part.</param>
public sealed record BinormalDesignCurve(double A, double B, double? From = null, double? To = null);

/// <summary>A study of two ROC curves of the same cases.</summary>
/// <param name="Positives">Cases with the disease, not rounded.</param>
/// <param name="Negatives">Cases without it, not rounded.</param>
/// <param name="SignificanceLevel">α.</param>
/// <param name="Power">1 − β.</param>
public sealed record TwoRocDesign(double Positives, double Negatives, double SignificanceLevel, double Power);

/// <summary>
/// Sample size and power of the comparison of two (partial) AUCs of the same cases: m = (z_α √V₀ + z_β √V_A)² / Δ². From binormal curves
/// and correlations, or from a pilot study's variances and covariance. V₀ is 2 V₁ − 2 C, V_A is V₁ + V₂ − 2 C, both for one positive case.
/// <c>significanceLevel</c> is that of one side; give half of a two-sided one.
/// </summary>
/// <remarks>
/// Obuchowski NA, McClish DK (1997). Statistics in Medicine 16:1529–1542.
/// doi:10.1002/(SICI)1097-0258(19970715)16:13&lt;1529::AID-SIM565&gt;3.0.CO;2-H
/// </remarks>
public sealed class TwoRocPower
{
    private readonly double _difference;
    private readonly Func<double, (double Null, double Alternative)> _variances;

    private TwoRocPower(double difference, Func<double, (double, double)> variances) => (_difference, _variances) = (difference, variances);

    /// <summary>From two binormal curves.</summary>
    /// <param name="first">The curve that both are under the hypothesis of no difference.</param>
    /// <param name="second">The other curve.</param>
    /// <param name="negativesCorrelation">Of the latent ratings of a negative case.</param>
    /// <param name="positivesCorrelation">Of the latent ratings of a positive case.</param>
    /// <param name="difference">Of the (partial) areas, to be detected.</param>
    public static TwoRocPower OfBinormal(
        BinormalDesignCurve first,
        BinormalDesignCurve second,
        double negativesCorrelation,
        double positivesCorrelation,
        double difference
    ) =>
        new(
            difference,
            ratio =>
            {
                var v1 = Variance(first, ratio);
                var v2 = Variance(second, ratio);
                var covariance = Covariance(first, second, negativesCorrelation, positivesCorrelation, ratio);
                return ((2 * v1) - (2 * covariance), v1 + v2 - (2 * covariance));
            }
        );

    /// <summary>
    /// From a pilot's AUCs, such as <see cref="Roc.PairedAucTest"/> gives them. The variances are taken to shrink with the number of positive
    /// cases while the ratio of negative to positive cases stays the pilot's.
    /// </summary>
    public static TwoRocPower OfPilot(double difference, double firstVariance, double secondVariance, double covariance, int positives) =>
        new(
            difference,
            _ => (positives * ((2 * firstVariance) - (2 * covariance)), positives * (firstVariance + secondVariance - (2 * covariance)))
        );

    /// <summary>The cases needed for a power; round up.</summary>
    public TwoRocDesign Sample(double power, double significanceLevel, double ratio = 1)
    {
        Require(power, significanceLevel, ratio);
        var (atNull, atAlternative) = _variances(ratio);
        var root =
            (-StandardNormal.Quantile(significanceLevel) * Math.Sqrt(atNull)) + (StandardNormal.Quantile(power) * Math.Sqrt(atAlternative));
        var positives = root * root / (_difference * _difference);
        return new TwoRocDesign(positives, ratio * positives, significanceLevel, power);
    }

    /// <summary>The power of given numbers of cases.</summary>
    public TwoRocDesign Power(double positives, double negatives, double significanceLevel)
    {
        Require(0.5, significanceLevel, negatives / positives);
        var (atNull, atAlternative) = _variances(negatives / positives);
        var z = (Math.Sqrt(positives) * Math.Abs(_difference)) + (StandardNormal.Quantile(significanceLevel) * Math.Sqrt(atNull));
        return new TwoRocDesign(positives, negatives, significanceLevel, StandardNormal.Cdf(z / Math.Sqrt(atAlternative)));
    }

    /// <summary>The (one-sided) significance level at which given numbers of cases have a power.</summary>
    public TwoRocDesign SignificanceLevel(double positives, double negatives, double power)
    {
        Require(power, 0.05, negatives / positives);
        var (atNull, atAlternative) = _variances(negatives / positives);
        var z = (Math.Sqrt(positives) * Math.Abs(_difference)) - (StandardNormal.Quantile(power) * Math.Sqrt(atAlternative));
        return new TwoRocDesign(positives, negatives, StandardNormal.UpperTail(z / Math.Sqrt(atNull)), power);
    }

    /// <summary>
    /// The variance of a binormal (partial) AUC for one positive case and a ratio of negative to positive cases,
    /// f² (1 + B²/κ + A²/2) + g² B² (1 + κ) / 2κ, with f and g the area's derivatives by A and B. As in the paper and in pROC it leaves out
    /// the covariance of A and B (f g A B), which <see cref="Covariance"/> has.
    /// </summary>
    public static double Variance(BinormalDesignCurve curve, double ratio)
    {
        var (f, g) = Slopes(curve);
        var (a, b) = (curve.A, curve.B);
        return (f * f * (1 + (b * b / ratio) + (a * a / 2))) + (g * g * b * b * (1 + ratio) / (2 * ratio));
    }

    /// <summary>The covariance of two binormal (partial) AUCs for one positive case and a ratio of negative to positive cases.</summary>
    public static double Covariance(BinormalDesignCurve first, BinormalDesignCurve second, double rn, double ra, double ratio)
    {
        var (f1, g1) = Slopes(first);
        var (f2, g2) = Slopes(second);
        var (a1, b1) = (first.A, first.B);
        var (a2, b2) = (second.A, second.B);
        return (f1 * f2 * (ra + (rn * b1 * b2 / ratio) + (ra * ra * a1 * a2 / 2)))
            + (g1 * g2 * b1 * b2 * ((rn * rn) + (ratio * ra * ra)) / (2 * ratio))
            + (f1 * g2 * ra * ra * a1 * b2 / 2)
            + (f2 * g1 * ra * ra * a2 * b1 / 2);
    }

    /// <summary>Derivatives of the (partial) area by A and by B.</summary>
    private static (double ByA, double ByB) Slopes(BinormalDesignCurve curve)
    {
        var binormal = new BinormalCurve(curve.A, curve.B);
        return curve is { From: { } from, To: { } to } ? binormal.PartialAucSlopes(from, to) : binormal.AucSlopes;
    }

    private static void Require(double power, double significanceLevel, double ratio)
    {
        if (!(power is > 0 and < 1 && significanceLevel is > 0 and < 1 && ratio > 0))
        {
            throw new ArgumentException("Power and significance level lie between 0 and 1, and numbers of cases are positive.");
        }
    }
}
