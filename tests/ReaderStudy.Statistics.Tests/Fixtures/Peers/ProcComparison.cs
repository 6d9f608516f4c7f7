using ReaderStudy.Statistics.Distributions;
using ReaderStudy.Statistics.Resampling;
using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>pROC's comparisons of curves of the same cases.</summary>
internal static class ProcComparison
{
    [Reproduces("pROC", "roc.test, cov")]
    private static List<object?> DeLongTests(FixtureFolder folder, FixtureBlock block)
    {
        var data = new RocData(folder, block);
        var level = block.Number("conf.level", 0.95);
        return
        [
            .. block
                .Values.EnumerateArray()
                .Select(row =>
                {
                    var names = (row.GetProperty("predictor1").GetString()!, row.GetProperty("predictor2").GetString()!);
                    var pair = data.Complete(names.Item1, names.Item2);
                    var (first, second) = (
                        Placements.Of(pair[0].Negatives, pair[0].Positives),
                        Placements.Of(pair[1].Negatives, pair[1].Positives)
                    );
                    var paired = PairedAucTest.Of(first, second);
                    var unpaired = UnpairedAucTest.Of(first, second);
                    return (object?)
                        new Dictionary<string, object?>
                        {
                            ["predictor1"] = names.Item1,
                            ["predictor2"] = names.Item2,
                            ["auc1"] = paired.First,
                            ["auc2"] = paired.Second,
                            ["covariance_delong"] = paired.Covariance,
                            ["z"] = paired.Z,
                            ["p_value"] = block.Option("alternative") switch
                            {
                                "greater" => paired.PGreater,
                                "less" => paired.PLess,
                                _ => paired.P,
                            },
                            [$"ci{100 * level:0.##}_difference"] = paired.Interval(level),
                            ["unpaired_D"] = unpaired.D,
                            ["unpaired_df"] = unpaired.DegreesOfFreedom,
                            ["unpaired_p"] = unpaired.P,
                        };
                }),
        ];
    }

    [Reproduces("pROC", "auc on supplied stratified resamples (bootstrap.csv)")]
    private static Dictionary<string, object?> SuppliedResamples(FixtureFolder folder, FixtureBlock block)
    {
        var data = new RocData(folder, block);
        var resamples = BootData.Resamples(folder);
        var definition = BootData.Definition((int)block.Number("quantile_type", 7));
        BootstrapDistribution Of(string predictor) =>
            Bootstrap.Of(
                data.Rows,
                resamples,
                rows =>
                {
                    var (negatives, positives) = (new List<double>(), new List<double>());
                    foreach (var row in rows)
                    {
                        if (data.Truth(row) is { } truth && data.Rating(row, predictor) is var rating && !double.IsNaN(rating))
                        {
                            (truth ? positives : negatives).Add(rating);
                        }
                    }

                    return EmpiricalAuc.Of([.. negatives], [.. positives]);
                }
            );
        var all = data.Predictors.Select(Of).ToList();
        var values = new Dictionary<string, object?>
        {
            ["predictors"] = data.Predictors,
            ["replicate_auc"] = all.Select(b => b.Replicates.Take(10)),
            ["percentile95"] = all.Select(b =>
            {
                var (lower, upper) = BootstrapInterval.PercentileBySampleQuantile(b, 0.95, definition);
                return new Dictionary<string, object?>
                {
                    ["lower"] = lower,
                    ["median"] = SampleQuantile.OfSorted(b.Sorted, 0.5, definition),
                    ["upper"] = upper,
                    ["sd"] = b.StandardError,
                };
            }),
        };
        for (var i = 0; i < all.Count; i++)
        {
            for (var j = i + 1; j < all.Count; j++)
            {
                var difference = new BootstrapDistribution(
                    all[i].Estimate - all[j].Estimate,
                    [.. all[i].Replicates.Zip(all[j].Replicates, (a, b) => a - b)]
                );
                var z = difference.Estimate / difference.StandardError;
                values[$"difference_{i + 1}_{j + 1}"] = new Dictionary<string, object?>
                {
                    ["estimate"] = difference.Estimate,
                    ["sd"] = difference.StandardError,
                    ["z"] = z,
                    ["p_value"] = StandardNormal.TwoSidedP(z),
                    ["percentile95"] = BootstrapInterval.PercentileBySampleQuantile(difference, 0.95, definition),
                };
            }
        }

        return values;
    }
}
