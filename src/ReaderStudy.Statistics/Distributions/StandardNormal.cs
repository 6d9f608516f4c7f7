using MathNet.Numerics;

namespace ReaderStudy.Statistics.Distributions;

/// <summary>The normal distribution with mean 0 and variance 1.</summary>
public static class StandardNormal
{
    /// <summary>Φ(z), the probability of at most <paramref name="z"/>.</summary>
    public static double Cdf(double z) => 0.5 * SpecialFunctions.Erfc(-z / Constants.Sqrt2);

    /// <summary>1 − Φ(z), without the loss of digits of that difference.</summary>
    public static double UpperTail(double z) => 0.5 * SpecialFunctions.Erfc(z / Constants.Sqrt2);

    /// <summary>The probability of a value at least as far from 0 as <paramref name="z"/>; NaN for NaN.</summary>
    public static double TwoSidedP(double z) => SpecialFunctions.Erfc(Math.Abs(z) / Constants.Sqrt2);

    /// <summary>φ(z).</summary>
    public static double Density(double z) => Constants.InvSqrt2Pi * Math.Exp(-0.5 * z * z);

    /// <summary>The z with Φ(z) = <paramref name="p"/>; −∞ at 0 and ∞ at 1.</summary>
    public static double Quantile(double p) => MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, p);

    /// <summary>The z for a central interval of the given level: Φ⁻¹((1 + level) / 2).</summary>
    public static double Critical(double level) => Quantile((1 + level) / 2);
}
