using ReaderStudy.Statistics.Resampling;
using ReaderStudy.Statistics.Triage;

namespace ReaderStudy.Cli.Stats.Triage;

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
                .. ruleOut.Where(r => r.Point is not null).Select(r => RuleOutTable(r.Name, r.Point!, r.Workload)),
                .. ruleIn.Where(r => r.Point is not null).Select(r => RuleInTable(r.Name, r.Point!)),
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

    private StatsTable RuleOutTable(string name, RuleOutPoint point, BootstrapDistribution? workload) =>
        new(
            $"Rule-out, {name}: low risk below {Printed.Number(point.Threshold)}",
            ["measure", "estimate", "interval"],
            [
                [
                    $"called low risk, {point.CalledLow} of {point.Cases}",
                    Printed.Percent(point.WorkloadReduction),
                    Printed.Interval(point.WorkloadReductionInterval(level)),
                ],
                .. workload is null
                    ? (IReadOnlyList<string>[])[]
                    :
                    [
                        ["  with the threshold chosen anew", "", Printed.Interval(BootstrapInterval.Percentile(workload, level))],
                    ],
                [
                    $"negative predictive value, {point.Missed} missed",
                    Printed.Number(point.NegativePredictiveValue),
                    Printed.Interval(point.NegativePredictiveValueInterval(level)),
                ],
                ["sensitivity", Printed.Number(point.Sensitivity), Printed.Interval(point.SensitivityInterval(level))],
                ["specificity", Printed.Number(point.Specificity), Printed.Interval(point.SpecificityInterval(level))],
                ["missed per 1000 cases", Printed.Number(point.MissedPer1000), Printed.Interval(point.MissedPer1000Interval(level))],
                .. prevalence is not { } part
                    ? (IReadOnlyList<string>[])[]
                    :
                    [
                        [
                            $"called low risk where {Printed.Percent(part)} have the finding",
                            Printed.Percent(point.WorkloadReductionAt(part)),
                            "",
                        ],
                        ["negative predictive value there", Printed.Number(point.NegativePredictiveValueAt(part)), ""],
                        ["missed per 1000 cases there", Printed.Number(point.MissedPer1000At(part)), ""],
                    ],
            ]
        );

    private StatsTable RuleInTable(string name, RuleInPoint point) =>
        new(
            $"Rule-in, {name}: high risk from {Printed.Number(point.Threshold)}",
            ["measure", "estimate", "interval"],
            [
                [
                    $"called high risk, {point.CalledHigh} of {point.Cases}",
                    Printed.Percent(point.Share),
                    Printed.Interval(point.ShareInterval(level)),
                ],
                [
                    $"positive predictive value, {point.Found} found",
                    Printed.Number(point.PositivePredictiveValue),
                    Printed.Interval(point.PositivePredictiveValueInterval(level)),
                ],
                ["sensitivity", Printed.Number(point.Sensitivity), Printed.Interval(point.SensitivityInterval(level))],
                ["specificity", Printed.Number(point.Specificity), Printed.Interval(point.SpecificityInterval(level))],
                ["false alarms per 1000 cases", Printed.Number(point.FalseAlarmsPer1000), ""],
            ]
        );
}
