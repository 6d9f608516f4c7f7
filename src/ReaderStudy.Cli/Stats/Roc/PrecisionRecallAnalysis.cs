using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Cli.Stats.Roc;

/// <summary><c>readerstudy stats precision-recall</c>.</summary>
internal static class PrecisionRecallAnalysis
{
    public static StatsAnalysis Create()
    {
        var (scores, lower, points) = (ScoredCases.ScoreOption(), ScoredCases.LowerOption(), RocOptions.Points());
        return new StatsAnalysis(
            "precision-recall",
            "Average precision of one or several scores, and the precision-recall curve.",
            """
            Average precision is the sum over thresholds of the recall gained times the precision there: the area under the curve drawn as
            steps, without interpolation, as in scikit-learn. Chance reaches the share of diseased cases, which is printed beside it; unlike
            the ROC area it cannot be compared between samples of another prevalence.
            Source: Davis and Goadrich 2006, doi:10.1145/1143844.1143874; Boyd, Eng and Page 2013, doi:10.1007/978-3-642-40994-3_29.
            Example: readerstudy stats precision-recall scores.csv --points
            """,
            input => Run(ScoredCases.Read(input, scores, lower), input.Option(points))
        )
        {
            Columns = [ScoredCases.Case, ScoredCases.TruthColumn],
            Options = [scores, lower, points],
        };
    }

    private static StatsReport Run(ScoredCases cases, bool points)
    {
        var notes = new List<string>();
        var results = cases
            .Scores.Select(score =>
            {
                var (rated, missing) = cases.Complete(score);
                notes.AddRange(ScoredCases.MissingNote(missing, score.Name));
                var curve = RocCurve.Of(rated[0].Negatives, rated[0].Positives);
                return new
                {
                    Score = score.Name,
                    curve.Positives,
                    curve.Negatives,
                    AveragePrecision = PrecisionRecall.AveragePrecision(curve),
                    Prevalence = (double)curve.Positives / (curve.Positives + curve.Negatives),
                    Points = PrecisionRecall.Curve(curve).Select(p => p with { Threshold = score.Threshold(p.Threshold) }).ToList(),
                };
            })
            .ToList();
        List<StatsTable> tables =
        [
            new(
                "Average precision",
                ["Score", "Diseased", "Not", "Average precision", "Chance"],
                [
                    .. results.Select(r =>
                        new[]
                        {
                            r.Score,
                            Printed.Count(r.Positives),
                            Printed.Count(r.Negatives),
                            Printed.Number(r.AveragePrecision),
                            Printed.Number(r.Prevalence),
                        }
                    ),
                ]
            ),
        ];
        if (points)
        {
            tables.AddRange(
                results
                    .Zip(cases.Scores)
                    .Select(r => new StatsTable(
                        $"Precision and recall of {r.First.Score}",
                        [$"Threshold ({r.Second.Rule})", "Recall", "Precision"],
                        [
                            .. r.First.Points.Select(p =>
                                new[] { Printed.Number(p.Threshold), Printed.Number(p.Recall), Printed.Number(p.Precision) }
                            ),
                        ],
                        0
                    ))
            );
        }

        return new StatsReport(results, tables, notes);
    }
}
