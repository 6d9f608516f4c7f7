using System.Globalization;
using System.Text.Json;
using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>pROC's functions of one curve, and MRMCaov's metrics of it.</summary>
internal static class ProcSingle
{
    [Reproduces("pROC", "roc, auc, var, ci.auc, coords (+ MRMCaov metrics)")]
    private static List<object?> Single(FixtureFolder folder, FixtureBlock block)
    {
        var data = new RocData(folder, block);
        return [.. block.Values.EnumerateArray().Select(row => (object?)Of(data, row))];
    }

    private static Dictionary<string, object?> Of(RocData data, JsonElement row)
    {
        var predictor = row.GetProperty("predictor").GetString()!;
        var cases = data.Of(predictor);
        var curve = RocCurve.Of(cases.Negatives, cases.Positives);
        var variance = DeLong.Variance(cases.Negatives, cases.Positives);
        var values = new Dictionary<string, object?>
        {
            ["predictor"] = predictor,
            ["direction"] = data.Direction(predictor),
            ["n_controls"] = curve.Negatives,
            ["n_cases"] = curve.Positives,
            ["auc"] = curve.Auc,
            ["var_delong"] = variance,
            ["gini"] = curve.Gini,
            ["partial"] = Partial(row, "partial", part => Proc(curve, part)),
            ["mrmcaov_partial"] = Partial(row, "mrmcaov_partial", part => Mrmcaov(curve, part)),
            ["youden_best"] = Points(OptimalPoints.Youden(curve), data.Sign(predictor)),
            ["closest_topleft"] = Points(OptimalPoints.ClosestToTopLeft(curve), data.Sign(predictor)),
            ["roc_points"] = Points(curve.Points, data.Sign(predictor)),
        };
        foreach (var name in row.EnumerateObject().Select(p => p.Name).Where(n => !values.ContainsKey(n)))
        {
            values[name] = Named(name, curve, variance);
        }

        return values;
    }

    /// <summary>Values whose name carries a number: <c>sens_at_spec_0.9</c>.</summary>
    private static object? Named(string name, RocCurve curve, double variance)
    {
        double Number(string prefix) => double.Parse(name[prefix.Length..], CultureInfo.InvariantCulture);
        return name switch
        {
            _ when name.StartsWith("ci", StringComparison.Ordinal) && name.EndsWith("_delong", StringComparison.Ordinal) =>
                AucInterval.Wald(curve.Auc, variance, double.Parse("0." + name[2..^7], CultureInfo.InvariantCulture)),
            _ when name.StartsWith("sens_at_spec_", StringComparison.Ordinal) => curve.SensitivityAt(Number("sens_at_spec_")),
            _ when name.StartsWith("spec_at_sens_", StringComparison.Ordinal) => curve.SpecificityAt(Number("spec_at_sens_")),
            _ when name.StartsWith("mrmcaov_sens_at_spec_", StringComparison.Ordinal) => LargestOfTies.SensitivityAt(
                curve,
                Number("mrmcaov_sens_at_spec_")
            ),
            _ when name.StartsWith("mrmcaov_spec_at_sens_", StringComparison.Ordinal) => LargestOfTies.SpecificityAt(
                curve,
                Number("mrmcaov_spec_at_sens_")
            ),
            _ when name.StartsWith("mrmcaov_expected_utility_slope", StringComparison.Ordinal) => curve.ExpectedUtility(
                Number("mrmcaov_expected_utility_slope")
            ),
            _ => throw new NotSupportedException(name),
        };
    }

    private static Func<object?> Partial(JsonElement row, string name, Func<JsonElement, Dictionary<string, object?>> of) =>
        () => row.GetProperty(name).EnumerateArray().Select(of).ToList();

    private static Dictionary<string, object?> Proc(RocCurve curve, JsonElement part)
    {
        var focus = part.GetProperty("focus").GetString();
        var (from, to) = (part.GetProperty("from").GetDouble(), part.GetProperty("to").GetDouble());
        var corrected = part.GetProperty("mcclish_corrected").GetBoolean();
        var area = focus == "specificity" ? PartialAuc.OverSpecificity(curve, from, to) : PartialAuc.OverSensitivity(curve, from, to);
        return new()
        {
            ["focus"] = focus,
            ["from"] = from,
            ["to"] = to,
            ["mcclish_corrected"] = corrected,
            ["auc"] = corrected ? PartialAuc.Standardised(area, from, to) : area,
        };
    }

    private static Dictionary<string, object?> Mrmcaov(RocCurve curve, JsonElement part)
    {
        var partial = part.GetProperty("partial").GetString();
        var (min, max) = (part.GetProperty("min").GetDouble(), part.GetProperty("max").GetDouble());
        var normalize = part.GetProperty("normalize").GetBoolean();
        var area =
            partial == "specificity"
                ? LargestOfTies.PartialAucOverSpecificity(curve, min, max)
                : LargestOfTies.PartialAucOverSensitivity(curve, min, max);
        return new()
        {
            ["partial"] = partial,
            ["min"] = min,
            ["max"] = max,
            ["normalize"] = normalize,
            ["auc"] = normalize ? area / (max - min) : area,
        };
    }

    private static List<Dictionary<string, object?>> Points(IEnumerable<RocPoint> points, double sign) =>
        [
            .. points.Select(p => new Dictionary<string, object?>
            {
                ["threshold"] = sign * p.Threshold,
                ["specificity"] = p.Specificity,
                ["sensitivity"] = p.Sensitivity,
            }),
        ];
}
