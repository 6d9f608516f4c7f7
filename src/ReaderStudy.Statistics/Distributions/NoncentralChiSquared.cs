using MathNet.Numerics;

namespace ReaderStudy.Statistics.Distributions;

/// <summary>
/// Non-central χ² with real degrees of freedom: central ones with two more degrees of freedom each, mixed with Poisson weights of mean λ / 2.
/// The power of a χ² test is its upper tail.
/// </summary>
/// <remarks>Patnaik PB (1949). Biometrika 36:202–232. doi:10.1093/biomet/36.1-2.202. Recurrences: DLMF 8.8.5 and 8.8.6</remarks>
public static class NoncentralChiSquared
{
    /// <summary>The probability of more than <paramref name="x"/>; NaN where anything is NaN or impossible.</summary>
    public static double UpperTail(double x, double degreesOfFreedom, double noncentrality)
    {
        if (!IsPossible(x, degreesOfFreedom, noncentrality))
        {
            return double.NaN;
        }

        var (a, y) = (0.5 * degreesOfFreedom, 0.5 * x);
        return x <= 0
            ? 1
            : (
                double.IsPositiveInfinity(x)
                    ? 0
                    : PoissonMixture.OfRising(
                        0.5 * noncentrality,
                        j => ChiSquared.UpperTail(x, degreesOfFreedom + (2 * j)),
                        j => Step(a + j, y)
                    )
            );
    }

    /// <summary>The probability of at most <paramref name="x"/>; NaN where anything is NaN or impossible.</summary>
    public static double Cdf(double x, double degreesOfFreedom, double noncentrality)
    {
        if (!IsPossible(x, degreesOfFreedom, noncentrality))
        {
            return double.NaN;
        }

        var (a, y) = (0.5 * degreesOfFreedom, 0.5 * x);
        return x <= 0
            ? 0
            : (
                double.IsPositiveInfinity(x)
                    ? 1
                    : PoissonMixture.OfFalling(0.5 * noncentrality, j => ChiSquared.Cdf(x, degreesOfFreedom + (2 * j)), j => Step(a + j, y))
            );
    }

    private static bool IsPossible(double x, double degreesOfFreedom, double noncentrality) =>
        !double.IsNaN(x) && degreesOfFreedom > 0 && noncentrality >= 0 && double.IsFinite(noncentrality);

    /// <summary>Q(a + 1, y) − Q(a, y) = yᵃ e⁻ʸ / Γ(a + 1).</summary>
    private static double Step(double a, double y) => Math.Exp((a * Math.Log(y)) - y - SpecialFunctions.GammaLn(a + 1));
}
