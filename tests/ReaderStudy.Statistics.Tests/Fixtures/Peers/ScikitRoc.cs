using System.Globalization;
using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>scikit-learn's areas; a higher score always means positive.</summary>
internal static class ScikitRoc
{
    private const string MaxRate = "partial_auc_max_fpr_";

    [Reproduces("scikit-learn", "roc_auc_score, average_precision_score")]
    private static Dictionary<string, object?> Areas(FixtureFolder folder, FixtureBlock block)
    {
        if (MulticlassData.Has(folder))
        {
            var auc = new MulticlassData(folder).Auc();
            return new()
            {
                ["ovo_macro"] = auc.HandTill,
                ["ovo_weighted"] = auc.PairsWeightedByPrevalence,
                ["ovr_macro"] = auc.Macro,
                ["ovr_weighted"] = auc.WeightedByPrevalence,
                ["ovr_micro"] = auc.Micro,
            };
        }

        var data = new RocData(folder, block);
        return block.Values.EnumerateObject().ToDictionary(p => p.Name, p => (object?)Of(data, p.Name, p.Value));
    }

    private static Dictionary<string, object?> Of(RocData data, string predictor, System.Text.Json.JsonElement expected)
    {
        var cases = data.AsWritten(predictor);
        var curve = RocCurve.Of(cases.Negatives, cases.Positives);
        var values = new Dictionary<string, object?>
        {
            ["roc_auc"] = curve.Auc,
            ["average_precision"] = PrecisionRecall.AveragePrecision(curve),
        };
        foreach (var name in expected.EnumerateObject().Select(p => p.Name).Where(n => n.StartsWith(MaxRate, StringComparison.Ordinal)))
        {
            var rate = double.Parse(name[MaxRate.Length..].Replace("_mcclish", "").Replace('_', '.'), CultureInfo.InvariantCulture);
            values[name] = PartialAuc.StandardisedBelowChanceToo(PartialAuc.OverSpecificity(curve, 1 - rate, 1), 1 - rate, 1);
        }

        return values;
    }
}
