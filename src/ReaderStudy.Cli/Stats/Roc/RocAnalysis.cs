using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Cli.Stats.Roc;

/// <summary><c>readerstudy stats roc</c>.</summary>
internal static class RocAnalysis
{
    public static StatsAnalysis Create()
    {
        var (level, scores, lower) = (StatsOptions.Level(), ScoredCases.ScoreOption(), ScoredCases.LowerOption());
        var part = StatsOptions.Choice(
            "--partial",
            "Part of the area, between two values of this.",
            "none",
            "none",
            "specificity",
            "sensitivity"
        );
        var from = RocOptions.Share("--from", "Lower limit of the part.", 0.8);
        var to = RocOptions.Share("--to", "Upper limit of the part.", 1);
        var points = RocOptions.Points();
        return new StatsAnalysis(
            "roc",
            "Area under the ROC curve of one or several scores, with DeLong's interval.",
            """
            The empirical area, ties counting one half, by ranks. Variance by DeLong, DeLong and Clarke-Pearson, Biometrics 1988,
            doi:10.2307/2531595, and from it the interval area ± z · standard error, cut at 0 and 1 (as pROC has it), and that of the
            logit (Qin and Hotilovac 2008, doi:10.1177/0962280207087173), which is to be preferred near 1.
            The part of the area between two specificities or sensitivities as it is, and standardised so that chance gives 0.5 and
            perfection 1 (McClish 1989, doi:10.1177/0272989X8900900307).
            A standardised part below chance, and intervals with fewer than two cases of a class, are undefined. Scores that separate
            the classes have a variance of 0, which says nothing about the uncertainty.
            Missing scores are left out for that score alone.
            Example: readerstudy stats roc scores.csv --score s100b --partial specificity --from 0.9 --to 1
            """,
            input =>
            {
                var cases = ScoredCases.Read(input, scores, lower);
                var limits = (input.Option(part), input.Option(from), input.Option(to));
                return Report(cases, input.Option(level), limits, input.Option(points));
            }
        )
        {
            Columns = [ScoredCases.Case, ScoredCases.TruthColumn],
            Options = [scores, lower, level, part, from, to, points],
        };
    }

    private static StatsReport Report(ScoredCases cases, double level, (string Of, double From, double To) part, bool points)
    {
        var results = cases
            .Scores.Select(score =>
            {
                var (rated, missing) = cases.Complete(score);
                var curve = RocCurve.Of(rated[0].Negatives, rated[0].Positives);
                var variance = DeLong.Variance(rated[0].Negatives, rated[0].Positives);
                var area = part.Of switch
                {
                    "specificity" => PartialAuc.OverSpecificity(curve, part.From, part.To),
                    "sensitivity" => PartialAuc.OverSensitivity(curve, part.From, part.To),
                    _ => double.NaN,
                };
                return new RocResult(
                    score.Name,
                    score.Negated,
                    curve.Negatives,
                    curve.Positives,
                    missing,
                    curve.Auc,
                    variance,
                    Math.Sqrt(variance),
                    AucInterval.Wald(curve.Auc, variance, level),
                    AucInterval.Logit(curve.Auc, variance, level),
                    curve.Gini,
                    area,
                    part.Of == "none" ? double.NaN : PartialAuc.Standardised(area, part.From, part.To),
                    [.. curve.Points.Select(p => p with { Threshold = score.Threshold(p.Threshold) })]
                );
            })
            .ToList();
        List<StatsTable> tables =
        [
            new(
                "Area under the ROC curve",
                ["Score", "Diseased", "Not", "AUC", "SE", RocOptions.Interval(level), "by logit"],
                [
                    .. results.Select(r =>
                        new[]
                        {
                            r.Score,
                            Printed.Count(r.Positives),
                            Printed.Count(r.Negatives),
                            Printed.Number(r.Auc),
                            Printed.Number(r.StandardError),
                            Printed.Interval(r.Interval),
                            Printed.Interval(r.LogitInterval),
                        }
                    ),
                ]
            ),
        ];
        if (part.Of != "none")
        {
            tables.Add(
                new(
                    $"Part between {part.Of} {Printed.Number(part.From)} and {Printed.Number(part.To)}",
                    ["Score", "Area", "Standardised"],
                    [.. results.Select(r => new[] { r.Score, Printed.Number(r.PartialAuc), Printed.Number(r.StandardisedPartialAuc) })]
                )
            );
        }

        if (points)
        {
            tables.AddRange(
                results
                    .Zip(cases.Scores)
                    .Select(r => RocOptions.PointsTable($"Operating points of {r.First.Score}", r.Second, r.First.Points))
            );
        }

        return new StatsReport(
            results,
            tables,
            [
                .. results.SelectMany(r => ScoredCases.MissingNote(r.Missing, r.Score)),
                .. results
                    .Where(r => r.Variance == 0)
                    .Select(r => $"{r.Score}: the variance is 0, so the interval says nothing about the uncertainty."),
            ]
        );
    }

    private sealed record RocResult(
        string Score,
        bool LowerIsDiseased,
        int Negatives,
        int Positives,
        int Missing,
        double Auc,
        double Variance,
        double StandardError,
        (double, double) Interval,
        (double, double) LogitInterval,
        double Gini,
        double PartialAuc,
        double StandardisedPartialAuc,
        IReadOnlyList<RocPoint> Points
    );
}
