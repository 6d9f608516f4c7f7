using ReaderStudy.Statistics.Distributions;
using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Statistics.Design;

/// <summary>
/// Power and sample size for a comparison of two proportions on different cases, by the normal approximation with a pooled variance under
/// equality: Φ((√n |p₁ − p₂| − z√(2p̄q̄)) / √(p₁q₁ + p₂q₂)), n cases in each group, p̄ the mean of both. R's <c>power.prop.test</c> gives the
/// same. Sample sizes are real numbers: round up.
/// </summary>
/// <remarks>Fleiss JL, Levin B, Paik MC (2003). Statistical Methods for Rates and Proportions, 3rd ed., chapter 4. doi:10.1002/0471445428</remarks>
public static class TwoProportionsPower
{
    /// <summary>Power of the two-sided test, leaving out rejection on the wrong side.</summary>
    public static double Of(double perGroup, double first, double second, double alpha = 0.05) =>
        Power(perGroup, first, second, Critical(alpha, 2));

    /// <summary>Power of the two-sided test with rejection on either side (<c>strict = TRUE</c> in R); α when the proportions are equal.</summary>
    public static double StrictOf(double perGroup, double first, double second, double alpha = 0.05)
    {
        Check(first, second);
        var z = Critical(alpha, 2);
        var (equal, apart) = Spreads(first, second);
        var gap = Math.Sqrt(perGroup) * Math.Abs(first - second);
        return StandardNormal.Cdf((gap - (z * equal)) / apart) + StandardNormal.UpperTail((gap + (z * equal)) / apart);
    }

    /// <summary>Power of the one-sided test.</summary>
    public static double OneSidedOf(double perGroup, double first, double second, double alpha = 0.05) =>
        Power(perGroup, first, second, Critical(alpha, 1));

    /// <summary>Cases in each group for a power of the two-sided test; ∞ when the proportions are equal.</summary>
    public static double CasesPerGroup(double power, double first, double second, double alpha = 0.05) =>
        Cases(power, first, second, Critical(alpha, 2));

    /// <summary>Cases in each group for a power of the one-sided test; ∞ when the proportions are equal.</summary>
    public static double OneSidedCasesPerGroup(double power, double first, double second, double alpha = 0.05) =>
        Cases(power, first, second, Critical(alpha, 1));

    /// <summary>Cases in each group for a power counted on either side, which are hardly fewer than <see cref="CasesPerGroup"/>.</summary>
    public static double StrictCasesPerGroup(double power, double first, double second, double alpha = 0.05)
    {
        var most = CasesPerGroup(power, first, second, alpha);
        return double.IsFinite(most) ? Root.Bisected(n => StrictOf(n, first, second, alpha) - power, 0, most) : most;
    }

    private static double Power(double perGroup, double first, double second, double z)
    {
        Check(first, second);
        ArgumentOutOfRangeException.ThrowIfNegative(perGroup);
        var (equal, apart) = Spreads(first, second);
        return StandardNormal.Cdf(((Math.Sqrt(perGroup) * Math.Abs(first - second)) - (z * equal)) / apart);
    }

    private static double Cases(double power, double first, double second, double z)
    {
        Check(first, second);
        ProportionInput.Check(power);
        var (equal, apart) = Spreads(first, second);
        var root = ((z * equal) + (StandardNormal.Quantile(power) * apart)) / Math.Abs(first - second);
        return first.Equals(second) ? double.PositiveInfinity : Math.Max(0, root) * Math.Max(0, root);
    }

    private static (double Equal, double Apart) Spreads(double first, double second)
    {
        var mean = 0.5 * (first + second);
        return (Math.Sqrt(2 * mean * (1 - mean)), Math.Sqrt((first * (1 - first)) + (second * (1 - second))));
    }

    private static double Critical(double alpha, int sides)
    {
        ProportionInput.Check(alpha);
        return -StandardNormal.Quantile(alpha / sides);
    }

    private static void Check(double first, double second)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(second, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(second, 1);
    }
}
