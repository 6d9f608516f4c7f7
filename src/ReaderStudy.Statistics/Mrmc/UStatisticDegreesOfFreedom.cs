namespace ReaderStudy.Statistics.Mrmc;

/// <summary>
/// Satterthwaite's degrees of freedom of a one-shot variance, from the mean squares of the cases without disease, of the diseased cases
/// and of the readers ("BDG" in the package iMRMC): v² / Σ (MSₖ / dfₖ)² / dfₖ, at least the smallest dfₖ.
/// </summary>
/// <param name="NonDiseased">dfₖ of the cases without disease, 1/c − 1 rounded, c being their component's share in the variance.</param>
/// <param name="Diseased">The same of the diseased cases.</param>
/// <param name="Reader">The same of the readers.</param>
/// <param name="Unbiased">With the unbiased variance for v; NaN when that is negative or not a number.</param>
/// <param name="Biased">With the biased variance for v; NaN when that is negative or not a number.</param>
/// <remarks>
/// Obuchowski NA, Gallas BD, Hillis SL (2012). Academic Radiology 19:1508–1517. doi:10.1016/j.acra.2012.09.012. The minimum: Gaylor DW,
/// Hopper FN (1969). Technometrics 11:691–706. doi:10.1080/00401706.1969.10490732
/// </remarks>
public sealed record UStatisticDegreesOfFreedom(double NonDiseased, double Diseased, double Reader, double Unbiased, double Biased)
{
    /// <summary>Of one arm, or of a covariance of two, from its biased components and the shares of the components.</summary>
    public static UStatisticDegreesOfFreedom Of(
        BarrettComponents biased,
        BarrettComponents coefficients,
        double variance,
        double biasedVariance
    )
    {
        var (n, d, r) = (Df(coefficients.NonDiseased), Df(coefficients.Diseased), Df(coefficients.Reader));
        var sum = Term(biased.NonDiseased, n) + Term(biased.Diseased, d) + Term(biased.Reader, r);
        return Of(n, d, r, sum, variance, biasedVariance);
    }

    /// <summary>
    /// Of a difference of two arms: of each kind the mean square of the difference and the smaller dfₖ where the arms have readers or
    /// cases of that kind in common, else both arms' own.
    /// </summary>
    /// <param name="first">The first arm's biased components, and the shares.</param>
    /// <param name="second">The second arm's.</param>
    /// <param name="product">Those of the products of the arms (the covariance).</param>
    /// <param name="variance">Of the difference, unbiased.</param>
    /// <param name="biasedVariance">Of the difference, biased.</param>
    public static UStatisticDegreesOfFreedom OfDifference(
        (BarrettComponents Biased, BarrettComponents Coefficients) first,
        (BarrettComponents Biased, BarrettComponents Coefficients) second,
        (BarrettComponents Biased, BarrettComponents Coefficients) product,
        double variance,
        double biasedVariance
    )
    {
        var (n, nSum) = Kind(c => c.NonDiseased);
        var (d, dSum) = Kind(c => c.Diseased);
        var (r, rSum) = Kind(c => c.Reader);
        return Of(n, d, r, nSum + dSum + rSum, variance, biasedVariance);

        (double Df, double Sum) Kind(Func<BarrettComponents, double> of)
        {
            var (one, two) = (Df(of(first.Coefficients)), Df(of(second.Coefficients)));
            var smaller = Math.Min(one, two);
            return of(product.Coefficients) > 0
                ? (smaller, Term(of(first.Biased) + of(second.Biased) - (2 * of(product.Biased)), smaller))
                : (smaller, Term(of(first.Biased), one) + Term(of(second.Biased), two));
        }
    }

    private static UStatisticDegreesOfFreedom Of(double n, double d, double r, double sum, double variance, double biasedVariance)
    {
        var least = Math.Min(Math.Min(n, d), r);
        return new UStatisticDegreesOfFreedom(n, d, r, At(variance), At(biasedVariance));

        double At(double v) => v >= 0 ? Math.Max(v * v / sum, least) : double.NaN;
    }

    private static double Df(double coefficient) => Math.Round((1 / coefficient) - 1);

    private static double Term(double meanSquare, double df) => meanSquare * meanSquare / (df * df * df);
}
