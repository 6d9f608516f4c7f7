using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Cli.Stats.Agreement;

/// <summary><c>readerstudy stats fleiss</c>.</summary>
internal static class FleissAnalysis
{
    public static StatsAnalysis Create()
    {
        var ratings = new RatingsInput();
        return new StatsAnalysis(
            "fleiss",
            "Fleiss' kappa of two or more readers, overall and by category.",
            """
            Agreement beyond chance, chance agreement from the mean shares of the categories. Ratings may be missing (Gwet's extension); irr, DescTools
            and statsmodels drop every such case: --complete-cases does so. The standard error of the interval is by linearisation over cases, readers
            taken as given, with Student's t and cases - 1 degrees of freedom, cut at 1. The null standard error (Fleiss, Nee and Landis) is for the
            test of kappa = 0 only, overall and for each category against all others; it needs equally many ratings of every case.
            Sources: Fleiss JL (1971), Psychol Bull 76:378-382, doi:10.1037/h0031619; Fleiss JL, Nee JCM, Landis JR (1979), Psychol Bull
            86:974-977, doi:10.1037/0033-2909.86.5.974; Gwet KL (2014), Handbook of Inter-Rater Reliability, 4th ed. Agrees with irr's kappam.fleiss
            and irrCAC's fleiss.kappa.raw.
            Undefined without a case with two ratings, or when one category was used throughout.
            Example: readerstudy stats fleiss ratings.csv --complete-cases --json
            """,
            input => Run(input, ratings)
        )
        {
            Columns = RatingsInput.Columns,
            Options = [ratings.Categories, ratings.Values, ratings.Weights, ratings.CompleteCases, ratings.Level],
        };
    }

    private static StatsReport Run(StatsInput input, RatingsInput ratings)
    {
        var table = ratings.Table(input);
        var level = input.Option(ratings.Level);
        if (ratings.IsWeighted(input))
        {
            var weighted = FleissKappa.Weighted(table, ratings.WeightsOf(input, table));
            return new StatsReport(
                new
                {
                    estimate = weighted,
                    interval = weighted.Interval(level),
                    categories = table.Categories,
                },
                [AgreementText.Table("Fleiss' weighted kappa", level, ("Fleiss' weighted kappa", weighted))],
                [.. AgreementText.Notes(table, weighted.Coefficient)]
            );
        }

        var kappa = FleissKappa.Of(table);
        return new StatsReport(
            new
            {
                estimate = kappa,
                interval = kappa.Interval(level),
                intervalsPerCategory = kappa.PerCategory.Select(c => c.Interval(level)).ToList(),
                categories = table.Categories,
            },
            [AgreementText.Table("Fleiss' kappa", level, ("Fleiss' kappa", kappa)), OfCategories(kappa, table, level)],
            [
                .. AgreementText.Notes(table, kappa.Kappa),
                .. kappa.RatingsPerCase is null
                    ? (IEnumerable<string>)
                        ["The test with the null standard error needs equally many ratings of every case: --complete-cases."]
                    : [],
            ]
        );
    }

    private static StatsTable OfCategories(FleissKappaEstimate kappa, RatingTable table, double level) =>
        new(
            "Each category against all others, and the test of kappa = 0 with the null standard error",
            ["", "Share", "Kappa", "SE", AgreementText.LevelName(level), "Null SE", "z", "p"],
            [
                [
                    "all",
                    "",
                    Printed.Number(kappa.Kappa),
                    Printed.Number(kappa.StandardError),
                    Printed.Interval(kappa.Interval(level)),
                    Printed.Number(kappa.NullStandardError),
                    Printed.Number(kappa.Z),
                    Printed.P(kappa.NullP),
                ],
                .. kappa.PerCategory.Select(
                    (c, k) =>
                        (IReadOnlyList<string>)
                            [
                                table.Categories[k],
                                Printed.Percent(c.Share),
                                Printed.Number(c.Kappa),
                                Printed.Number(c.StandardError),
                                Printed.Interval(c.Interval(level)),
                                Printed.Number(c.NullStandardError),
                                Printed.Number(c.Z),
                                Printed.P(c.NullP),
                            ]
                ),
            ]
        );
}
