using ReaderStudy.Statistics.Grading;

namespace ReaderStudy.Cli.Stats.Grading;

/// <summary><c>readerstudy stats vga</c>.</summary>
internal static class VgaAnalysis
{
    public static StatsAnalysis Create()
    {
        var file = new GradeFile();
        var level = StatsOptions.Level();
        return new StatsAnalysis(
            "vga",
            "Visual grading scores: the mean of each arm, its difference from a reference arm, and ordinal regression.",
            """
            Absolute score: the mean over readers and cases. Relative score: the mean difference from the reference arm in the same cases (Bath M, Mansson LG
            (2007), doi:10.1259/bjr/35012658). Intervals for other readers and cases, for these readers and other cases, and for other readers and these
            cases come from the mean squares of readers, cases and error with the degrees of freedom of Hillis SL (2007), doi:10.1002/sim.2532; every
            reader must have graded every case of an arm. Where grades are whole numbers, visual grading regression (Smedby O, Fredrikson M (2010),
            doi:10.1259/bjr/35254923) adds the odds ratio of a higher grade: proportional odds with readers as fixed effects and errors clustered by
            case; a small p of the test of proportionality speaks against it. A dash: undefined, as with a single reader.
            Example: readerstudy stats vga grades.csv --reference standard
            """,
            input => Run(input, file, input.Option(level))
        )
        {
            Columns = GradeFile.Columns,
            Options = [file.Reference, level],
        };
    }

    private static StatsReport Run(StatsInput input, GradeFile file, double level)
    {
        var (grades, reference, others) = file.Read(input);
        var absolute = ((string[])[reference, .. others]).Select(a => (Arm: a, Score: VisualGradingScore.Absolute(grades, a))).ToList();
        var relative = others.Select(a => (Arm: a, Score: VisualGradingScore.Relative(grades, reference, a))).ToList();
        var whole = grades.All(g => g.Score == Math.Floor(g.Score)) && grades.Select(g => g.Score).Distinct().Count() > 1;
        var regression = whole && others.Count > 0 ? VisualGradingRegression.Of(grades, reference) : null;
        return new StatsReport(
            new
            {
                Reference = reference,
                Absolute = absolute.Select(a => new
                {
                    a.Arm,
                    a.Score,
                    Intervals = Intervals(a.Score, level),
                }),
                Relative = relative.Select(r => new
                {
                    r.Arm,
                    r.Score,
                    Intervals = Intervals(r.Score, level),
                    P = new
                    {
                        OverReadersAndCases = r.Score.POverReadersAndCases(),
                        OverCases = r.Score.POverCases(),
                        OverReaders = r.Score.POverReaders(),
                    },
                }),
                Regression = regression is null
                    ? null
                    : new
                    {
                        regression.Arms,
                        OddsRatioIntervals = regression.Arms.Select((_, k) => regression.OddsRatioInterval(k, level)),
                        regression.Readers,
                        regression.Fit,
                        TestOfArms = regression.TestOfArms(),
                        TestOfProportionality = regression.TestOfProportionality(),
                    },
            },
            [
                Table("Absolute scores", absolute, level, false),
                .. others.Count > 0 ? [Table($"Difference from {reference}", relative, level, true)] : (StatsTable[])[],
                .. regression is null ? (StatsTable[])[] : [RegressionTable(regression, level)],
            ],
            [.. whole || others.Count == 0 ? (string[])[] : ["No regression: the grades are not whole numbers, or all the same."]]
        );
    }

    private static object Intervals(ReaderCaseMean mean, double level) =>
        new
        {
            OverReadersAndCases = mean.IntervalOverReadersAndCases(level),
            OverCases = mean.IntervalOverCases(level),
            OverReaders = mean.IntervalOverReaders(level),
        };

    private static StatsTable Table(string title, IEnumerable<(string Arm, ReaderCaseMean Score)> scores, double level, bool test) =>
        new(
            title,
            [
                "arm",
                "readers",
                "cases",
                "mean",
                "other readers and cases",
                "these readers, other cases",
                "other readers, these cases",
                .. test ? (string[])["p, other readers and cases"] : [],
            ],
            [
                .. scores.Select(s =>
                    (IReadOnlyList<string>)
                        [
                            s.Arm,
                            Printed.Count(s.Score.Readers),
                            Printed.Count(s.Score.Cases),
                            Printed.Number(s.Score.Mean),
                            Printed.Interval(s.Score.IntervalOverReadersAndCases(level)),
                            Printed.Interval(s.Score.IntervalOverCases(level)),
                            Printed.Interval(s.Score.IntervalOverReaders(level)),
                            .. test ? (string[])[Printed.P(s.Score.POverReadersAndCases())] : [],
                        ]
                ),
            ]
        );

    private static StatsTable RegressionTable(VisualGradingRegression regression, double level) =>
        new(
            $"Odds ratio of a higher grade than with {regression.Reference} (test of proportionality: p {Printed.P(regression.TestOfProportionality().P)})",
            ["arm", "odds ratio", "interval, clustered by case", "p"],
            [
                .. regression.Arms.Select(
                    (a, k) =>
                        (IReadOnlyList<string>)
                            [
                                a.Arm,
                                Printed.Number(a.OddsRatio),
                                Printed.Interval(regression.OddsRatioInterval(k, level)),
                                Printed.P(regression.Fit.WaldP(k, regression.CovarianceByCase)),
                            ]
                ),
            ]
        );
}
