using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Design;

/// <summary>A study of one ROC curve against chance.</summary>
/// <param name="Auc">Under the alternative; chance is ½.</param>
/// <param name="Positives">Cases with the disease, not rounded.</param>
/// <param name="Negatives">Cases without it, not rounded.</param>
/// <param name="SignificanceLevel">α.</param>
/// <param name="Power">1 − β.</param>
public sealed record RocDesign(double Auc, double Positives, double Negatives, double SignificanceLevel, double Power);

/// <summary>
/// Sample size and power of the test that one AUC exceeds chance, by Obuchowski and McClish's binormal variance:
/// m = (z_α √V₀ + z_β √V_A)² / (θ − ½)², with V₀ = 0.0792 (1 + 1/κ), V_A = 0.0099 e^{−A²/2} (5A² + 8 + (A² + 8)/κ), A = 1.414 Φ⁻¹(θ), κ
/// negative cases for each positive. The constants are the paper's, rounded as printed there and in pROC. Two-sided unless the name says
/// otherwise: z of 1 − α/2.
/// </summary>
/// <remarks>
/// Obuchowski NA, McClish DK (1997). Statistics in Medicine 16:1529–1542.
/// doi:10.1002/(SICI)1097-0258(19970715)16:13&lt;1529::AID-SIM565&gt;3.0.CO;2-H
/// </remarks>
public static class RocPower
{
    /// <summary>The cases needed for a power. Infinite at θ = ½. Round up.</summary>
    public static RocDesign Sample(double auc, double power, double significanceLevel = 0.05, double ratio = 1) =>
        SampleOneSided(auc, power, significanceLevel / 2, ratio) with
        {
            SignificanceLevel = significanceLevel,
        };

    /// <summary>The cases needed for a power of the one-sided test.</summary>
    public static RocDesign SampleOneSided(double auc, double power, double significanceLevel = 0.05, double ratio = 1)
    {
        Require(auc, power, significanceLevel, ratio);
        var root = (Z(significanceLevel) * Math.Sqrt(Null(ratio))) + (StandardNormal.Quantile(power) * Math.Sqrt(Alternative(auc, ratio)));
        var positives = root * root / ((auc - 0.5) * (auc - 0.5));
        return new RocDesign(auc, positives, ratio * positives, significanceLevel, power);
    }

    /// <summary>The power of given numbers of cases.</summary>
    public static RocDesign Power(double auc, double positives, double negatives, double significanceLevel = 0.05) =>
        PowerOneSided(auc, positives, negatives, significanceLevel / 2) with
        {
            SignificanceLevel = significanceLevel,
        };

    /// <summary>The power of the one-sided test.</summary>
    public static RocDesign PowerOneSided(double auc, double positives, double negatives, double significanceLevel = 0.05)
    {
        var ratio = negatives / positives;
        Require(auc, 0.5, significanceLevel, ratio);
        var z = (Math.Sqrt(positives) * Math.Abs(auc - 0.5)) - (Z(significanceLevel) * Math.Sqrt(Null(ratio)));
        return new RocDesign(auc, positives, negatives, significanceLevel, StandardNormal.Cdf(z / Math.Sqrt(Alternative(auc, ratio))));
    }

    /// <summary>The significance level at which given numbers of cases have a power.</summary>
    public static RocDesign SignificanceLevel(double auc, double positives, double negatives, double power)
    {
        var oneSided = SignificanceLevelOneSided(auc, positives, negatives, power);
        return oneSided with { SignificanceLevel = 2 * oneSided.SignificanceLevel };
    }

    /// <summary>The level of the one-sided test at which given numbers of cases have a power.</summary>
    public static RocDesign SignificanceLevelOneSided(double auc, double positives, double negatives, double power)
    {
        var ratio = negatives / positives;
        Require(auc, power, 0.05, ratio);
        var z = (Math.Sqrt(positives) * Math.Abs(auc - 0.5)) - (StandardNormal.Quantile(power) * Math.Sqrt(Alternative(auc, ratio)));
        return new RocDesign(auc, positives, negatives, StandardNormal.UpperTail(z / Math.Sqrt(Null(ratio))), power);
    }

    /// <summary>The smallest AUC above ½ that given numbers of cases detect with a power; NaN when none below 1 is.</summary>
    public static RocDesign DetectableAuc(double positives, double negatives, double power, double significanceLevel = 0.05) =>
        DetectableAucOneSided(positives, negatives, power, significanceLevel / 2) with
        {
            SignificanceLevel = significanceLevel,
        };

    /// <summary>The smallest AUC above ½ that the one-sided test detects with a power; NaN when none below 1 is.</summary>
    public static RocDesign DetectableAucOneSided(double positives, double negatives, double power, double significanceLevel = 0.05)
    {
        var ratio = negatives / positives;
        Require(0.75, power, significanceLevel, ratio);
        double Excess(double auc) => positives - SampleOneSided(auc, power, significanceLevel, ratio).Positives;
        var highest = 1 - 1e-15;
        var auc = Excess(highest) < 0 ? double.NaN : Root.Bisected(Excess, 0.5, highest);
        return new RocDesign(auc, positives, negatives, significanceLevel, power);
    }

    private static double Z(double tail) => -StandardNormal.Quantile(tail);

    private static double Null(double ratio) => 0.0792 * (1 + (1 / ratio));

    private static double Alternative(double auc, double ratio)
    {
        var a = 1.414 * StandardNormal.Quantile(auc);
        var square = a * a;
        return 0.0099 * Math.Exp(-square / 2) * ((5 * square) + 8 + ((square + 8) / ratio));
    }

    private static void Require(double auc, double power, double significanceLevel, double ratio)
    {
        if (!(auc is > 0 and < 1 && power is > 0 and < 1 && significanceLevel is > 0 and < 1 && ratio > 0))
        {
            throw new ArgumentException("AUC, power and significance level lie between 0 and 1, and numbers of cases are positive.");
        }
    }
}
