using System.CommandLine;
using ReaderStudy.Cli.Stats.Mrmc;
using ReaderStudy.Statistics;
using ReaderStudy.Statistics.Froc;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Cli.Stats.Froc;

/// <summary><c>readerstudy stats cad-vs-readers</c>.</summary>
internal static class CadAnalysis
{
    public static StatsAnalysis Create()
    {
        var files = new FrocFiles(required: false);
        var level = StatsOptions.Level();
        var fraction = LrocAnalysis.Fraction();
        var standalone = new Option<string>("--standalone") { Description = "Which of the readers is the algorithm.", Required = true };
        var figure = new Option<string?>("--figure")
        {
            Description =
                "With --cases and --lesions a figure of free-response marks (wAFROC, the default, and the others of stats froc); else ALROC, "
                + "PCL or Wilcoxon (the default).",
        };
        return new StatsAnalysis(
            "cad-vs-readers",
            "A standalone algorithm against several readers of the same cases, by marks, localisations or ratings.",
            """
            The differences algorithm − reader are figures of merit of one treatment; their mean is tested against 0 by Obuchowski and Rockette
            with the degrees of freedom of Hillis (2007), doi:10.1002/sim.2532 (page 607), and the jackknife over cases. The algorithm has no
            variance of readers. Generalising to readers and cases is "1T-RRRC" of RJafroc, to readers only "1T-RRFC": Hupse R et al. (2013),
            doi:10.1007/s00330-012-2562-7. One treatment is in the file.
            Three kinds of files: free-response marks with --cases and --lesions (columns as for stats froc); localisations (columns as for
            stats lroc); plain ratings (treatment, reader, case, truth, rating).
            Example: readerstudy stats cad-vs-readers readings.csv --standalone CAD --figure PCL --fpf 0.2
            """,
            input =>
            {
                var (name, jackknife) = files.AreGiven(input)
                    ? OfMarks(files.Read(input), input.Option(figure))
                    : OfRatings(input, input.Option(figure), input.Option(fraction));
                return Run(name, jackknife, input.Option(standalone), input.Option(level));
            }
        )
        {
            Columns =
            [
                .. FrocFiles.MarkColumns.Select(c => c.Name == "lesion" ? c with { Required = false } : c),
                .. LrocFile
                    .Columns.Where(c => FrocFiles.MarkColumns.All(m => m.Name != c.Name))
                    .Select(c => c.Name == "truth" ? c with { Required = false } : c),
            ],
            Options = [standalone, .. files.Options, figure, fraction, level],
        };
    }

    private static (string Name, LeaveOneOut Jackknife) OfMarks(FrocReadings readings, string? figure)
    {
        var chosen =
            FrocFigure.Named(figure ?? "wAFROC")
            ?? throw new BadInputException($"There is no figure of merit '{figure}' of free-response marks.");
        return (chosen.Name, MeritReport.Jackknife(chosen.Name, () => chosen.LeavingOutEach(readings)));
    }

    private static (string Name, LeaveOneOut Jackknife) OfRatings(StatsInput input, string? figure, double fraction)
    {
        if (!input.Has("truth"))
        {
            throw new BadInputException("There is neither a column truth nor --cases and --lesions.");
        }

        figure ??= "Wilcoxon";
        if (figure is not ("ALROC" or "PCL" or "Wilcoxon"))
        {
            throw new BadInputException($"The figure of merit '{figure}' needs --cases and --lesions; or give ALROC, PCL or Wilcoxon.");
        }

        var readings = figure == "Wilcoxon" ? LrocFile.ReadRatings(input) : LrocFile.Read(input);
        var chosen = LrocAnalysis.Chosen(figure, fraction);
        return (chosen.Name, MeritReport.Jackknife(chosen.Name, () => chosen.LeavingOutEach(readings)));
    }

    private static StatsReport Run(string figure, LeaveOneOut jackknife, string standalone, double level)
    {
        var figures = jackknife.Figures;
        if (figures.Treatments.Count != 1)
        {
            throw new BadInputException(
                $"The algorithm is compared with the readers of one treatment; there are {figures.Treatments.Count}."
            );
        }

        var model = figures.Readers.ToList().IndexOf(standalone);
        if (model < 0 || figures.Readers.Count < 2)
        {
            throw new BadInputException(
                model < 0 ? $"There is no reader '{standalone}'." : "There is no reader to compare the algorithm with."
            );
        }

        var covariance = jackknife.Covariance();
        var comparison = StandaloneModel.Of(figures, covariance, model);
        var twoTreatments = StandaloneAsTreatment.Of(figures, covariance, model);
        (string To, MrmcEstimate Estimate)[] differences =
        [
            ("readers and cases", comparison.RandomReadersRandomCases),
            ("cases", comparison.FixedReadersRandomCases),
            ("readers", comparison.RandomReadersFixedCases),
        ];
        var components = comparison.Differences.Components;
        var result = new
        {
            Figure = figure,
            jackknife.Cases,
            Standalone = standalone,
            StandaloneFigure = InferenceReport.Json(comparison.ModelFigure, level),
            Readers = InferenceReport.Json(comparison.Readers.Figures),
            ReaderMean = comparison.Readers.Figures.MeanOf(0),
            ReaderVariance = comparison.Readers.Anova.Reader.Value,
            Differences = differences
                .Select(d => new { GeneralisingTo = d.To, Estimate = InferenceReport.Json(d.Estimate, level) })
                .ToList(),
            ByReader = comparison.ByReader.Select(r => new { r.Reader, Estimate = InferenceReport.Json(r.Estimate, level) }).ToList(),
            ErrorVariance = components.Error,
            components.Cov2,
            AsTwoTreatments = twoTreatments.Components,
        };
        return new StatsReport(
            result,
            [
                InferenceReport.Figures(figure, comparison.Readers.Figures),
                new StatsTable(
                    $"{standalone} − mean of readers",
                    ["generalising to", "difference", "SE", "df", InferenceReport.Interval(level), "p"],
                    [
                        .. differences.Select(d =>
                            (IReadOnlyList<string>)[d.To, .. InferenceReport.Cells(d.Estimate, level), Printed.P(d.Estimate.P())]
                        ),
                    ]
                ),
                new StatsTable(
                    $"{standalone} − each reader, generalising to cases",
                    ["reader", "difference", "SE", "df", InferenceReport.Interval(level), "p"],
                    [
                        .. comparison.ByReader.Select(r =>
                            (IReadOnlyList<string>)[r.Reader, .. InferenceReport.Cells(r.Estimate, level), Printed.P(r.Estimate.P())]
                        ),
                    ]
                ),
            ],
            [
                $"{standalone} has {Printed.Number(comparison.ModelFigure.Value)}, standard error {Printed.Number(comparison.ModelFigure.StandardError)}.",
                .. figures.Readers.Count == 2 ? (string[])["One reader is no sample of readers: only cases are generalised to."] : [],
            ]
        );
    }
}
