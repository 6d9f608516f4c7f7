using System.Text.Json;
using ReaderStudy.Statistics.Resampling;

namespace ReaderStudy.Statistics.Tests.Fixtures.Peers;

/// <summary>Intervals of R's boot, from supplied resamples.</summary>
internal static class BootIntervals
{
    [Reproduces("boot", "boot, boot.ci")]
    private static Dictionary<string, object?> Intervals(FixtureFolder folder, FixtureBlock block)
    {
        var table = folder.Input;
        var name = block.Option("statistic") ?? "mean";
        var statistic = BootStatistic.Of(name, table);
        var strata = BootStatistic.Strata(name, table);
        var resamples = BootData.Resamples(folder);
        var boot = Bootstrap.Of(table.Count, resamples, statistic);
        // boot leaves resamples without a finite variance out of all but the normal and BCa intervals.
        var withVariances = double.IsNaN(boot.EstimateVariance) ? boot : boot.WithFiniteVariances();
        var byRegression = Influence.Acceleration(Influence.RegressionWithinStrata(strata, resamples, [.. boot.Replicates]));
        var byJackknife = Influence.Acceleration(
            Influence.Jackknife(ResamplingPlan.WithinStrata(strata), rows => statistic(rows).Estimate)
        );
        return new()
        {
            ["t0"] = (boot.Estimate, boot.EstimateVariance),
            ["bias"] = boot.Bias,
            ["std_error"] = boot.StandardError,
            ["intervals"] = new Dictionary<string, object?>
            {
                ["norm"] = ByLevel(block, level => BootstrapInterval.Normal(boot, level)),
                ["basic"] = ByLevel(block, level => BootstrapInterval.Basic(withVariances, level)),
                ["perc"] = ByLevel(block, level => BootstrapInterval.Percentile(withVariances, level)),
                ["bca"] = ByLevel(block, level => BootstrapInterval.BiasCorrectedAccelerated(boot, byRegression, level)),
                ["stud"] = ByLevel(block, level => BootstrapInterval.Studentised(boot, level)),
                ["bca_jackknife_L"] = ByLevel(block, level => BootstrapInterval.BiasCorrectedAccelerated(boot, byJackknife, level)),
            },
            ["bca_w0"] = BootstrapInterval.BiasCorrection(boot),
            ["acceleration_regression"] = byRegression,
            ["acceleration_jackknife"] = byJackknife,
            ["percentile_type7_95"] = BootstrapInterval.PercentileBySampleQuantile(boot),
            ["percentile_type6_95"] = BootstrapInterval.PercentileBySampleQuantile(boot, 0.95, QuantileDefinition.ExpectedOfUniform),
            ["t_first10"] = boot.Replicates.Take(10),
            ["var_first10"] = boot.ReplicateVariances.Take(10),
            ["t_all"] = boot.Replicates,
            ["var_all"] = boot.ReplicateVariances,
        };
    }

    private static Dictionary<string, object?> ByLevel(FixtureBlock block, Func<double, (double, double)> interval)
    {
        var levels = block.Options.GetProperty("conf");
        IEnumerable<JsonElement> all = levels.ValueKind == JsonValueKind.Array ? levels.EnumerateArray() : [levels];
        return all.Select(l => l.GetDouble()).ToDictionary(level => $"ci{100 * level:0.####}", level => (object?)interval(level));
    }
}
