namespace ReaderStudy.Statistics.Mrmc;

/// <summary>
/// Whether a new way of reading is better than the old one by more than a margin, which may be 0, for differences new − old. One-sided test of
/// the hypothesis d ≤ margin; superior where the lower one-sided limit lies above the margin.
/// </summary>
public static class Superiority
{
    /// <summary>The test at the one-sided level <paramref name="alpha"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The margin is negative or alpha not between 0 and 1.</exception>
    public static MarginTest Of(MrmcEstimate difference, double margin = 0, double alpha = 0.025)
    {
        if (!(margin >= 0 && double.IsFinite(margin)))
        {
            throw new ArgumentOutOfRangeException(nameof(margin), margin, "The margin must not be negative.");
        }

        var p = difference.PGreater(margin);
        var lower = difference.LowerLimit(1 - alpha);
        return new MarginTest(difference, margin, difference.Statistic(margin), p, lower, double.PositiveInfinity, p < alpha);
    }
}
