namespace ReaderStudy.Statistics.Mrmc;

/// <summary>
/// Second moments of the kernel of the AUC (1 where the diseased case is rated higher, ½ for a tie, else 0), from which the one-shot
/// variance follows for any design. The eight moments are the means of products of two kernels that share, in this order:
/// M1 reader, case without disease and diseased case; M2 reader and diseased case; M3 reader and case without disease; M4 the reader;
/// M5 both cases; M6 the diseased case; M7 the case without disease; M8 nothing. For a single reader there are M1 to M4.
/// </summary>
/// <remarks>
/// Gallas BD (2006). Academic Radiology 13:353–362. doi:10.1016/j.acra.2005.11.030. For designs that are not fully crossed and for two
/// arms: Gallas BD, Brown DG (2008). Neural Networks 21:387–397. doi:10.1016/j.neunet.2007.12.013
/// </remarks>
public sealed record UStatisticMoments
{
    private UStatisticMoments(double[] sums, double[] counts)
    {
        var pairs = Different(counts);
        var products = Different(sums);
        var last = sums.Length - 1;
        var biased = new double[sums.Length];
        var unbiased = new double[sums.Length];
        var coefficients = new double[sums.Length];
        for (var k = 0; k <= last; k++)
        {
            biased[k] = sums[k] / counts[k];
            unbiased[k] = products[k] / pairs[k];
            coefficients[k] = (pairs[k] / counts[last]) - (k == last ? 1 : 0);
        }

        (Sums, Counts, Biased, Unbiased, Coefficients) = (sums, counts, biased, unbiased, coefficients);
        Covariance = Total(coefficients, unbiased);
        BiasedCovariance = Total(coefficients, biased);
    }

    /// <summary>Sums of products of two kernels that share at least what the moment names (the rest may coincide or not).</summary>
    public IReadOnlyList<double> Sums { get; }

    /// <summary>How many such products the design holds.</summary>
    public IReadOnlyList<double> Counts { get; }

    /// <summary>Sums over counts: moments under the empirical distribution (the ideal bootstrap; the maximum likelihood of the package iMRMC).</summary>
    public IReadOnlyList<double> Biased { get; }

    /// <summary>Means over products that share exactly what the moment names: unbiased. NaN where the design holds no such pair.</summary>
    public IReadOnlyList<double> Unbiased { get; }

    /// <summary>The share of each kind of product among all, from the last of which 1 is subtracted (the square of the mean).</summary>
    public IReadOnlyList<double> Coefficients { get; }

    /// <summary>
    /// Σ cₖMₖ, the unbiased estimate of the variance of the AUC (of the covariance of two arms' AUCs). It may be negative. A moment that the
    /// design does not hold has no share in it; NaN when the design holds no two readers, or no two cases of either kind, so that nothing
    /// estimates how they vary.
    /// </summary>
    public double Covariance { get; }

    /// <summary>The same with the biased moments; of a single arm it is never negative when the design is fully crossed.</summary>
    public double BiasedCovariance { get; }

    /// <summary>From sums and counts of the 8 (or, of one reader, 4) biased moments.</summary>
    /// <exception cref="ArgumentException">There are neither 4 nor 8, or unequal numbers.</exception>
    public static UStatisticMoments Of(IReadOnlyList<double> sums, IReadOnlyList<double> counts)
    {
        if (sums.Count is not (4 or 8) || sums.Count != counts.Count)
        {
            throw new ArgumentException($"4 or 8 sums and counts are needed; there are {sums.Count} and {counts.Count}.", nameof(sums));
        }

        return new UStatisticMoments([.. sums], [.. counts]);
    }

    /// <summary>The sum over products that share exactly so much, by inclusion and exclusion: bit 0 of the place says that the cases without disease differ, bit 1 the diseased, bit 2 the readers.</summary>
    private static double[] Different(double[] atLeast)
    {
        double[] exactly = [.. atLeast];
        for (var bit = 1; bit < exactly.Length; bit <<= 1)
        {
            for (var k = 0; k < exactly.Length; k++)
            {
                if ((k & bit) != 0)
                {
                    exactly[k] -= exactly[k ^ bit];
                }
            }
        }

        return exactly;
    }

    private static double Total(double[] coefficients, double[] moments)
    {
        var total = 0.0;
        for (var k = 0; k < moments.Length; k++)
        {
            if (coefficients[k] != 0)
            {
                total += coefficients[k] * moments[k];
            }
        }

        return total;
    }
}
