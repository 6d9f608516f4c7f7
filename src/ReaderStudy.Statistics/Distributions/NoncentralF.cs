namespace ReaderStudy.Statistics.Distributions;

/// <summary>
/// Non-central F with real degrees of freedom: the ratio of a non-central χ² to a central one, each over its degrees of freedom. The power of
/// an F test is its upper tail. Infinitely many degrees of freedom in the denominator give a non-central χ² over its degrees of freedom.
/// </summary>
/// <remarks>
/// Tang PC (1938). Statistical Research Memoirs 2:126–149. Mixture of incomplete beta functions with Poisson weights of mean λ / 2; recurrence:
/// DLMF 8.17.20
/// </remarks>
public static class NoncentralF
{
    /// <summary>The probability of more than <paramref name="f"/>; NaN where anything is NaN or impossible.</summary>
    public static double UpperTail(double f, double numerator, double denominator, double noncentrality)
    {
        if (!IsPossible(f, numerator, denominator, noncentrality))
        {
            return double.NaN;
        }

        if (f <= 0 || double.IsPositiveInfinity(f))
        {
            return f <= 0 ? 1 : 0;
        }

        if (double.IsPositiveInfinity(denominator))
        {
            return NoncentralChiSquared.UpperTail(f * numerator, numerator, noncentrality);
        }

        var (x, y) = Split(f, numerator, denominator);
        var (a, b) = (0.5 * numerator, 0.5 * denominator);
        return PoissonMixture.OfRising(0.5 * noncentrality, j => IncompleteBeta.Of(y, x, b, a + j), j => Step(x, y, a + j, b));
    }

    /// <summary>The probability of at most <paramref name="f"/>; NaN where anything is NaN or impossible.</summary>
    public static double Cdf(double f, double numerator, double denominator, double noncentrality)
    {
        if (!IsPossible(f, numerator, denominator, noncentrality))
        {
            return double.NaN;
        }

        if (f <= 0 || double.IsPositiveInfinity(f))
        {
            return f <= 0 ? 0 : 1;
        }

        if (double.IsPositiveInfinity(denominator))
        {
            return NoncentralChiSquared.Cdf(f * numerator, numerator, noncentrality);
        }

        var (x, y) = Split(f, numerator, denominator);
        var (a, b) = (0.5 * numerator, 0.5 * denominator);
        return PoissonMixture.OfFalling(0.5 * noncentrality, j => IncompleteBeta.Of(x, y, a + j, b), j => Step(x, y, a + j, b));
    }

    private static bool IsPossible(double f, double numerator, double denominator, double noncentrality) =>
        !double.IsNaN(f) && numerator > 0 && denominator > 0 && noncentrality >= 0 && double.IsFinite(noncentrality);

    private static (double X, double Y) Split(double f, double numerator, double denominator)
    {
        var whole = denominator + (numerator * f);
        return (numerator * f / whole, denominator / whole);
    }

    /// <summary>I_x(a, b) − I_x(a + 1, b) = xᵃ yᵇ / (a B(a, b)).</summary>
    private static double Step(double x, double y, double a, double b) =>
        Math.Exp((a * Math.Log(x)) + (b * LogOf(y, x)) - IncompleteBeta.LogBeta(a, b)) / a;

    /// <summary>ln y by the smaller of y and x = 1 − y.</summary>
    private static double LogOf(double y, double x) => x < 0.5 ? MathNet.Numerics.SpecialFunctions.Log1p(-x) : Math.Log(y);
}
