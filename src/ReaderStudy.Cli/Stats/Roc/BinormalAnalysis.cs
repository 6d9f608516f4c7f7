using ReaderStudy.Statistics.Roc;

namespace ReaderStudy.Cli.Stats.Roc;

/// <summary><c>readerstudy stats binormal</c>.</summary>
internal static class BinormalAnalysis
{
    public static StatsAnalysis Create()
    {
        var (level, scores, lower) = (StatsOptions.Level(), ScoredCases.ScoreOption(), ScoredCases.LowerOption());
        var at = RocOptions.Share("--specificity", "Specificity at which the sensitivity is given.", 0.9);
        return new StatsAnalysis(
            "binormal",
            "Smooth binormal ROC curve by maximum likelihood, of ordinal or continuous scores.",
            """
            TPR = Phi(a + b Phi^-1(FPR)), fitted by maximum likelihood: Dorfman and Alf 1969, doi:10.1016/0022-2496(69)90019-4; continuous
            scores by truth-state runs, Metz, Herman and Shen 1998, doi:10.1002/(SICI)1097-0258(19980515)17:9<1033::AID-SIM784>3.0.CO;2-Z.
            Standard errors from the expected information; intervals on the scale of Phi^-1.
            Data whose most likely curve is made of straight lines (few operating points, separated classes) have no fit: everything is
            then undefined, and a note says why.
            Example: readerstudy stats binormal ratings.csv --specificity 0.95
            """,
            input => Run(ScoredCases.Read(input, scores, lower), input.Option(level), input.Option(at))
        )
        {
            Columns = [ScoredCases.Case, ScoredCases.TruthColumn],
            Options = [scores, lower, level, at],
        };
    }

    private static StatsReport Run(ScoredCases cases, double level, double specificity)
    {
        var notes = new List<string>();
        var results = cases
            .Scores.Select(score =>
            {
                var (rated, missing) = cases.Complete(score);
                notes.AddRange(ScoredCases.MissingNote(missing, score.Name));
                var fit = BinormalFit.Of(rated[0].Negatives, rated[0].Positives);
                if (fit.NoFit is { } reason)
                {
                    notes.Add($"{score.Name}: {reason}");
                }

                return new
                {
                    Score = score.Name,
                    fit.Curve.A,
                    fit.AStandardError,
                    fit.Curve.B,
                    fit.BStandardError,
                    fit.Covariance,
                    fit.Auc,
                    fit.AucStandardError,
                    AucInterval = fit.AucInterval(level),
                    EmpiricalAuc = EmpiricalAuc.Of(rated[0].Negatives, rated[0].Positives),
                    Specificity = specificity,
                    Sensitivity = fit.Curve.SensitivityAt(specificity),
                    SensitivityInterval = fit.SensitivityInterval(specificity, level),
                    fit.LogLikelihood,
                    fit.Borders,
                    fit.ExpectedPoints,
                    fit.NoFit,
                };
            })
            .ToList();
        return new StatsReport(
            results,
            [
                new(
                    "Binormal ROC curve",
                    ["Score", "a", "SE", "b", "SE", "AUC", RocOptions.Interval(level), "empirical"],
                    [
                        .. results.Select(r =>
                            new[]
                            {
                                r.Score,
                                Printed.Number(r.A),
                                Printed.Number(r.AStandardError),
                                Printed.Number(r.B),
                                Printed.Number(r.BStandardError),
                                Printed.Number(r.Auc),
                                Printed.Interval(r.AucInterval),
                                Printed.Number(r.EmpiricalAuc),
                            }
                        ),
                    ]
                ),
                new(
                    $"Sensitivity at specificity {Printed.Number(specificity)}",
                    ["Score", "Sensitivity", RocOptions.Interval(level)],
                    [.. results.Select(r => new[] { r.Score, Printed.Number(r.Sensitivity), Printed.Interval(r.SensitivityInterval) })]
                ),
            ],
            notes
        );
    }
}
