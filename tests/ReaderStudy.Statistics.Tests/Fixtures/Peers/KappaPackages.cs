using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>Kappa, alpha and symmetry in other packages than irr and irrCAC.</summary>
internal static class KappaPackages
{
    [Reproduces("DescTools", "CohenKappa")]
    public static object? DescToolsCohen(FixtureFolder folder, FixtureBlock block)
    {
        var kappa = Cohen(folder, block.Option("weights"));
        var (lower, upper) = kappa.NormalInterval(block.Number("conf.level", 0.95));
        return new Dictionary<string, object?>
        {
            ["kappa"] = kappa.Kappa,
            ["ci_lower"] = lower,
            ["ci_upper"] = upper,
            ["se"] = kappa.StandardError,
        };
    }

    [Reproduces("DescTools", "KappaM")]
    public static object? KappaM(FixtureFolder folder, FixtureBlock block)
    {
        var table = AgreementInput.Ratings(folder).CompleteCases();
        switch (block.Option("method"))
        {
            case "Conger":
                return new Dictionary<string, object?> { ["kappa"] = CongerKappa.Of(table).Coefficient };
            case "Light":
                return new Dictionary<string, object?> { ["kappa"] = LightKappa.Of(table).Kappa };
            default:
                var kappa = FleissKappa.Of(table);
                var (lower, upper) = kappa.NullInterval(block.Number("conf.level", 0.95));
                return new Dictionary<string, object?>
                {
                    ["kappa"] = kappa.Kappa,
                    ["ci_lower"] = lower,
                    ["ci_upper"] = upper,
                };
        }
    }

    [Reproduces("vcd", "Kappa")]
    public static object? Vcd(FixtureFolder folder, FixtureBlock block)
    {
        var unweighted = Cohen(folder, null);
        var weighted = Cohen(folder, block.Option("weights"));
        return new Dictionary<string, object?>
        {
            ["unweighted"] = (unweighted.Kappa, unweighted.StandardError),
            ["weighted"] = (weighted.Kappa, weighted.StandardError),
            ["ci_unweighted"] = Limits(unweighted, "lwr", "upr"),
            ["ci_weighted"] = Limits(weighted, "lwr", "upr"),
        };
    }

    [Reproduces("psych", "cohen.kappa")]
    public static object? Psych(FixtureFolder folder, FixtureBlock block)
    {
        var linear = block.Option("w")?.StartsWith("linear", StringComparison.Ordinal) == true;
        var unweighted = Cohen(folder, null);
        var weighted = Cohen(folder, linear ? "linear" : "quadratic");
        return new Dictionary<string, object?>
        {
            ["kappa"] = unweighted.Kappa,
            ["weighted_kappa"] = weighted.Kappa,
            ["var_kappa"] = unweighted.StandardError * unweighted.StandardError,
            ["var_weighted"] = weighted.StandardError * weighted.StandardError,
            ["ci_kappa"] = Limits(unweighted, "lower", "upper"),
            ["ci_weighted"] = Limits(weighted, "lower", "upper"),
            ["n_obs"] = unweighted.Cases,
        };
    }

    [Reproduces("statsmodels", "inter_rater.cohens_kappa")]
    public static object? StatsmodelsCohen(FixtureFolder folder, FixtureBlock block)
    {
        var kappa = Cohen(folder, block.Option("wt"));
        var (lower, upper) = kappa.NormalInterval();
        return new Dictionary<string, object?>
        {
            ["kappa"] = kappa.Kappa,
            ["kappa_max"] = CohenKappa.Maximum(AgreementInput.TwoReaders(folder)),
            ["var_kappa"] = kappa.StandardError * kappa.StandardError,
            ["var_kappa0"] = kappa.NullStandardError * kappa.NullStandardError,
            ["std_kappa"] = kappa.StandardError,
            ["std_kappa0"] = kappa.NullStandardError,
            ["z"] = kappa.Z,
            ["z_value"] = kappa.Z,
            ["p_two_sided"] = kappa.NullP,
            ["ci_lower"] = lower,
            ["ci_upper"] = upper,
        };
    }

    [Reproduces("statsmodels", "inter_rater.fleiss_kappa")]
    public static object? StatsmodelsFleiss(FixtureFolder folder, FixtureBlock block)
    {
        var table = AgreementInput.Ratings(folder).CompleteCases();
        return new Dictionary<string, object?>
        {
            ["fleiss"] = FleissKappa.Of(table).Kappa,
            ["randolph"] = BrennanPrediger.Of(table).Coefficient,
        };
    }

    [Reproduces("scikit-learn", "cohen_kappa_score")]
    public static object? ScikitLearn(FixtureFolder folder, FixtureBlock block) =>
        new Dictionary<string, object?> { ["kappa"] = Cohen(folder, block.Option("weights")).Kappa };

    /// <summary>Its ordinal level is the interval one.</summary>
    [Reproduces("krippendorffsalpha", "krippendorffs.alpha")]
    public static object? Hughes(FixtureFolder folder, FixtureBlock block)
    {
        var level = block.Option("level");
        var metric = AgreementInput.Metric(level == "ordinal" ? "interval" : level);
        return new Dictionary<string, object?> { ["alpha"] = KrippendorffAlpha.Of(AgreementInput.Ratings(folder), metric).Alpha };
    }

    [Reproduces("stats", "mcnemar.test")]
    public static object? McNemarBowker(FixtureFolder folder, FixtureBlock block)
    {
        var test = Bowker.Of(CrossTable.Of(AgreementInput.Ratings(folder).CompleteCases().UsedCategories()));
        return new Dictionary<string, object?>
        {
            ["statistic"] = test.StatisticOfAllPairs,
            ["df"] = test.Pairs,
            ["p_value"] = test.POfAllPairs,
        };
    }

    private static CohenKappaEstimate Cohen(FixtureFolder folder, string? weights)
    {
        var table = AgreementInput.TwoReaders(folder);
        return CohenKappa.Of(table, AgreementInput.Weights(weights, table.Categories));
    }

    private static Dictionary<string, object?> Limits(CohenKappaEstimate kappa, string lowerName, string upperName)
    {
        var (lower, upper) = kappa.NormalInterval();
        return new Dictionary<string, object?> { [lowerName] = lower, [upperName] = upper };
    }
}
