using System.CommandLine;
using System.Globalization;
using ReaderStudy.Statistics;
using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Cli.Stats.Agreement;

/// <summary><c>readerstudy stats krippendorff</c>.</summary>
internal static class KrippendorffAnalysis
{
    public static StatsAnalysis Create()
    {
        var ratings = new RatingsInput();
        var metric = StatsOptions.Choice(
            "--metric",
            "Level of measurement: what a difference is.",
            "nominal",
            "nominal",
            "ordinal",
            "interval",
            "ratio"
        );
        var replicates = StatsOptions.Replicates(1000);
        var seed = StatsOptions.Seed();
        return new StatsAnalysis(
            "krippendorff",
            "Krippendorff's alpha of two or more readers, with a bootstrap interval over cases.",
            """
            1 - observed over expected disagreement, from the matrix of coincidences: any number of readers, missing ratings, differences by --metric.
            Interval and ratio differences take the categories' numbers. Two intervals: by Gwet's linearised standard error and Student's t, cut at 1;
            and percentile, drawing cases with two or more ratings with replacement and computing both disagreements anew.
            Sources: Krippendorff K (2011), Computing Krippendorff's Alpha-Reliability, https://repository.upenn.edu/asc_papers/43; Gwet KL (2014),
            Handbook of Inter-Rater Reliability, 4th ed.; Efron B, Tibshirani RJ (1993), doi:10.1201/9780429246593. Agrees with irrCAC, and with irr's
            kripp.alpha except where that errs (more than two readers and no missing rating).
            Undefined without a case with two ratings, or when all ratings are the same.
            Example: readerstudy stats krippendorff ratings.csv --metric ordinal --replicates 1000 --seed 7
            """,
            input => Run(input, ratings, metric, replicates, seed)
        )
        {
            Columns = RatingsInput.Columns,
            Options = [metric, replicates, seed, ratings.Categories, ratings.Values, ratings.CompleteCases, ratings.Level],
        };
    }

    private static StatsReport Run(
        StatsInput input,
        RatingsInput ratings,
        Option<string> metricName,
        Option<int> replicates,
        Option<ulong> seed
    )
    {
        var table = ratings.Table(input);
        var level = input.Option(ratings.Level);
        var metric = Enum.Parse<KrippendorffMetric>(input.Option(metricName), ignoreCase: true);
        if (metric == KrippendorffMetric.Ratio && table.CategoryValues.Any(v => v < 0))
        {
            throw new BadInputException("Ratio differences need numbers that are not negative.");
        }

        var alpha = KrippendorffAlpha.Of(table, metric);
        var drawn = KrippendorffBootstrap.Of(table, metric, input.Option(replicates), input.Option(seed));
        return new StatsReport(
            new
            {
                estimate = alpha,
                interval = alpha.Interval(level),
                bootstrap = new
                {
                    drawn.StandardError,
                    interval = drawn.Interval(level),
                    replicates = drawn.Alphas.Count,
                    drawn.Undefined,
                },
                categories = table.Categories,
                values = table.CategoryValues,
            },
            [
                new StatsTable(
                    $"Krippendorff's alpha, {input.Option(metricName)}",
                    ["", "Alpha", "SE", AgreementText.LevelName(level), "p"],
                    [
                        [
                            "By linearisation",
                            Printed.Number(alpha.Alpha),
                            Printed.Number(alpha.StandardError),
                            Printed.Interval(alpha.Interval(level)),
                            Printed.P(alpha.TwoSidedP),
                        ],
                        ["By bootstrap", "", Printed.Number(drawn.StandardError), Printed.Interval(drawn.Interval(level)), ""],
                    ]
                ),
                new StatsTable(
                    "Ingredients",
                    ["", "Observed disagreement", "Expected disagreement", "Pairable ratings", "Cases with two ratings"],
                    [
                        [
                            "",
                            Printed.Number(alpha.ObservedDisagreement),
                            Printed.Number(alpha.ExpectedDisagreement),
                            Printed.Count(alpha.PairableValues),
                            Printed.Count(alpha.Units),
                        ],
                    ]
                ),
            ],
            [.. AgreementText.Notes(table, alpha.Alpha), .. LeftOut(drawn)]
        );
    }

    private static IEnumerable<string> LeftOut(KrippendorffReplicates drawn) =>
        drawn.Undefined == 0
            ? []
            : [string.Create(CultureInfo.InvariantCulture, $"{drawn.Undefined} replicates without any variety were left out.")];
}
