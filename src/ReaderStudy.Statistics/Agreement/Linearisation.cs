namespace ReaderStudy.Statistics.Agreement;

/// <summary>
/// Gwet's standard error of a coefficient (p_a − p_e) / (1 − p_e): each case contributes
/// (n / n′) (a_i − p_e) / (1 − p_e) − 2 (1 − κ) (e_i − p_e) / (1 − p_e), the first term only with two ratings, and the variance of κ is that
/// of the mean of the contributions.
/// </summary>
/// <remarks>Gwet KL (2014). Handbook of Inter-Rater Reliability, 4th ed., section 5.3.</remarks>
internal static class Linearisation
{
    /// <summary>The estimate of a coefficient whose chance agreement has the derivatives <paramref name="chance"/> (null: it is a constant).</summary>
    public static AgreementEstimate Estimate(CategoryCounts counts, double[] within, double expected, double[]? chance, bool defined)
    {
        var observed = ObservedAgreement(counts, within);
        var coefficient = defined ? (observed - expected) / (1 - expected) : double.NaN;
        var contributions = Contributions(counts, within, expected, chance, coefficient);
        return new AgreementEstimate(
            counts.Cases,
            counts.PairedCases,
            observed,
            expected,
            coefficient,
            StandardError(contributions, coefficient)
        );
    }

    /// <summary>p_a: the mean of the cases' agreement over those with two ratings.</summary>
    public static double ObservedAgreement(CategoryCounts counts, double[] within) =>
        counts.PairedCases == 0 ? double.NaN : Sum(within) / counts.PairedCases;

    /// <summary>What each rated case contributes; their mean is the coefficient.</summary>
    public static double[] Contributions(CategoryCounts counts, double[] within, double expected, double[]? chance, double coefficient)
    {
        var contributions = new double[counts.Cases];
        var scale = (double)counts.Cases / counts.PairedCases / (1 - expected);
        var ofChance = 2 * (1 - coefficient) / (1 - expected);
        for (var i = 0; i < contributions.Length; i++)
        {
            var own = counts.RatingsOf(i) >= 2 ? scale * (within[i] - expected) : 0;
            contributions[i] = chance is null ? own : own - (ofChance * (chance[i] - expected));
        }

        return contributions;
    }

    /// <summary>√(Σ (x_i − κ)² / (n (n − 1))); NaN with a single case.</summary>
    public static double StandardError(double[] contributions, double coefficient)
    {
        double n = contributions.Length;
        if (n < 2)
        {
            return double.NaN;
        }

        var sum = 0.0;
        foreach (var x in contributions)
        {
            sum += (x - coefficient) * (x - coefficient);
        }

        return Math.Sqrt(sum / (n * (n - 1)));
    }

    private static double Sum(double[] values)
    {
        var sum = 0.0;
        foreach (var x in values)
        {
            sum += x;
        }

        return sum;
    }
}
