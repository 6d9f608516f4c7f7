using System.CommandLine;
using ReaderStudy.Statistics;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Cli.Stats.Mrmc;

/// <summary><c>readerstudy stats standalone</c>.</summary>
internal sealed class StandaloneAnalysis
{
    private readonly FigureOptions _figure = new();
    private readonly GeneralisationOptions _generalisation = new();
    private readonly MarginOptions _margins = new();

    private readonly Option<string> _model = new("--model") { Description = "Name of the model among the readers.", Required = true };

    private readonly Option<string> _covariance = StatsOptions.Choice(
        "--covariance",
        "Error covariances; delong is for AUCs only.",
        "jackknife",
        "jackknife",
        "delong"
    );

    private readonly Option<double> _level = StatsOptions.Level();

    private StandaloneAnalysis() { }

    public static StatsAnalysis Create()
    {
        var analysis = new StandaloneAnalysis();
        return new StatsAnalysis(
            "standalone",
            "A standalone model against several readers of the same cases.",
            """
            Model less mean reader, and model less each reader, for any figure of merit. The model has no reader variance: its differences
            from the readers are analysed as one treatment by Obuchowski and Rockette with Hillis's degrees of freedom (Hillis 2007, section
            5.3, doi:10.1002/sim.2532), which equals an analysis in which the model stands in for every reader of a second treatment. With
            --cases fixed the model's figure is a constant and the readers are tested against it by Student's t. The file holds one
            treatment; rows of the model are those of a reader with its name. – is undefined: one reader who should stand for others.
            Example: readerstudy stats standalone ratings.csv --model ai --noninferiority 0.05
            """,
            analysis.Run
        )
        {
            Columns = RatingRows.Columns,
            Options =
            [
                analysis._model,
                .. analysis._figure.All,
                analysis._covariance,
                .. analysis._generalisation.All,
                .. analysis._margins.All,
                analysis._level,
            ],
        };
    }

    private StatsReport Run(StatsInput input)
    {
        var figure = _figure.Of(input);
        var goal = _generalisation.Words(input);
        var delong = input.Option(_covariance) == "delong";
        if (delong && !_figure.IsAuc(input))
        {
            throw new BadInputException("--covariance delong is for AUCs; other figures of merit take jackknife.");
        }

        var ratings = RatingRows.Read(input);
        var model = input.Option(_model);
        var level = input.Option(_level);
        var comparison = delong
            ? StandaloneModel.DeLong(ratings, model)
            : Jackknifed.Of(ratings, figure, () => StandaloneModel.Jackknife(ratings, model, figure));
        var difference = _generalisation.Choose(
            input,
            () => comparison.RandomReadersRandomCases,
            () => comparison.FixedReadersRandomCases,
            () => comparison.RandomReadersFixedCases
        );
        List<(string Hypothesis, string Comparison, MarginTest Test)> margins =
        [
            .. _margins.Tests(input, difference, level).Select(t => (t.Hypothesis, $"{model} − readers", t.Test)),
        ];
        var own = comparison.Differences.RandomReadersRandomCases().Means[0];
        return new StatsReport(
            new
            {
                Figure = figure.Name,
                comparison.Model,
                ModelFigure = InferenceReport.Json(comparison.ModelFigure, level),
                Readers = InferenceReport.Json(comparison.Readers.Figures),
                MeanReader = InferenceReport.Json(comparison.Readers.RandomReadersRandomCases().Means[0].Estimate, level),
                Difference = InferenceReport.Json(difference, level),
                own.ReaderMeanSquare,
                own.ErrorVariance,
                own.Cov2,
                ByReader = comparison.ByReader.Select(r => new { r.Reader, Estimate = InferenceReport.Json(r.Estimate, level) }).ToList(),
                Margins = margins.Select(m => InferenceReport.Json(m.Hypothesis, m.Comparison, m.Test, level)).ToList(),
            },
            [
                new StatsTable(
                    $"{figure.Name} of the model and of the readers",
                    ["Reader", figure.Name],
                    [
                        [model, Printed.Number(comparison.ModelFigure.Value)],
                        .. comparison.Readers.Figures.Readers.Select(
                            (r, j) => (IReadOnlyList<string>)[r, Printed.Number(comparison.Readers.Figures[0, j])]
                        ),
                        ["mean reader", Printed.Number(comparison.Readers.Figures.MeanOf(0))],
                    ]
                ),
                InferenceReport.Estimates("Model less mean reader", "Comparison", [($"{model} − readers", difference)], level),
                .. margins.Count > 0 ? (StatsTable[])[InferenceReport.Margins(margins)] : [],
                InferenceReport.Estimates(
                    "Model less each reader, generalising to cases",
                    "Comparison",
                    comparison.ByReader.Select(r => ($"{model} − {r.Reader}", r.Estimate)),
                    level
                ),
                InferenceReport.Ingredients([
                    ("MS(R)", own.ReaderMeanSquare),
                    ("Var(error) of differences", own.ErrorVariance),
                    ("Cov2 of differences", own.Cov2),
                ]),
            ],
            goal
        );
    }
}
