using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Agreement;

/// <summary>How different two ratings are, by the level of measurement.</summary>
public enum KrippendorffMetric
{
    /// <summary>1 for different categories.</summary>
    Nominal,

    /// <summary>(Σ_{g=c..k} n_g − (n_c + n_k) / 2)²: how many ratings lie between.</summary>
    Ordinal,

    /// <summary>(c − k)², by the categories' numbers.</summary>
    Interval,

    /// <summary>((c − k) / (c + k))², by the categories' numbers.</summary>
    Ratio,
}

/// <summary>Krippendorff's alpha with its ingredients.</summary>
/// <param name="Units">Cases with at least two ratings; others are not looked at.</param>
/// <param name="PairableValues">n, the ratings of these cases.</param>
/// <param name="ObservedDisagreement">D_o = Σ o_ck δ_ck / n, o the matrix of coincidences.</param>
/// <param name="ExpectedDisagreement">D_e = Σ n_c n_k δ_ck / (n (n − 1)).</param>
/// <param name="Alpha">1 − D_o / D_e; NaN when no case has two ratings or all ratings are the same.</param>
/// <param name="StandardError">By linearisation over units (Gwet); that of irrCAC 1.4. NaN where alpha is, and with a single unit.</param>
/// <param name="CorrectedCentreStandardError">
/// That of irrCAC 1.0: as before, but with the observed agreement after its small-sample correction in the term for unequal numbers of ratings.
/// The same where no rating is missing; prefer the other.
/// </param>
public sealed record KrippendorffEstimate(
    int Units,
    int PairableValues,
    double ObservedDisagreement,
    double ExpectedDisagreement,
    double Alpha,
    double StandardError,
    double CorrectedCentreStandardError
)
{
    /// <summary>Units − 1.</summary>
    public int DegreesOfFreedom => Units - 1;

    /// <summary>p_a = 1 − (1 − 1/n) D_o, as Gwet writes alpha = (p_a − p_e) / (1 − p_e); a share where D is 1 − weight.</summary>
    public double ObservedAgreement => 1 - ((1 - (1.0 / PairableValues)) * ObservedDisagreement);

    /// <summary>p_e = 1 − (1 − 1/n) D_e.</summary>
    public double ExpectedAgreement => 1 - ((1 - (1.0 / PairableValues)) * ExpectedDisagreement);

    /// <summary>Alpha over its standard error.</summary>
    public double T => Alpha / StandardError;

    /// <summary>Two-sided, by Student's t.</summary>
    public double TwoSidedP => StudentsT.TwoSidedP(T, DegreesOfFreedom);

    /// <summary>Of an alpha at least as large when it is 0 in truth, by Student's t.</summary>
    public double UpperTailP => T > 0 ? 0.5 * TwoSidedP : 1 - (0.5 * TwoSidedP);

    /// <summary>Alpha ± t·SE, the upper limit cut at 1 and the lower not.</summary>
    public (double Lower, double Upper) Interval(double level = 0.95) =>
        ConfidenceLimits.Student(Alpha, StandardError, DegreesOfFreedom, level);
}

