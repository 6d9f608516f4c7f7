using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Roc;

/// <summary>
/// Comparison of two empirical AUCs of the same cases: z = (θ₁ − θ₂) / √(V₁ + V₂ − 2 C), with DeLong's variances and covariance.
/// </summary>
/// <remarks>DeLong ER, DeLong DM, Clarke-Pearson DL (1988). Biometrics 44:837–845. doi:10.2307/2531595</remarks>
/// <param name="First">AUC of the first ratings.</param>
/// <param name="Second">AUC of the second.</param>
/// <param name="FirstVariance">DeLong's.</param>
/// <param name="SecondVariance">DeLong's.</param>
/// <param name="Covariance">DeLong's.</param>
/// <param name="StandardError">Of the difference.</param>
public sealed record PairedAucTest(
    double First,
    double Second,
    double FirstVariance,
    double SecondVariance,
    double Covariance,
    double StandardError
)
{
    /// <summary>First − second.</summary>
    public double Difference => First - Second;

    /// <summary>
    /// The difference over its standard error: infinite where ratings that differ have no variance (perfect against constant), and 0, by
    /// convention, where the difference and its error both are 0 (identical ratings), so that p is 1.
    /// </summary>
    public double Z => Difference == 0 && StandardError == 0 ? 0 : Difference / StandardError;

    /// <summary>Two-sided.</summary>
    public double P => StandardNormal.TwoSidedP(Z);

    /// <summary>The probability, were the AUCs equal, of a difference at least as large in the first one's favour.</summary>
    public double PGreater => StandardNormal.UpperTail(Z);

    /// <summary>The probability, were the AUCs equal, of a difference at least as large in the second one's favour.</summary>
    public double PLess => StandardNormal.Cdf(Z);

    /// <summary>
    /// Of two ratings of the same cases in the same order. The standard error is taken from the cases' differences of components, so that
    /// identical ratings give exactly 0. NaN with fewer than two cases of either class.
    /// </summary>
    public static PairedAucTest Of(Placements first, Placements second)
    {
        var covariance = DeLong.Covariance(first, second);
        var difference = first.Auc - second.Auc;
        var variance =
            (OfDifferences(first.V10, second.V10, difference) / first.V10.Length)
            + (OfDifferences(first.V01, second.V01, difference) / first.V01.Length);
        return new PairedAucTest(first.Auc, second.Auc, DeLong.Variance(first), DeLong.Variance(second), covariance, Math.Sqrt(variance));
    }

    /// <summary>Difference ± z · standard error, not cut.</summary>
    public (double Lower, double Upper) Interval(double level = 0.95)
    {
        AucInterval.RequireLevel(level);
        var half = StandardNormal.Critical(level) * StandardError;
        return (Difference - half, Difference + half);
    }

    /// <summary>
    /// One-sided p-value of the hypothesis that the first AUC is worse than the second by the margin or more; a small one shows
    /// non-inferiority of the first. Equivalent to the lower limit of <see cref="Interval"/> at level 1 − 2α lying above −margin.
    /// </summary>
    /// <remarks>Liu JP, Ma MC, Wu CY, Tai JY (2006). Statistics in Medicine 25:1219–1238. doi:10.1002/sim.2358</remarks>
    public double NonInferiorityP(double margin)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(margin);
        return StandardNormal.UpperTail((Difference + margin) / StandardError);
    }

    /// <summary>
    /// p-value of two one-sided tests of the hypothesis that the AUCs differ by the margin or more, the larger of both; a small one shows
    /// equivalence.
    /// </summary>
    public double EquivalenceP(double margin)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(margin);
        return Math.Max(NonInferiorityP(margin), StandardNormal.Cdf((Difference - margin) / StandardError));
    }

    private static double OfDifferences(double[] first, double[] second, double mean)
    {
        double sum = 0;
        for (var i = 0; i < first.Length; i++)
        {
            var deviation = first[i] - second[i] - mean;
            sum += deviation * deviation;
        }

        return first.Length < 2 ? double.NaN : sum / (first.Length - 1);
    }
}
