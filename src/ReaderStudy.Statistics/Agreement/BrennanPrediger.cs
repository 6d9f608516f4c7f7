namespace ReaderStudy.Statistics.Agreement;

/// <summary>
/// Brennan and Prediger's coefficient: chance uses every declared category equally often, p_e = T / q², T the sum of all weights. Unweighted
/// (p_e = 1/q) it is Bennett's S and Randolph's free-marginal kappa. NaN with a single declared category.
/// </summary>
/// <remarks>
/// Brennan RL, Prediger DJ (1981). Educational and Psychological Measurement 41:687–699. doi:10.1177/001316448104100307.
/// Standard error, weights and missing ratings: Gwet KL (2014). Handbook of Inter-Rater Reliability, 4th ed., chapters 4 and 5.
/// </remarks>
public static class BrennanPrediger
{
    /// <inheritdoc cref="Of(CategoryCounts, AgreementWeights)"/>
    public static AgreementEstimate Of(RatingTable table, AgreementWeights? weights = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Of(table.Counts(), weights ?? AgreementWeights.Identity(table.CategoryCount));
    }

    /// <summary>Of any number of readers, ratings may be missing.</summary>
    public static AgreementEstimate Of(CategoryCounts counts, AgreementWeights weights)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(weights);
        return Linearisation.Estimate(counts, counts.WithinAgreement(weights), Expected(weights), null, counts.Categories > 1);
    }

    /// <summary>Of two readers; the variance has the divisor n where that from ratings has n − 1.</summary>
    public static AgreementEstimate Of(CrossTable table, AgreementWeights? weights = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        var w = weights ?? AgreementWeights.Identity(table.Categories);
        var none = new double[table.Categories];
        return table.Estimate(w, Expected(w), none, none, table.Categories > 1);
    }

    private static double Expected(AgreementWeights weights) => weights.Sum / ((double)weights.Categories * weights.Categories);
}
