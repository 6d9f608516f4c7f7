using System.CommandLine;
using System.Globalization;
using ReaderStudy.Statistics;
using ReaderStudy.Statistics.Distributions;
using ReaderStudy.Statistics.Triage;

namespace ReaderStudy.Cli.Stats.Triage;

/// <summary><c>readerstudy stats decision-curve</c>.</summary>
internal static class DecisionCurveAnalysis
{
    private static readonly IReadOnlyList<StatsColumn> Columns = [new("truth", "1 with the finding, 0 without.")];

    public static StatsAnalysis Create()
    {
        var risks = new Option<string>("--risks")
        {
            Description = "Columns with predicted risks from 0 to 1, separated by commas.",
            DefaultValueFactory = _ => "risk",
        };
        var thresholds = new Option<string>("--thresholds")
        {
            Description = "Threshold probabilities, separated by commas.",
            DefaultValueFactory = _ => "0.05,0.1,0.15,0.2,0.25,0.3,0.4,0.5",
        };
        thresholds.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && Split(result.GetValueOrDefault<string>() ?? "").Any(t => Number(t) is not (>= 0 and < 1)))
            {
                result.AddError("--thresholds takes numbers from 0 to below 1, separated by commas.");
            }
        });
        var level = StatsOptions.Level();
        return new StatsAnalysis(
            "decision-curve",
            "Decision curve analysis: the net benefit of acting on predicted risks, against acting on all or none.",
            """
            Net benefit TP/n - FP/n p/(1 - p) at each threshold probability p (Vickers AJ, Elkin EB (2006), doi:10.1177/0272989X06295361); a case with a risk of at least
            p is acted on. It is a mean over cases, from whose spread its interval comes. Acting on none has 0. Avoided: actions spared for every 100
            cases without losing a true positive, against acting on all. Two columns of risks are compared case by case. A dash: undefined, as at p = 0.
            Example: readerstudy stats decision-curve risks.csv --risks model,radiologist --thresholds 0.1,0.2,0.3
            """,
            input => Run(input, Split(input.Option(risks)), [.. Split(input.Option(thresholds)).Select(Number)], input.Option(level))
        )
        {
            Columns = Columns,
            Options = [risks, thresholds, level],
        };
    }

    private static StatsReport Run(StatsInput input, string[] columns, double[] thresholds, double level)
    {
        var truths = Enumerable.Range(0, input.Count).Select(i => input.Truth(i, "truth")).ToList();
        input.Demand();
        var predictors = columns.Select(c => (Name: c, Risks: Risks(input, c))).ToList();
        var curves = predictors.Select(p => (p.Name, Points: DecisionCurve.Of(truths, p.Risks, thresholds))).ToList();
        var differences = thresholds
            .SelectMany(t =>
                predictors
                    .Skip(1)
                    .Select(p => (Threshold: t, p.Name, Difference: DecisionCurve.Difference(truths, p.Risks, predictors[0].Risks, t)))
            )
            .ToList();
        return new StatsReport(
            new
            {
                Curves = curves.Select(c => new { c.Name, Points = c.Points.Select(p => new { Point = p, Interval = p.Interval(level) }) }),
                Differences = differences.Select(d => new
                {
                    d.Threshold,
                    First = d.Name,
                    Second = columns[0],
                    d.Difference.Difference,
                    d.Difference.StandardError,
                }),
            },
            [
                .. curves.Select(c => Table(c.Name, c.Points, level)),
                .. differences.Count == 0
                    ? (StatsTable[])[]
                    :
                    [
                        new StatsTable(
                            $"Difference of net benefit from {columns[0]}",
                            ["threshold", "risks", "difference", "interval"],
                            [
                                .. differences.Select(d =>
                                    (IReadOnlyList<string>)
                                        [
                                            Printed.Number(d.Threshold),
                                            d.Name,
                                            Printed.Number(d.Difference.Difference),
                                            Printed.Interval(Around(d.Difference, level)),
                                        ]
                                ),
                            ],
                            2
                        ),
                    ],
            ]
        );
    }

    private static StatsTable Table(string name, IReadOnlyList<DecisionPoint> points, double level) =>
        new(
            $"Net benefit of {name}",
            ["threshold", "acted on", "true", "net benefit", "interval", "of all", "avoided per 100"],
            [
                .. points.Select(p =>
                    (IReadOnlyList<string>)
                        [
                            Printed.Number(p.ThresholdProbability),
                            Printed.Count(p.TruePositives + p.FalsePositives),
                            Printed.Count(p.TruePositives),
                            Printed.Number(p.NetBenefit),
                            Printed.Interval(p.Interval(level)),
                            Printed.Number(p.NetBenefitOfAll),
                            Printed.Number(p.AvoidedPer100),
                        ]
                ),
            ]
        );

    private static (double Lower, double Upper) Around((double Difference, double StandardError) difference, double level)
    {
        var half = StandardNormal.Critical(level) * difference.StandardError;
        return (difference.Difference - half, difference.Difference + half);
    }

    private static double[] Risks(StatsInput input, string column)
    {
        var place = input.FileColumns.ToList().IndexOf(column);
        if (place < 0)
        {
            throw new BadInputException($"The file has no column '{column}'; name the columns of risks by --risks.");
        }

        double[] risks = [.. Enumerable.Range(0, input.Count).Select(i => Number(input.Cell(i, place)))];
        BadInputException.ThrowIfAny([
            .. risks
                .Select((risk, i) => (risk, i))
                .Where(r => r.risk is not (>= 0 and <= 1))
                .Select(r => new InputFault(r.i, $"'{input.Cell(r.i, place)}' in column '{column}' is not a risk between 0 and 1.")),
        ]);
        return risks;
    }

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    private static string[] Split(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
