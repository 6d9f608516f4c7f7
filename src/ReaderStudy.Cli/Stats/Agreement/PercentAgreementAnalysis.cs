using System.CommandLine;
using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Cli.Stats.Agreement;

/// <summary><c>readerstudy stats percent-agreement</c>.</summary>
internal static class PercentAgreementAnalysis
{
    public static StatsAnalysis Create()
    {
        var ratings = new RatingsInput();
        var tolerance = new Option<double>("--tolerance")
        {
            Description = "All readers agree when a case's largest and smallest number differ by no more than this.",
        };
        tolerance.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !(result.GetValueOrDefault<double>() >= 0))
            {
                result.AddError("--tolerance takes a number from 0.");
            }
        });
        return new StatsAnalysis(
            "percent-agreement",
            "How often pairs of ratings of a case, and all readers, agree.",
            """
            Two shares. Pairwise: of the pairs of ratings of a case those that agree (with weights: their mean weight), averaged over the cases with
            two or more ratings; standard error by linearisation over cases, interval by Student's t, cut at 1. All readers: of the cases that every
            reader rated those on which all agree, within --tolerance of the categories' numbers; Wilson's interval. Neither corrects for chance.
            Sources: Gwet KL (2014), Handbook of Inter-Rater Reliability, 4th ed., section 5.3; Wilson EB (1927), J Am Stat Assoc 22:209-212,
            doi:10.1080/01621459.1927.10502953. Agrees with irrCAC's pa.coeff.raw and irr's agree.
            Undefined without a case with two ratings.
            Example: readerstudy stats percent-agreement ratings.csv --tolerance 1
            """,
            input =>
            {
                var table = ratings.Table(input);
                var level = input.Option(ratings.Level);
                var pairwise = PercentAgreement.Of(table, ratings.WeightsOf(input, table));
                var unanimous = PercentAgreement.Unanimous(table, input.Option(tolerance));
                return new StatsReport(
                    new
                    {
                        pairwise,
                        interval = pairwise.Interval(level),
                        unanimous,
                        unanimousInterval = unanimous.Interval(level),
                        categories = table.Categories,
                    },
                    [
                        new StatsTable(
                            "Agreement without correction for chance",
                            ["", "Share", "SE", AgreementText.LevelName(level), "Cases"],
                            [
                                [
                                    "Pairs of ratings",
                                    Printed.Percent(pairwise.Coefficient),
                                    Printed.Number(pairwise.StandardError),
                                    AgreementText.PercentInterval(pairwise.Interval(level)),
                                    Printed.Count(pairwise.PairedCases),
                                ],
                                [
                                    "All readers",
                                    Printed.Percent(unanimous.Share),
                                    "",
                                    AgreementText.PercentInterval(unanimous.Interval(level)),
                                    Printed.Count(unanimous.Cases),
                                ],
                            ]
                        ),
                    ],
                    [.. AgreementText.Notes(table, pairwise.Coefficient)]
                );
            }
        )
        {
            Columns = RatingsInput.Columns,
            Options = [tolerance, ratings.Categories, ratings.Values, ratings.Weights, ratings.CompleteCases, ratings.Level],
        };
    }
}
