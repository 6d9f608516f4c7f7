using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>R package irrCAC 1.0.</summary>
internal static class IrrCac
{
    [Reproduces("irrCAC", "pa.coeff.raw")]
    public static object? PercentRaw(FixtureFolder folder, FixtureBlock block) => Raw(folder, block, PercentAgreement.Of);

    [Reproduces("irrCAC", "fleiss.kappa.raw")]
    public static object? FleissRaw(FixtureFolder folder, FixtureBlock block) => Raw(folder, block, FleissKappa.Weighted);

    [Reproduces("irrCAC", "conger.kappa.raw")]
    public static object? CongerRaw(FixtureFolder folder, FixtureBlock block) => Raw(folder, block, CongerKappa.Of);

    [Reproduces("irrCAC", "gwet.ac1.raw")]
    public static object? GwetRaw(FixtureFolder folder, FixtureBlock block) => Raw(folder, block, GwetAc.Of);

    [Reproduces("irrCAC", "bp.coeff.raw")]
    public static object? BrennanPredigerRaw(FixtureFolder folder, FixtureBlock block) => Raw(folder, block, BrennanPrediger.Of);

    [Reproduces("irrCAC", "krippen.alpha.raw")]
    public static object? KrippendorffRaw(FixtureFolder folder, FixtureBlock block)
    {
        var (table, weights) = RawInput(folder, block);
        var alpha = KrippendorffAlpha.Weighted(table, weights);
        // Version 1.0 has this standard error.
        alpha = alpha with
        {
            StandardError = alpha.CorrectedCentreStandardError,
        };
        return Values(
            (alpha.ObservedAgreement, alpha.ExpectedAgreement, alpha.Alpha, alpha.StandardError),
            alpha.TwoSidedP,
            alpha.Interval(Level(block))
        );
    }

    [Reproduces("irrCAC", "pa2.table")]
    public static object? PercentTable(FixtureFolder folder, FixtureBlock block) => Table(folder, block, PercentAgreement.Of);

    [Reproduces("irrCAC", "kappa2.table")]
    public static object? CohenTable(FixtureFolder folder, FixtureBlock block) => Table(folder, block, CohenKappa.Of);

    [Reproduces("irrCAC", "scott2.table")]
    public static object? ScottTable(FixtureFolder folder, FixtureBlock block) => Table(folder, block, ScottPi.Of);

    [Reproduces("irrCAC", "gwet.ac1.table")]
    public static object? GwetTable(FixtureFolder folder, FixtureBlock block) => Table(folder, block, GwetAc.Of);

    [Reproduces("irrCAC", "bp2.table")]
    public static object? BrennanPredigerTable(FixtureFolder folder, FixtureBlock block) => Table(folder, block, BrennanPrediger.Of);

    [Reproduces("irrCAC", "krippen2.table")]
    public static object? KrippendorffTable(FixtureFolder folder, FixtureBlock block)
    {
        var (table, weights) = TableInput(folder, block);
        var alpha = KrippendorffAlpha.Weighted(table, weights);
        return Values(
            (alpha.ObservedAgreement, alpha.ExpectedAgreement, alpha.Alpha, alpha.StandardError),
            2 * alpha.UpperTailP,
            alpha.Interval(Level(block))
        );
    }

    private static object Raw(FixtureFolder folder, FixtureBlock block, Func<RatingTable, AgreementWeights, AgreementEstimate> coefficient)
    {
        var (table, weights) = RawInput(folder, block);
        var estimate = coefficient(table, weights);
        return Values(
            (estimate.ObservedAgreement, estimate.ExpectedAgreement, estimate.Coefficient, estimate.StandardError),
            estimate.TwoSidedP,
            estimate.Interval(Level(block))
        );
    }

    /// <summary>Declared labels become texts, so weights go by rank; without them the categories are those used, with their numbers.</summary>
    private static (RatingTable Table, AgreementWeights Weights) RawInput(FixtureFolder folder, FixtureBlock block)
    {
        var table = AgreementInput.Ratings(folder);
        if (block.Options.TryGetProperty("categ.labels", out _))
        {
            return (table, AgreementInput.Weights(block.Option("weights"), table.CategoryCount));
        }

        table = table.UsedCategories();
        return (table, AgreementInput.Weights(block.Option("weights") ?? "unweighted", table.CategoryValues));
    }

    private static object Table(FixtureFolder folder, FixtureBlock block, Func<CrossTable, AgreementWeights, AgreementEstimate> coefficient)
    {
        var (table, weights) = TableInput(folder, block);
        var estimate = coefficient(table, weights);
        // p as the package computes it from a table: twice the upper tail, so above 1 for a coefficient below 0.
        return Values(
            (estimate.ObservedAgreement, estimate.ExpectedAgreement, estimate.Coefficient, estimate.StandardError),
            2 * estimate.UpperTailP,
            estimate.Interval(Level(block))
        );
    }

    /// <summary>Weights of the form linear.weights(codes), by the categories' numbers, or linear.weights(1:q), by rank.</summary>
    private static (CrossTable Table, AgreementWeights Weights) TableInput(FixtureFolder folder, FixtureBlock block)
    {
        var ratings = AgreementInput.Ratings(folder);
        var option = block.Option("weights") ?? "identity";
        var name = option.Split('.')[0];
        return (
            CrossTable.Of(ratings),
            option.Contains("1:", StringComparison.Ordinal)
                ? AgreementInput.Weights(name, ratings.CategoryCount)
                : AgreementInput.Weights(name, ratings.CategoryValues)
        );
    }

    private static double Level(FixtureBlock block) => block.Number("conflev", 0.95);

    private static Dictionary<string, object?> Values(
        (double Observed, double Expected, double Coefficient, double StandardError) estimate,
        double p,
        (double Lower, double Upper) interval
    ) =>
        new()
        {
            ["pa"] = estimate.Observed,
            ["pe"] = estimate.Expected,
            ["coeff"] = estimate.Coefficient,
            ["se"] = estimate.StandardError,
            ["p_value"] = p,
            ["ci_lower"] = interval.Lower,
            ["ci_upper"] = interval.Upper,
        };
}
