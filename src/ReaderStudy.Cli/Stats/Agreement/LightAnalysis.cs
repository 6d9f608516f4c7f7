using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Cli.Stats.Agreement;

/// <summary><c>readerstudy stats light</c>.</summary>
internal static class LightAnalysis
{
    public static StatsAnalysis Create()
    {
        var ratings = new RatingsInput();
        return new StatsAnalysis(
            "light",
            "Light's kappa: the mean of Cohen's kappa over all pairs of readers.",
            """
            The arithmetic mean of all pairs' Cohen's kappas, each over the cases that both readers rated (irr drops every case with a missing rating:
            --complete-cases). The standard error adds up what a case contributes to every pair's kappa; interval by Student's t with cases - 1 degrees
            of freedom, cut at 1.
            Source: Light RJ (1971), Psychol Bull 76:365-377, doi:10.1037/h0031643. Agrees with the kappa of irr's kappam.light, whose z is not given.
            Undefined when the kappa of a pair is.
            Example: readerstudy stats light ratings.csv --weights linear
            """,
            input =>
            {
                var table = ratings.Table(input);
                var level = input.Option(ratings.Level);
                var light = LightKappa.Of(table, ratings.WeightsOf(input, table));
                return new StatsReport(
                    new
                    {
                        estimate = light,
                        interval = light.Interval(level),
                        readers = table.Readers,
                        categories = table.Categories,
                    },
                    [
                        new StatsTable(
                            "Light's kappa",
                            ["", "Kappa", "SE", AgreementText.LevelName(level), "p", "Cases"],
                            [
                                [
                                    "Mean over pairs",
                                    Printed.Number(light.Kappa),
                                    Printed.Number(light.StandardError),
                                    Printed.Interval(light.Interval(level)),
                                    Printed.P(light.TwoSidedP),
                                    Printed.Count(light.Cases),
                                ],
                                .. light.Pairs.Select(p =>
                                    (IReadOnlyList<string>)
                                        [
                                            $"{table.Readers[p.First]}, {table.Readers[p.Second]}",
                                            Printed.Number(p.Kappa.Kappa),
                                            Printed.Number(p.Kappa.StandardError),
                                            Printed.Interval(p.Kappa.NormalInterval(level)),
                                            Printed.P(p.Kappa.NullP),
                                            Printed.Count(p.Kappa.Cases),
                                        ]
                                ),
                            ]
                        ),
                    ],
                    [
                        .. AgreementText.Notes(table, 1),
                        .. double.IsNaN(light.Kappa)
                            ? (IEnumerable<string>)["Undefined: the kappa of a pair of readers is, or there is no pair."]
                            : [],
                    ]
                );
            }
        )
        {
            Columns = RatingsInput.Columns,
            Options = [ratings.Categories, ratings.Values, ratings.Weights, ratings.CompleteCases, ratings.Level],
        };
    }
}
