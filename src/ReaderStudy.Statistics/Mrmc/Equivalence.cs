namespace ReaderStudy.Statistics.Mrmc;

/// <summary>
/// Whether two ways of reading differ by less than a margin either way, by two one-sided tests of d ≤ −margin and d ≥ margin. The p-value is
/// the larger of both; equivalent where the interval of level 1 − 2 alpha lies within ± margin.
/// </summary>
/// <remarks>
/// Schuirmann DJ (1987). Journal of Pharmacokinetics and Biopharmaceutics 15:657–680. doi:10.1007/BF01068419.
/// Chen W, Petrick NA, Sahiner B (2012). Academic Radiology 19:1158–1165. doi:10.1016/j.acra.2012.04.011
/// </remarks>
public static class Equivalence
{
    /// <summary>The two tests, each at the level <paramref name="alpha"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The margin is not positive or alpha not between 0 and 1.</exception>
    public static MarginTest Of(MrmcEstimate difference, double margin, double alpha = 0.05)
    {
        NonInferiority.RequireMargin(margin);
        var (below, above) = (difference.Statistic(-margin), difference.Statistic(margin));
        var p = Math.Max(difference.PGreater(-margin), difference.PLess(margin));
        return new MarginTest(
            difference,
            margin,
            Math.Abs(below) < Math.Abs(above) ? below : above,
            p,
            difference.LowerLimit(1 - alpha),
            difference.UpperLimit(1 - alpha),
            p < alpha
        );
    }
}
