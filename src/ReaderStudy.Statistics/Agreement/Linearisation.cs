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
        var observed = counts.PairedCases == 0 ? double.NaN : Sum(within) / counts.PairedCases;
        var coefficient = defined ? (observed - expected) / (1 - expected) : double.NaN;
        var contribution = new Contribution(counts, within, expected, chance, coefficient);
        var squares = 0.0;
        for (var i = 0; i < counts.Cases; i++)
        {
            var deviation = contribution.Of(i) - coefficient;
            squares += deviation * deviation;
        }

        double n = counts.Cases;
        return new AgreementEstimate(
            counts.Cases,
            counts.PairedCases,
            observed,
            expected,
            coefficient,
            n < 2 ? double.NaN : Math.Sqrt(squares / (n * (n - 1)))
        );
    }

    /// <summary>What each rated case contributes; their mean is the coefficient.</summary>
    public static double[] Contributions(CategoryCounts counts, double[] within, double expected, double[] chance, double coefficient)
    {
        var contribution = new Contribution(counts, within, expected, chance, coefficient);
        var contributions = new double[counts.Cases];
        for (var i = 0; i < contributions.Length; i++)
        {
            contributions[i] = contribution.Of(i);
        }

        return contributions;
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

    private readonly struct Contribution(CategoryCounts counts, double[] within, double expected, double[]? chance, double coefficient)
    {
        private readonly double _scale = (double)counts.Cases / counts.PairedCases / (1 - expected);
        private readonly double _ofChance = 2 * (1 - coefficient) / (1 - expected);

        public double Of(int ratedCase)
        {
            var own = counts.RatingsOf(ratedCase) >= 2 ? _scale * (within[ratedCase] - expected) : 0;
            return chance is null ? own : own - (_ofChance * (chance[ratedCase] - expected));
        }
    }
}