/// <summary>
/// Krippendorff's alpha, 1 − D_o / D_e, from the matrix of coincidences o_ck = Σ_u n_uc (n_uk − [c = k]) / (m_u − 1): any number of readers,
/// missing ratings, and differences by the level of measurement. Packages differ: irr 0.84.1 makes the matrix m − 1 times too large when nothing
/// is missing, and krippendorffsalpha also counts cases with one rating in D_e.
/// </summary>
/// <remarks>
/// Krippendorff K (2011). Computing Krippendorff's Alpha-Reliability. https://repository.upenn.edu/asc_papers/43.
/// Standard error: Gwet KL (2014). Handbook of Inter-Rater Reliability, 4th ed., section 5.3.
/// </remarks>
public static class KrippendorffAlpha
{
    /// <summary>By the level of measurement, with the table's own numbers for interval and ratio.</summary>
    public static KrippendorffEstimate Of(RatingTable table, KrippendorffMetric metric)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Of(table.Counts(), metric, table.CategoryValues);
    }

    /// <summary>
    /// By the level of measurement. The standard error takes the differences as known, also ordinal ones, which depend on the ratings.
    /// </summary>
    /// <exception cref="ArgumentException">There are not as many numbers as categories, or one is negative on a ratio scale.</exception>
    public static KrippendorffEstimate Of(CategoryCounts counts, KrippendorffMetric metric, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(values);
        var units = new PairableUnits(counts);
        return Estimate(units, KrippendorffDifference.Matrix(metric, values, units.Totals));
    }

    /// <summary>
    /// With weights instead of a metric, δ = 1 − w: Gwet's weighted alpha (irrCAC). Quadratic weights give the interval alpha; "ordinal"
    /// weights do not give the ordinal one.
    /// </summary>
    public static KrippendorffEstimate Weighted(RatingTable table, AgreementWeights weights)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Weighted(table.Counts(), weights);
    }

    /// <inheritdoc cref="Weighted(RatingTable, AgreementWeights)"/>
    public static KrippendorffEstimate Weighted(CategoryCounts counts, AgreementWeights weights)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(weights);
        weights.Require(counts.Categories);
        return Estimate(new PairableUnits(counts), KrippendorffDifference.Matrix(weights));
    }

    /// <summary>Of two readers with weights; the variance has the divisor n where that from ratings has n − 1.</summary>
    public static KrippendorffEstimate Weighted(CrossTable table, AgreementWeights weights)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(weights);
        var pi = ScottPi.Of(table, weights);
        double n = 2 * table.Cases;
        var observed = 1 - pi.ObservedAgreement;
        var expected = n / (n - 1) * (1 - pi.ExpectedAgreement);
        var alpha = double.IsNaN(pi.Coefficient) ? double.NaN : 1 - (observed / expected);
        return new KrippendorffEstimate(table.Cases, 2 * table.Cases, observed, expected, alpha, pi.StandardError, pi.StandardError);
    }

    private static KrippendorffEstimate Estimate(PairableUnits units, double[] difference)
    {
        double n = units.Values;
        var q = units.Totals.Length;
        var ofCategory = new double[q];
        var expected = 0.0;
        for (var c = 0; c < q; c++)
        {
            for (var k = 0; k < q; k++)
            {
                ofCategory[c] += difference[(c * q) + k] * units.Totals[k] / n;
            }

            expected += units.Totals[c] / n * ofCategory[c];
        }

        var within = units.Disagreement(difference);
        var observed = within.Sum() / n;
        var defined = units.Totals.Count(t => t > 0) > 1;
        var alpha = defined ? 1 - (observed / (expected * n / (n - 1))) : double.NaN;
        return new KrippendorffEstimate(
            units.Count,
            units.Values,
            observed,
            expected * n / (n - 1),
            alpha,
            StandardError(units, within, ofCategory, observed, expected, observed, defined),
            StandardError(units, within, ofCategory, observed, expected, observed * (1 - (1 / n)), defined)
        );
    }

    /// <summary>
    /// Linearises 1 − D_o / D, D = Σ p_c p_k δ_ck. With ē_u = (m_u − m̄) / m̄, unit u contributes d_u / m̄ − D_o ē_u to D_o and
    /// Σ_c n_uc (Σ_k p_k δ_ck) / m̄ − D ē_u, twice, to D.
    /// </summary>
    private static double StandardError(
        PairableUnits units,
        double[] within,
        double[] ofCategory,
        double observed,
        double expected,
        double centre,
        bool defined
    )
    {
        if (!defined || units.Count < 2)
        {
            return double.NaN;
        }

        double count = units.Count,
            meanRatings = units.Values / count,
            ratio = observed / expected,
            sum = 0;
        for (var u = 0; u < units.Count; u++)
        {
            var excess = (units.RatingsOf(u) - meanRatings) / meanRatings;
            var chance = 0.0;
            var row = units[u];
            for (var c = 0; c < row.Length; c++)
            {
                chance += row[c] * ofCategory[c];
            }

            var own = (within[u] / meanRatings) - (centre * excess);
            var ofChance = (chance / meanRatings) - (expected * excess);
            var deviation = (own - observed - (2 * ratio * (ofChance - expected))) / expected;
            sum += deviation * deviation;
        }

        return Math.Sqrt(sum / (count * (count - 1)));
    }
}
