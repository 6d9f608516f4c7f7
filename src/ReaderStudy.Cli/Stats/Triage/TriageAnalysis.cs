using System.CommandLine;
using ReaderStudy.Statistics.Resampling;
using ReaderStudy.Statistics.Triage;

namespace ReaderStudy.Cli.Stats.Triage;

/// <summary><c>readerstudy stats triage</c>.</summary>
internal static class TriageAnalysis
{
    private static readonly IReadOnlyList<StatsColumn> Columns =
    [
        new("truth", "1 with the finding, 0 without."),
        new("score", "The model's score; higher is more suspicious.", true, "rating", "risk"),
        new("case", "Name of the case; not needed.", false),
    ];

    public static StatsAnalysis Create()
    {
        var npv = Part("--npv", "Call as many cases low risk as keep the negative predictive value at least here.");
        var sensitivity = Part("--sensitivity", "Call as many cases low risk as keep the sensitivity at least here.");
        var ppv = Part("--ppv", "Rule in: call as many cases high risk as keep the positive predictive value at least here.");
        var specificity = Part("--specificity", "Rule in: call as many cases high risk as keep the specificity at least here.");
        var threshold = new Option<double?>("--threshold") { Description = "A threshold fixed beforehand; low risk is a score below it." };
        var prevalence = Part("--prevalence", "Also: predictive value, workload and misses where this part of cases has the finding.");
        var (level, replicates, seed) = (StatsOptions.Level(), StatsOptions.Replicates(), StatsOptions.Seed());
        return new StatsAnalysis(
            "triage",
            "Rule-out and rule-in by a score: cases called low or high risk, what is missed, and the workload saved.",
            """
            Low risk is a score below the threshold. The threshold is the given one, or the one that calls most cases low (high) risk while the estimate keeps the
            promised value; without an option: --npv 0.99 and --sensitivity 0.95. A line "proven" asks the lower Clopper-Pearson limit for it instead.
            Intervals are Clopper-Pearson's (1934, doi:10.1093/biomet/26.4.404), which take the threshold as fixed; the bootstrap interval of the workload
            chooses the threshold anew in every resample of the cases (Efron B (1979), doi:10.1214/aos/1176344552). A dash: undefined or not reached.
            Cf. Dembrower K et al. (2020), doi:10.1016/S2589-7500(20)30185-0.
            Example: readerstudy stats triage scores.csv --npv 0.99 --prevalence 0.01
            """,
            input =>
            {
                var (truths, scores) = Read(input);
                var asked = new Asked(
                    input.Option(npv),
                    input.Option(sensitivity),
                    input.Option(ppv),
                    input.Option(specificity),
                    input.Option(threshold)
                );
                return new TriageReport(
                    truths,
                    scores,
                    input.Option(level),
                    input.Option(prevalence),
                    input.Option(replicates),
                    input.Option(seed)
                ).Of(asked.IsEmpty ? asked with { Npv = 0.99, Sensitivity = 0.95 } : asked);
            }
        )
        {
            Columns = Columns,
            Options = [npv, sensitivity, ppv, specificity, threshold, prevalence, level, replicates, seed],
        };
    }

    private static (IReadOnlyList<bool> Truths, IReadOnlyList<double> Scores) Read(StatsInput input)
    {
        var (truths, scores) = (new List<bool>(), new List<double>());
        for (var i = 0; i < input.Count; i++)
        {
            truths.Add(input.Truth(i, "truth"));
            scores.Add(input.Number(i, "score"));
        }

        input.Demand();
        return (truths, scores);
    }

    private static Option<double?> Part(string name, string description)
    {
        var option = new Option<double?>(name) { Description = description };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.GetValueOrDefault<double?>() is not (> 0 and <= 1))
            {
                result.AddError($"{name} takes a number above 0 and at most 1.");
            }
        });
        return option;
    }
}

