using ReaderStudy.Cli.Stats.Roc;
using ReaderStudy.Statistics.Resampling;

namespace ReaderStudy.Cli.Stats.Resampling;

/// <summary>What is told of one bootstrap distribution.</summary>
/// <param name="Statistic">Its name.</param>
/// <param name="Estimate">From the data.</param>
/// <param name="Bias">Mean of the replicates less the estimate.</param>
/// <param name="StandardError">Of the replicates.</param>
/// <param name="Replicates">Resamples that were used.</param>
/// <param name="Undefined">Resamples in which the statistic is undefined.</param>
/// <param name="Intervals">By name.</param>
internal sealed record BootstrapReport(
    string Statistic,
    double Estimate,
    double Bias,
    double StandardError,
    int Replicates,
    int Undefined,
    IReadOnlyDictionary<string, (double Lower, double Upper)> Intervals
)
{
    public static StatsReport Of(string name, BootstrapDistribution bootstrap, double acceleration, double level)
    {
        var result = new BootstrapReport(
            name,
            bootstrap.Estimate,
            bootstrap.Bias,
            bootstrap.StandardError,
            bootstrap.Replicates.Count - bootstrap.Undefined,
            bootstrap.Undefined,
            new Dictionary<string, (double, double)>
            {
                ["normal"] = BootstrapInterval.Normal(bootstrap, level),
                ["basic"] = BootstrapInterval.Basic(bootstrap, level),
                ["percentile"] = BootstrapInterval.Percentile(bootstrap, level),
                ["studentised"] = BootstrapInterval.Studentised(bootstrap, level),
                ["BCa"] = BootstrapInterval.BiasCorrectedAccelerated(bootstrap, acceleration, level),
            }
        );
        return new StatsReport(
            new
            {
                result.Statistic,
                result.Estimate,
                result.Bias,
                result.StandardError,
                result.Replicates,
                result.Undefined,
                result.Intervals,
                BiasCorrection = BootstrapInterval.BiasCorrection(bootstrap),
                Acceleration = acceleration,
            },
            [
                new(
                    "Bootstrap",
                    ["Statistic", "Estimate", "Bias", "SE", "Resamples"],
                    [
                        [
                            name,
                            Printed.Number(result.Estimate),
                            Printed.Number(result.Bias),
                            Printed.Number(result.StandardError),
                            Printed.Count(result.Replicates),
                        ],
                    ]
                ),
                new(
                    "Intervals",
                    ["Method", RocOptions.Interval(level)],
                    [.. result.Intervals.Select(i => new[] { i.Key, Printed.Interval(i.Value) })]
                ),
            ],
            UndefinedNote(result.Undefined)
        );
    }

    public static IReadOnlyList<string> UndefinedNote(int undefined) =>
        undefined == 0 ? [] : [$"The statistic is undefined in {undefined} resamples, which were left out."];
}
