using MathNet.Numerics;

namespace ReaderStudy.Statistics.Distributions;

/// <summary>
/// The regularised incomplete beta function I_x(a, b) and its inverse, for parameters from 1e-3 up to 1e12: degrees of freedom of an MRMC
/// analysis can be fractional and huge.
/// </summary>
/// <remarks>
/// Continued fraction: NIST Digital Library of Mathematical Functions 8.17.22, evaluated by the modified Lentz method.
/// Differences of log-gamma functions by Stirling's series (DLMF 5.11.1), so that large parameters lose no digits.
/// </remarks>
public static class IncompleteBeta
{
    private const double LogSqrtTwoPi = 0.918938533204672741780329736406;

    /// <summary>I_x(a, b): the probability that a Beta(a, b) variable is at most <paramref name="x"/>.</summary>
    public static double Regularised(double x, double a, double b)
    {
        if (double.IsNaN(x) || double.IsNaN(a) || double.IsNaN(b))
        {
            return double.NaN;
        }

        return x <= 0 ? 0 : (x >= 1 ? 1 : Of(x, 1 - x, a, b));
    }

    /// <summary>I_x(a, b) where both x and 1 − x are known without rounding (x + y = 1); the smaller one carries the digits.</summary>
    public static double Of(double x, double y, double a, double b)
    {
        if (x <= 0 || y <= 0)
        {
            return x <= 0 ? 0 : 1;
        }

        if (a > Huge(b))
        {
            return SpecialFunctions.GammaUpperRegularized(b, -(a + (0.5 * (b - 1))) * LogOf(x, y));
        }

        if (b > Huge(a))
        {
            return ChiSquared.LowerGamma(a, -(b + (0.5 * (a - 1))) * LogOf(y, x));
        }

        var prefix = Math.Exp((a * LogOf(x, y)) + (b * LogOf(y, x)) - LogBeta(a, b));
        return x < (a + 1) / (a + b + 2) ? prefix * Fraction(x, a, b) / a : 1 - (prefix * Fraction(y, b, a) / b);
    }

    /// <summary>The x with I_x(a, b) = <paramref name="p"/>.</summary>
    public static double Quantile(double p, double a, double b)
    {
        if (double.IsNaN(p) || p < 0 || p > 1)
        {
            return double.NaN;
        }

        return p == 0 ? 0 : (p == 1 ? 1 : Root.Increasing(x => Regularised(x, a, b) - p, x => Density(x, a, b), 0, 1, a / (a + b)));
    }

    /// <summary>ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b).</summary>
    public static double LogBeta(double a, double b)
    {
        var (p, q) = a < b ? (a, b) : (b, a);
        if (p >= 10)
        {
            var rest = StirlingRest(p) + StirlingRest(q) - StirlingRest(p + q);
            return (-0.5 * Math.Log(q)) + LogSqrtTwoPi + rest + ((p - 0.5) * Math.Log(p / (p + q))) + (q * Log1p(-p / (p + q)));
        }

        if (q >= 10)
        {
            var rest = StirlingRest(q) - StirlingRest(p + q);
            return SpecialFunctions.GammaLn(p) + rest + p - (p * Math.Log(p + q)) + ((q - 0.5) * Log1p(-p / (p + q)));
        }

        return SpecialFunctions.GammaLn(p) + SpecialFunctions.GammaLn(q) - SpecialFunctions.GammaLn(p + q);
    }

    /// <summary>The density of Beta(a, b).</summary>
    public static double Density(double x, double a, double b) => Math.Exp(((a - 1) * Math.Log(x)) + ((b - 1) * Log1p(-x)) - LogBeta(a, b));

    /// <summary>
    /// From here on the continued fraction loses digits and the leading term of the expansion in 1 / ν², ν = a + (b − 1) / 2, gives more of
    /// them (Didonato and Morris 1992, ACM Transactions on Mathematical Software 18:360–373, eq. 6).
    /// </summary>
    private static double Huge(double other) => 2e5 * Math.Max(1, other * other * other);

    private static double LogOf(double x, double y) => y < 0.5 ? Log1p(-y) : Math.Log(x);

    private static double Log1p(double x) => SpecialFunctions.Log1p(x);

    /// <summary>ln Γ(x) − ((x − ½) ln x − x + ln √2π) for x ≥ 10.</summary>
    private static double StirlingRest(double x)
    {
        var s = 1 / (x * x);
        return (
                (1.0 / 12)
                + (s * ((-1.0 / 360) + (s * ((1.0 / 1260) + (s * ((-1.0 / 1680) + (s * ((1.0 / 1188) + (s * (-691.0 / 360360))))))))))
            ) / x;
    }

    private static double Fraction(double x, double a, double b)
    {
        const double tiny = 1e-300;
        var c = 1.0;
        var d = 1 - ((a + b) * x / (a + 1));
        d = 1 / (Math.Abs(d) < tiny ? tiny : d);
        var value = d;
        for (var m = 1; m <= 200_000; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 + (even * d);
            d = 1 / (Math.Abs(d) < tiny ? tiny : d);
            c = 1 + (even / c);
            c = Math.Abs(c) < tiny ? tiny : c;
            value *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 + (odd * d);
            d = 1 / (Math.Abs(d) < tiny ? tiny : d);
            c = 1 + (odd / c);
            c = Math.Abs(c) < tiny ? tiny : c;
            var step = d * c;
            value *= step;
            if (Math.Abs(step - 1) < 1e-16)
            {
                return value;
            }
        }

        return value;
    }
}
