using MathNet.Numerics;

namespace ReaderStudy.Statistics.Distributions;

/// <summary>χ² with real degrees of freedom.</summary>
public static class ChiSquared
{
    /// <summary>The probability of more than <paramref name="x"/>; NaN where anything is NaN.</summary>
    public static double UpperTail(double x, double degreesOfFreedom)
    {
        if (double.IsNaN(x) || double.IsNaN(degreesOfFreedom) || degreesOfFreedom <= 0)
        {
            return double.NaN;
        }

        return x <= 0 ? 1 : (double.IsPositiveInfinity(x) ? 0 : SpecialFunctions.GammaUpperRegularized(0.5 * degreesOfFreedom, 0.5 * x));
    }

    /// <summary>The probability of at most <paramref name="x"/>.</summary>
    public static double Cdf(double x, double degreesOfFreedom)
    {
        if (double.IsNaN(x) || double.IsNaN(degreesOfFreedom) || degreesOfFreedom <= 0)
        {
            return double.NaN;
        }

        return x <= 0 ? 0 : (double.IsPositiveInfinity(x) ? 1 : LowerGamma(0.5 * degreesOfFreedom, 0.5 * x));
    }

    /// <summary>The x below which lies <paramref name="p"/>.</summary>
    public static double Quantile(double p, double degreesOfFreedom)
    {
        if (double.IsNaN(p) || double.IsNaN(degreesOfFreedom) || p is < 0 or > 1)
        {
            return double.NaN;
        }

        if (p is 0 or 1)
        {
            return p == 0 ? 0 : double.PositiveInfinity;
        }

        var high = Math.Max(1, degreesOfFreedom);
        while (Cdf(high, degreesOfFreedom) < p)
        {
            high *= 2;
        }

        Func<double, double> gap = p < 0.5 ? x => Cdf(x, degreesOfFreedom) - p : x => 1 - p - UpperTail(x, degreesOfFreedom);
        return Root.Increasing(gap, x => Density(x, degreesOfFreedom), 0, high, 0.5 * high);
    }

    /// <summary>P(a, x); near 0, where the library's function is 0 too early, by the power series (DLMF 8.11.4).</summary>
    internal static double LowerGamma(double a, double x)
    {
        if (x > 1)
        {
            return SpecialFunctions.GammaLowerRegularized(a, x);
        }

        var term = 1.0;
        var sum = 1.0;
        for (var n = 1; term > 1e-17 * sum; n++)
        {
            term *= x / (a + n);
            sum += term;
        }

        return Math.Exp((a * Math.Log(x)) - x - SpecialFunctions.GammaLn(a + 1)) * sum;
    }

    private static double Density(double x, double degreesOfFreedom)
    {
        var half = 0.5 * degreesOfFreedom;
        return Math.Exp(((half - 1) * Math.Log(x)) - (0.5 * x) - (half * Math.Log(2)) - SpecialFunctions.GammaLn(half));
    }
}
