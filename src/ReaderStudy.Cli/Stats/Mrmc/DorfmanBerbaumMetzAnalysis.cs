using System.CommandLine;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Cli.Stats.Mrmc;

/// <summary><c>readerstudy stats dbm</c>.</summary>
internal sealed class DorfmanBerbaumMetzAnalysis
{
    private readonly FigureOptions _figure = new();
    private readonly GeneralisationOptions _generalisation = new();
    private readonly Option<double> _level = StatsOptions.Level();

    private DorfmanBerbaumMetzAnalysis() { }

    public static StatsAnalysis Create()
    {
        var analysis = new DorfmanBerbaumMetzAnalysis();
        return new StatsAnalysis(
            "dbm",
            "MRMC analysis by Dorfman, Berbaum and Metz: analysis of variance of jackknife pseudo-values.",
            """
            Pseudo-values of any figure of merit by treatment, reader and case, shifted so that their mean is the figure of merit, in a
            three-way analysis of variance (Dorfman, Berbaum and Metz 1992, doi:10.1097/00004424-199209000-00015) with the denominators and
            degrees of freedom of Hillis, Berbaum and Metz (2008, doi:10.1016/j.acra.2007.12.015). It equals mrmc with jackknife covariances;
            with fixed readers it is an F instead of a χ² test. Every reader must have read every case under every treatment. – is undefined:
            identical arms (0 / 0), or one reader who should stand for others.
            Example: readerstudy stats dbm ratings.csv
                     readerstudy stats dbm ratings.csv --metric sensitivity --threshold 3 --readers fixed
            """,
            analysis.Run
        )
        {
            Columns = RatingRows.Columns,
            Options = [.. analysis._figure.All, .. analysis._generalisation.All, analysis._level],
        };
    }

    private StatsReport Run(StatsInput input)
    {
        var figure = _figure.Of(input);
        var goal = _generalisation.Words(input);
        var ratings = RatingRows.Read(input);
        var level = input.Option(_level);
        var analysis = Jackknifed.Of(ratings, figure, () => DorfmanBerbaumMetz.Of(ratings, figure));
        var inference = _generalisation.Choose(
            input,
            analysis.RandomReadersRandomCases,
            analysis.FixedReadersRandomCases,
            analysis.RandomReadersFixedCases
        );
        var several = ratings.Treatments.Count > 1;
        var byReader = analysis.DifferencesByReader();
        var (a, c) = (analysis.Anova, analysis.Components);
        return new StatsReport(
            new
            {
                Figure = figure.Name,
                analysis.Cases,
                Figures = InferenceReport.Json(analysis.Figures),
                analysis.Anova,
                analysis.Components,
                analysis.ByTreatment,
                analysis.ByReader,
                Inference = InferenceReport.Json(inference, level),
                DifferencesByReader = InferenceReport.Json(byReader, level),
            },
            [
                InferenceReport.Figures(figure.Name, analysis.Figures),
                InferenceReport.Means(inference, level),
                .. several
                    ? (StatsTable[])
                        [
                            InferenceReport.Equality(inference.Equality),
                            InferenceReport.Differences(inference, level),
                            InferenceReport.ByReader(byReader, level),
                        ]
                    : [],
                new StatsTable(
                    "Analysis of variance of pseudo-values",
                    ["", "Sum of squares", "df", "Mean square"],
                    [
                        Line("T", a.Treatment),
                        Line("R", a.Reader),
                        Line("C", a.Case),
                        Line("TR", a.TreatmentReader),
                        Line("TC", a.TreatmentCase),
                        Line("RC", a.ReaderCase),
                        Line("TRC", a.TreatmentReaderCase),
                    ]
                ),
                InferenceReport.Ingredients([
                    ("Var(R)", c.Reader),
                    ("Var(C)", c.Case),
                    ("Var(TR)", c.TreatmentReader),
                    ("Var(TC)", c.TreatmentCase),
                    ("Var(RC)", c.ReaderCase),
                    ("Var(error)", c.Error),
                ]),
            ],
            [goal, .. several ? (string[])[] : ["There is one treatment, so nothing to compare."]]
        );
    }

    private static IReadOnlyList<string> Line(string name, MeanSquare square) =>
        [name, Printed.Number(square.SumOfSquares), Printed.Number(square.DegreesOfFreedom), Printed.Number(square.Value)];
}
