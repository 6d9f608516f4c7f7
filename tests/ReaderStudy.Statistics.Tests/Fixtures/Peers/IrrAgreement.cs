using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>R package irr. All but kripp.alpha drop the cases with a missing rating.</summary>
internal static class IrrAgreement
{
    [Reproduces("irr", "agree")]
    public static object? Agree(FixtureFolder folder, FixtureBlock block)
    {
        var unanimous = PercentAgreement.Unanimous(AgreementInput.Ratings(folder), block.Number("tolerance", 0));
        return new Dictionary<string, object?> { ["percent_all_raters_agree"] = 100 * unanimous.Share };
    }

    [Reproduces("irr", "kappa2")]
    public static object? Kappa2(FixtureFolder folder, FixtureBlock block)
    {
        var used = AgreementInput.SortedAsTexts(AgreementInput.Ratings(folder).CompleteCases().UsedCategories());
        var kappa = CohenKappa.Of(used, weights: AgreementInput.Weights(block.Option("weight"), used.CategoryCount));
        return new Dictionary<string, object?>
        {
            ["subjects"] = kappa.Cases,
            ["raters"] = 2,
            ["kappa"] = kappa.Kappa,
            ["z"] = kappa.Z,
            ["se0"] = kappa.NullStandardError,
            ["p_value"] = kappa.NullP,
        };
    }

    [Reproduces("irr", "kappam.fleiss")]
    public static object? KappamFleiss(FixtureFolder folder, FixtureBlock block)
    {
        var table = AgreementInput.Ratings(folder).CompleteCases();
        if (block.Option("exact") == "True")
        {
            var conger = CongerKappa.Of(table);
            return new Dictionary<string, object?>
            {
                ["subjects"] = conger.Cases,
                ["raters"] = table.ReaderCount,
                ["kappa"] = conger.Coefficient,
            };
        }

        var kappa = FleissKappa.Of(table);
        return new Dictionary<string, object?>
        {
            ["subjects"] = kappa.Cases,
            ["raters"] = table.ReaderCount,
            ["kappa"] = kappa.Kappa,
            ["z"] = kappa.Z,
            ["se0"] = kappa.NullStandardError,
            ["p_value"] = kappa.NullP,
            // The block names the categories that were used, in its own order.
            ["per_category"] = () =>
                block
                    .Values.GetProperty("per_category")
                    .EnumerateArray()
                    .Select(c => c.GetProperty("category").ToString())
                    .Select(name => OfCategory(name, kappa.PerCategory[table.Categories.ToList().IndexOf(name)]))
                    .ToList(),
        };
    }

    [Reproduces("irr", "kappam.light")]
    public static object? KappamLight(FixtureFolder folder, FixtureBlock block)
    {
        var table = AgreementInput.Ratings(folder).CompleteCases();
        return new Dictionary<string, object?>
        {
            ["subjects"] = table.CaseCount,
            ["raters"] = table.ReaderCount,
            ["kappa"] = LightKappa.Of(table).Kappa,
            ["z"] = NotMatched.Value,
            ["p_value"] = NotMatched.Value,
        };
    }

    [Reproduces("irr", "kripp.alpha")]
    public static object? KrippAlpha(FixtureFolder folder, FixtureBlock block) =>
        Krippendorff(folder, AgreementInput.Metric(block.Option("method")));

    [Reproduces("textbook", "Krippendorff 2011 coincidence matrix (independent Python)")]
    public static object? CoincidenceMatrix(FixtureFolder folder, FixtureBlock block) =>
        Krippendorff(folder, AgreementInput.Metric(block.Option("level")));

    private static Dictionary<string, object?> Krippendorff(FixtureFolder folder, KrippendorffMetric metric)
    {
        var alpha = KrippendorffAlpha.Of(AgreementInput.Ratings(folder), metric);
        return new Dictionary<string, object?>
        {
            ["alpha"] = alpha.Alpha,
            ["n_pairable_values"] = alpha.PairableValues,
            ["D_observed"] = alpha.ObservedDisagreement,
            ["D_expected"] = alpha.ExpectedDisagreement,
        };
    }

    private static object OfCategory(string name, CategoryKappaEstimate kappa) =>
        new Dictionary<string, object?>
        {
            ["category"] = name,
            ["kappa"] = kappa.Kappa,
            ["z"] = kappa.Z,
            ["p_value"] = kappa.NullP,
        };
}
