using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Cli.Stats.Agreement;

/// <summary><c>readerstudy stats intra-reader</c>.</summary>
internal static class IntraReaderAnalysis
{
    public static StatsAnalysis Create()
    {
        var ratings = new RatingsInput();
        return new StatsAnalysis(
            "intra-reader",
            "How far readers agree with themselves when they read cases again, each reader and pooled.",
            """
            Of the cases that a reader rated at least twice: percent agreement of the pairs of readings, and Conger's kappa of the occasions, which is
            Cohen's kappa when there are two. Standard errors by linearisation over cases, intervals by Student's t, cut at 1. Pooled: the arithmetic mean
            of the readers, for these readers (what a case contributes to every reader added up, since they read the same cases) and for readers like
            these (standard deviation over the root of their number, readers - 1 degrees of freedom).
            Sources: Cohen J (1960), Educ Psychol Meas 20:37-46, doi:10.1177/001316446002000104; Conger AJ (1980), Psychol Bull 88:322-328,
            doi:10.1037/0033-2909.88.2.322; Gwet KL (2014), Handbook of Inter-Rater Reliability, 4th ed.
            Undefined for a reader who used one category throughout, and then for the pooled kappa too.
            Example: readerstudy stats intra-reader readings.csv --weights quadratic
            """,
            input => Run(input, ratings)
        )
        {
            Columns =
            [
                .. RatingsInput.Columns,
                new("occasion", "Which of the reader's readings of the case: 1, 2, ...", true, "attempt", "session", "repetition"),
            ],
            Options = [ratings.Categories, ratings.Weights, ratings.Level],
        };
    }

    private static StatsReport Run(StatsInput input, RatingsInput ratings)
    {
        var level = input.Option(ratings.Level);
        var rows = Enumerable
            .Range(0, input.Count)
            .Select(i => new RepeatedRating(
                input.Text(i, "case"),
                input.Text(i, "reader"),
                input.Text(i, "occasion"),
                RatingsInput.Rating(input, i)
            ))
            .ToList();
        var estimate = IntraReaderAgreement.Of(rows, ratings.Names(input), q => RatingsInput.Named(input.Option(ratings.Weights), q));
        return new StatsReport(
            new
            {
                readers = estimate
                    .Readers.Select(r => new
                    {
                        r.Reader,
                        r.Cases,
                        r.Percent,
                        percentInterval = r.Percent.Interval(level),
                        r.Kappa,
                        kappaInterval = r.Kappa.Interval(level),
                    })
                    .ToList(),
                pooled = new { percent = Pooled(estimate.Percent, level), kappa = Pooled(estimate.Kappa, level) },
            },
            [
                new StatsTable(
                    "Agreement of each reader with themselves",
                    ["Reader", "Cases", "Agreeing", AgreementText.LevelName(level), "Kappa", "SE", AgreementText.LevelName(level)],
                    [
                        .. estimate.Readers.Select(r =>
                            (IReadOnlyList<string>)
                                [
                                    r.Reader,
                                    Printed.Count(r.Cases),
                                    Printed.Percent(r.Percent.Coefficient),
                                    AgreementText.PercentInterval(r.Percent.Interval(level)),
                                    Printed.Number(r.Kappa.Coefficient),
                                    Printed.Number(r.Kappa.StandardError),
                                    Printed.Interval(r.Kappa.Interval(level)),
                                ]
                        ),
                    ]
                ),
                new StatsTable(
                    "Mean of the readers",
                    [
                        "",
                        "Mean",
                        "SE, these readers",
                        AgreementText.LevelName(level),
                        "SE, readers like these",
                        AgreementText.LevelName(level),
                    ],
                    [Row("Agreeing", estimate.Percent, level), Row("Kappa", estimate.Kappa, level)]
                ),
            ],
            [
                .. estimate
                    .Readers.Where(r => double.IsNaN(r.Kappa.Coefficient))
                    .Select(r => $"{r.Reader}: kappa is undefined, one category was used throughout."),
            ]
        );
    }

    private static object Pooled(PooledReaderAgreement pooled, double level) =>
        new
        {
            pooled.Mean,
            pooled.StandardError,
            interval = pooled.Interval(level),
            pooled.ReaderStandardError,
            readerInterval = pooled.ReaderInterval(level),
            pooled.Cases,
            pooled.Readers,
        };

    private static IReadOnlyList<string> Row(string name, PooledReaderAgreement pooled, double level) =>
        [
            name,
            Printed.Number(pooled.Mean),
            Printed.Number(pooled.StandardError),
            Printed.Interval(pooled.Interval(level)),
            Printed.Number(pooled.ReaderStandardError),
            Printed.Interval(pooled.ReaderInterval(level)),
        ];
}