/// <summary>The promises that a threshold is to keep; null where none was asked.</summary>
internal sealed record Asked(double? Npv, double? Sensitivity, double? Ppv, double? Specificity, double? Threshold)
{
    public bool IsEmpty => Npv is null && Sensitivity is null && Ppv is null && Specificity is null && Threshold is null;
}

/// <summary>Tables and figures of the thresholds asked for.</summary>
internal sealed class TriageReport(
    IReadOnlyList<bool> truths,
    IReadOnlyList<double> scores,
    double level,
    double? prevalence,
    int replicates,
    ulong seed
)
{
    public StatsReport Of(Asked asked)
    {
        var ruleOut = new List<(string Name, RuleOutPoint? Point, BootstrapDistribution? Workload)>();
        if (asked.Threshold is { } threshold)
        {
            ruleOut.Add(("threshold given", RuleOut.At(truths, scores, threshold), null));
        }

        if (asked.Npv is { } npv)
        {
            var workload = RuleOutBootstrap.WorkloadReductionAtNegativePredictiveValue(truths, scores, npv, replicates, seed);
            ruleOut.Add(($"NPV {Printed.Number(npv)}", RuleOut.LargestWithNegativePredictiveValue(truths, scores, npv), workload));
            ruleOut.Add(
                ($"NPV {Printed.Number(npv)} proven", RuleOut.LargestWithNegativePredictiveValueLimit(truths, scores, npv, level), null)
            );
        }

        if (asked.Sensitivity is { } sensitivity)
        {
            var workload = RuleOutBootstrap.WorkloadReductionAtSensitivity(truths, scores, sensitivity, replicates, seed);
            ruleOut.Add(
                ($"sensitivity {Printed.Number(sensitivity)}", RuleOut.LargestWithSensitivity(truths, scores, sensitivity), workload)
            );
            ruleOut.Add(
                (
                    $"sensitivity {Printed.Number(sensitivity)} proven",
                    RuleOut.LargestWithSensitivityLimit(truths, scores, sensitivity, level),
                    null
                )
            );
        }

        var ruleIn = new List<(string Name, RuleInPoint? Point)>();
        if (asked.Ppv is { } ppv)
        {
            ruleIn.Add(($"PPV {Printed.Number(ppv)}", RuleIn.LargestWithPositivePredictiveValue(truths, scores, ppv)));
        }

        if (asked.Specificity is { } specificity)
        {
            ruleIn.Add(($"specificity {Printed.Number(specificity)}", RuleIn.LargestWithSpecificity(truths, scores, specificity)));
        }

        return new StatsReport(
            new
            {
                RuleOut = ruleOut.Select(r => new
                {
                    r.Name,
                    r.Point,
                    Intervals = Intervals(r.Point),
                    WorkloadBootstrapInterval = r.Workload is null
                        ? ((double, double)?)null
                        : BootstrapInterval.Percentile(r.Workload, level),
                    AtPrevalence = AtPrevalence(r.Point),
                }),
                RuleIn = ruleIn,
                Curve = RuleOut.Curve(truths, scores),
            },
            [
                .. ruleOut.Count > 0 ? [RuleOutTable(ruleOut)] : (StatsTable[])[],
                .. ruleOut.Count > 0 && prevalence is not null ? [PrevalenceTable(ruleOut)] : (StatsTable[])[],
                .. ruleIn.Count > 0 ? [RuleInTable(ruleIn)] : (StatsTable[])[],
            ],
            [
                .. ruleOut.Where(r => r.Point is null).Select(r => $"No threshold reaches {r.Name}."),
                .. ruleIn.Where(r => r.Point is null).Select(r => $"No threshold reaches {r.Name}."),
            ]
        );
    }

    private object? Intervals(RuleOutPoint? point) =>
        point is null
            ? null
            : new
            {
                WorkloadReduction = point.WorkloadReductionInterval(level),
                NegativePredictiveValue = point.NegativePredictiveValueInterval(level),
                Sensitivity = point.SensitivityInterval(level),
                Specificity = point.SpecificityInterval(level),
                MissedPer1000 = point.MissedPer1000Interval(level),
            };

    private object? AtPrevalence(RuleOutPoint? point) =>
        point is null || prevalence is not { } part
            ? null
            : new
            {
                Prevalence = part,
                NegativePredictiveValue = point.NegativePredictiveValueAt(part),
                WorkloadReduction = point.WorkloadReductionAt(part),
                MissedPer1000 = point.MissedPer1000At(part),
            };

    private StatsTable RuleOutTable(List<(string Name, RuleOutPoint? Point, BootstrapDistribution? Workload)> points) =>
        new(
            "Rule-out: called low risk",
            [
                "threshold for",
                "below",
                "called low",
                "of all",
                "interval",
                "bootstrap",
                "missed",
                "NPV",
                "interval",
                "sensitivity",
                "interval",
                "missed per 1000",
            ],
            [
                .. points.Select(p =>
                    (IReadOnlyList<string>)
                        [
                            p.Name,
                            .. p.Point is { } point
                                ?
                                [
                                    Printed.Number(point.Threshold),
                                    Printed.Count(point.CalledLow),
                                    Printed.Percent(point.WorkloadReduction),
                                    Printed.Interval(point.WorkloadReductionInterval(level)),
                                    p.Workload is null ? "" : Printed.Interval(BootstrapInterval.Percentile(p.Workload, level)),
                                    Printed.Count(point.Missed),
                                    Printed.Number(point.NegativePredictiveValue),
                                    Printed.Interval(point.NegativePredictiveValueInterval(level)),
                                    Printed.Number(point.Sensitivity),
                                    Printed.Interval(point.SensitivityInterval(level)),
                                    Printed.Number(point.MissedPer1000),
                                ]
                                : Enumerable.Repeat(Printed.Undefined, 11),
                        ]
                ),
            ]
        );

    private StatsTable PrevalenceTable(List<(string Name, RuleOutPoint? Point, BootstrapDistribution? Workload)> points) =>
        new(
            $"Where {Printed.Percent(prevalence!.Value)} of cases have the finding",
            ["threshold for", "called low", "NPV", "missed per 1000"],
            [
                .. points
                    .Where(p => p.Point is not null)
                    .Select(p =>
                        (IReadOnlyList<string>)
                            [
                                p.Name,
                                Printed.Percent(p.Point!.WorkloadReductionAt(prevalence.Value)),
                                Printed.Number(p.Point.NegativePredictiveValueAt(prevalence.Value)),
                                Printed.Number(p.Point.MissedPer1000At(prevalence.Value)),
                            ]
                    ),
            ]
        );

    private StatsTable RuleInTable(List<(string Name, RuleInPoint? Point)> points) =>
        new(
            "Rule-in: called high risk",
            [
                "threshold for",
                "from",
                "called high",
                "of all",
                "found",
                "PPV",
                "interval",
                "specificity",
                "interval",
                "false alarms per 1000",
            ],
            [
                .. points.Select(p =>
                    (IReadOnlyList<string>)
                        [
                            p.Name,
                            .. p.Point is { } point
                                ?
                                [
                                    Printed.Number(point.Threshold),
                                    Printed.Count(point.CalledHigh),
                                    Printed.Percent(point.Share),
                                    Printed.Count(point.Found),
                                    Printed.Number(point.PositivePredictiveValue),
                                    Printed.Interval(point.PositivePredictiveValueInterval(level)),
                                    Printed.Number(point.Specificity),
                                    Printed.Interval(point.SpecificityInterval(level)),
                                    Printed.Number(point.FalseAlarmsPer1000),
                                ]
                                : Enumerable.Repeat(Printed.Undefined, 9),
                        ]
                ),
            ]
        );
}
