using System.CommandLine;
using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Cli.Stats.Roc;

/// <summary><c>readerstudy stats operating-point</c>.</summary>
internal static class OperatingPointAnalysis
{
    public static StatsAnalysis Create()
    {
        var (level, scores, lower) = (StatsOptions.Level(), ScoredCases.ScoreOption(), ScoredCases.LowerOption());
        var threshold = new Option<double?>("--threshold") { Description = "A threshold fixed beforehand; it goes before --rule." };
        var rule = StatsOptions.Choice("--rule", "How the point is chosen.", "youden", "youden", "closest", "sensitivity", "specificity");
        var at = RocOptions.Share("--at", "The wanted sensitivity or specificity.", 0.9);
        var cost = StatsOptions.Between("--cost", "Cost of a false negative over that of a false positive.", 1, 0, double.PositiveInfinity);
        var prevalence = StatsOptions.Between(
            "--prevalence",
            "Prevalence where the test is used; 0.5 leaves the rules unweighted.",
            0.5,
            0,
            1
        );
        return new StatsAnalysis(
            "operating-point",
            "Sensitivity, specificity, predictive values and likelihood ratios at a threshold, given or chosen by a rule.",
            """
            Rules: youden, the largest sensitivity + r · specificity (Youden 1950,
            doi:10.1002/1097-0142(1950)3:1<32::AID-CNCR2820030106>3.0.CO;2-3); closest, the smallest
            (1 − sensitivity)² + r · (1 − specificity)² (Perkins and Schisterman 2006, doi:10.1093/aje/kwj063), with
            r = (1 − prevalence) / (cost · prevalence); sensitivity or specificity, the best point that reaches at least --at. Equally good
            points are all given.
            Intervals of shares by Wilson, of likelihood ratios by Simel 1991 (doi:10.1016/0895-4356(91)90128-V), of the odds ratio on the
            logarithm's scale; ratios with an empty cell have none. They hold for a threshold fixed beforehand: one chosen on the same cases
            looks better than it is.
            Example: readerstudy stats operating-point scores.csv --score ai --rule sensitivity --at 0.95
            """,
            input =>
            {
                var cases = ScoredCases.Read(input, scores, lower);
                var choice = new Choice(input.Option(rule), input.Option(at), input.Option(cost), input.Option(prevalence));
                return Run(cases, input.Option(threshold), choice, input.Option(level));
            }
        )
        {
            Columns = [ScoredCases.Case, ScoredCases.TruthColumn],
            Options = [scores, lower, threshold, rule, at, cost, prevalence, level],
        };
    }

    private static StatsReport Run(ScoredCases cases, double? threshold, Choice choice, double level)
    {
        var notes = new List<string>();
        var found = new List<(Score Score, double Threshold, OperatingPoint Point)>();
        foreach (var score in cases.Scores)
        {
            var (rated, missing) = cases.Complete(score);
            notes.AddRange(ScoredCases.MissingNote(missing, score.Name));
            if (threshold is { } given)
            {
                found.Add((score, given, OperatingPoint.At(rated[0].Negatives, rated[0].Positives, score.Threshold(given), level)));
                continue;
            }

            var curve = RocCurve.Of(rated[0].Negatives, rated[0].Positives);
            found.AddRange(
                choice.Of(curve).Select(point => (score, score.Threshold(point.Threshold), OperatingPoint.Of(curve, point, level)))
            );
        }

        if (threshold is null)
        {
            notes.Add("The threshold was chosen on these cases, so that sensitivity and specificity look better than they are.");
        }

        return new StatsReport(
            found.Select(f => new
            {
                Score = f.Score.Name,
                f.Threshold,
                f.Point,
            }),
            [
                .. found.Select(f => new StatsTable(
                    $"{f.Score.Name} {f.Score.Rule} {Printed.Number(f.Threshold)}: {f.Point.TruePositives} true and {f.Point.FalsePositives} false positive, "
                        + $"{f.Point.TrueNegatives} true and {f.Point.FalseNegatives} false negative",
                    ["", "Estimate", RocOptions.Interval(level)],
                    [
                        Row("Sensitivity", f.Point.Sensitivity, f.Point.SensitivityInterval),
                        Row("Specificity", f.Point.Specificity, f.Point.SpecificityInterval),
                        Row("Positive predictive value", f.Point.PositivePredictiveValue, f.Point.PositivePredictiveValueInterval),
                        Row("Negative predictive value", f.Point.NegativePredictiveValue, f.Point.NegativePredictiveValueInterval),
                        Row("Positive likelihood ratio", f.Point.PositiveLikelihoodRatio, f.Point.PositiveLikelihoodRatioInterval),
                        Row("Negative likelihood ratio", f.Point.NegativeLikelihoodRatio, f.Point.NegativeLikelihoodRatioInterval),
                        Row("Diagnostic odds ratio", f.Point.DiagnosticOddsRatio, f.Point.DiagnosticOddsRatioInterval),
                    ]
                )),
            ],
            notes
        );
    }

    private static string[] Row(string name, double estimate, (double, double) interval) =>
        [name, Printed.Number(estimate), Printed.Interval(interval)];

    private sealed record Choice(string Rule, double At, double Cost, double Prevalence)
    {
        public IReadOnlyList<RocPoint> Of(RocCurve curve) =>
            Rule switch
            {
                "closest" => OptimalPoints.WeightedClosestToTopLeft(curve, Cost, Prevalence),
                "sensitivity" => [OptimalPoints.OfSensitivityAtLeast(curve, At)],
                "specificity" => [OptimalPoints.OfSpecificityAtLeast(curve, At)],
                _ => OptimalPoints.WeightedYouden(curve, Cost, Prevalence),
            };
    }
}
