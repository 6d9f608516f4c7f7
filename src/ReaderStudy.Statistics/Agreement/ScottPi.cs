namespace ReaderStudy.Statistics.Agreement;

/// <summary>
/// Agreement of two readers beyond chance when both are thought to use the categories equally often: p_e = Σ w_kl π_k π_l, π the mean of
/// both readers' shares. Fleiss' kappa of two readers is this. NaN when there is no case or everything is one category.
/// </summary>
/// <remarks>Scott WA (1955). Public Opinion Quarterly 19:321–325. doi:10.1086/266577</remarks>
public static class ScottPi
{
    /// <summary>Of two readers of a table, over the cases that both rated.</summary>
    public static AgreementEstimate Of(RatingTable table, int first = 0, int second = 1, AgreementWeights? weights = null) =>
        Of(CrossTable.Of(table, first, second), weights);

    /// <summary>Unweighted, or with weights for every pair of the table's categories.</summary>
    public static AgreementEstimate Of(CrossTable table, AgreementWeights? weights = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        var w = weights ?? AgreementWeights.Identity(table.Categories);
        w.Require(table.Categories);
        var shares = table.MeanShares();
        var chance = CohenKappa.MeanWeights(w, shares);
        return table.Estimate(w, shares.Zip(chance, (p, c) => p * c).Sum(), chance, chance, !table.IsOneCategory);
    }
}
