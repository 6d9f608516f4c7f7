namespace ReaderStudy.Statistics.Mrmc;

/// <summary>
/// Whether a new way of reading is worse than the old one by less than a margin, for figures of merit of which more is better and
/// differences new − old. One-sided test of the hypothesis d ≤ −margin; non-inferior where the lower one-sided limit lies above −margin.
/// </summary>
/// <remarks>
/// Chen W, Petrick NA, Sahiner B (2012). Hypothesis testing in noninferiority and equivalence MRMC ROC studies. Academic Radiology
/// 19:1158–1165. doi:10.1016/j.acra.2012.04.011
/// </remarks>
public static class NonInferiority
{
    /// <summary>The test at the one-sided level <paramref name="alpha"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The margin is not positive or alpha not between 0 and 1.</exception>
    public static MarginTest Of(MrmcEstimate difference, double margin, double alpha = 0.025)
    {
        RequireMargin(margin);
        var p = difference.PGreater(-margin);
        var lower = difference.LowerLimit(1 - alpha);
        return new MarginTest(difference, margin, difference.Statistic(-margin), p, lower, double.PositiveInfinity, p < alpha);
    }

    internal static void RequireMargin(double margin)
    {
        if (!(margin > 0 && double.IsFinite(margin)))
        {
            throw new ArgumentOutOfRangeException(nameof(margin), margin, "The margin must be a positive number.");
        }
    }
}
