namespace ReaderStudy.Statistics.Agreement;

/// <summary>
/// Gwet's coefficients: AC1 unweighted, AC2 with weights. Chance agrees only as far as ratings are uncertain:
/// p_e = T / (q (q − 1)) Σ π_k (1 − π_k), T the sum of all weights and q the number of declared categories, so that an unused category counts.
/// It stays defined, and high, when nearly all cases are of one kind. NaN with a single declared category.
/// </summary>
/// <remarks>
/// Gwet KL (2008). British Journal of Mathematical and Statistical Psychology 61:29–48. doi:10.1348/000711006X126600.
/// Weights and missing ratings: Gwet KL (2014). Handbook of Inter-Rater Reliability, 4th ed., chapters 4 and 5.
/// </remarks>
public static class GwetAc
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
        var within = counts.WithinAgreement(weights);
        var shares = counts.MeanShares();
        return Linearisation.Estimate(
            counts,
            within,
            Expected(shares, weights),
            counts.MeanPerCase(Chance(shares, weights)),
            counts.Categories > 1
        );
    }

    /// <summary>Of two readers; the variance has the divisor n where that from ratings has n − 1.</summary>
    public static AgreementEstimate Of(CrossTable table, AgreementWeights? weights = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        var w = weights ?? AgreementWeights.Identity(table.Categories);
        w.Require(table.Categories);
        var shares = table.MeanShares();
        var chance = Chance(shares, w);
        return table.Estimate(w, Expected(shares, w), chance, chance, table.Categories > 1);
    }

    private static double Expected(double[] shares, AgreementWeights weights) => shares.Zip(Chance(shares, weights), (p, c) => p * c).Sum();

    /// <summary>T (1 − π_k) / (q (q − 1)).</summary>
    private static double[] Chance(double[] shares, AgreementWeights weights)
    {
        double q = shares.Length;
        return [.. shares.Select(p => weights.Sum * (1 - p) / (q * (q - 1)))];
    }
}
