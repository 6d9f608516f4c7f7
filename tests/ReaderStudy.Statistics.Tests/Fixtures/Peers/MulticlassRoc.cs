using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>Multi-class areas of pROC and HandTill2001.</summary>
internal static class MulticlassRoc
{
    [Reproduces("pROC", "multiclass.roc (multivariate)")]
    private static Dictionary<string, object?> Multivariate(FixtureFolder folder, FixtureBlock block)
    {
        var data = new MulticlassData(folder);
        var auc = data.Auc();
        return new()
        {
            ["auc"] = auc.HandTill,
            ["pairs"] = auc.Pairs.Select(p => new Dictionary<string, object?>
            {
                ["pair"] = data.Pair(p.First, p.Second),
                ["auc_dir1"] = p.ByFirst,
                ["auc_dir2"] = p.BySecond,
            }),
        };
    }

    [Reproduces("HandTill2001", "auc(multcap())")]
    private static Dictionary<string, object?> HandTill(FixtureFolder folder, FixtureBlock block) =>
        new() { ["auc"] = new MulticlassData(folder).Auc().HandTill };

    [Reproduces("pROC", "roc per class, direction '<'")]
    private static Dictionary<string, object?> OneVersusRest(FixtureFolder folder, FixtureBlock block)
    {
        var data = new MulticlassData(folder);
        var auc = data.Auc();
        Dictionary<string, object?> ByClass(Func<Placements, double> value) =>
            data.Classes.Select((name, k) => (name, k)).ToDictionary(c => c.name, c => (object?)value(auc.OneVersusRest[c.k]));
        return new()
        {
            ["auc"] = ByClass(c => c.Auc),
            ["var_delong"] = ByClass(DeLong.Variance),
            ["macro"] = auc.Macro,
            ["prevalence_weighted"] = auc.WeightedByPrevalence,
        };
    }

    [Reproduces("pROC", "multiclass.roc (univariate)")]
    private static Dictionary<string, object?> Univariate(FixtureFolder folder, FixtureBlock block)
    {
        var data = new MulticlassData(folder);
        var ratings = data.Ratings(data.RatingColumn);
        var auc = block.Option("direction") switch
        {
            "<" => UnivariateMulticlassAuc.Of(ratings),
            ">" => UnivariateMulticlassAuc.Of([.. ratings.Select(r => r.Select(x => -x).ToArray())]),
            _ => UnivariateMulticlassAuc.DirectionByMedians(ratings),
        };
        return new()
        {
            ["auc"] = auc.Auc,
            ["pairs"] = auc.Pairs.Select(p => new Dictionary<string, object?> { ["pair"] = data.Pair(p.First, p.Second), ["auc"] = p.Auc }),
        };
    }
}
