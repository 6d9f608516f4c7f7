using System.CommandLine;
using System.Globalization;
using ReaderStudy.Statistics;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Cli.Stats.Mrmc;

/// <summary><c>readerstudy stats mrmc</c>.</summary>
internal sealed class ObuchowskiRocketteAnalysis
{
    private readonly FigureOptions _figure = new();
    private readonly GeneralisationOptions _generalisation = new();
    private readonly MarginOptions _margins = new();

    private readonly Option<string> _covariance = StatsOptions.Choice(
        "--covariance",
        "Error covariances; delong and unbiased are for AUCs only.",
        "jackknife",
        "jackknife",
        "delong",
        "unbiased"
    );

    private readonly Option<string> _design = StatsOptions.Choice(
        "--design",
        "Who reads what under which treatment; auto: told from the ratings.",
        "crossed",
        "crossed",
        "cases-in-readers",
        "cases-in-treatments",
        "readers-in-treatments",
        "partially-paired",
        "auto"
    );

    private readonly Option<string?> _contrast = new("--contrast")
    {
        Description = "Weights of the treatments in the order of the table, separated by commas; they add up to 0: 1,-0.5,-0.5.",
    };

    private readonly Option<string?> _reference = new("--reference")
    {
        Description = "Treatment from which margins count: every other treatment less this one. The first unless given.",
    };

    private readonly Option<double> _level = StatsOptions.Level();

    private ObuchowskiRocketteAnalysis() { }

    public static StatsAnalysis Create()
    {
        var analysis = new ObuchowskiRocketteAnalysis();
        return new StatsAnalysis(
            "mrmc",
            "MRMC analysis by Obuchowski and Rockette: compares treatments over readers and cases.",
            """
            Means and differences of any figure of merit, tested by the analysis of variance with correlated errors of Obuchowski and
            Rockette (1995, doi:10.1080/03610919508813243) with Hillis's degrees of freedom (2007, doi:10.1002/sim.2532), which are not
            rounded. Covariances by jackknife, DeLong (1988, doi:10.2307/2531595) or unbiased moments (Gallas 2006,
            doi:10.1016/j.acra.2005.11.030). Designs with nested readers or cases as in Hillis (2014, doi:10.1002/sim.5926).
            Non-inferiority and equivalence as in Chen, Petrick and Sahiner (2012, doi:10.1016/j.acra.2012.04.011). Negative variance
            components are printed as estimated. – is undefined: identical arms (0 / 0), or one reader who should stand for others.
            Example: readerstudy stats mrmc ratings.csv
                     readerstudy stats mrmc ratings.csv --metric accuracy --threshold 3 --readers fixed
                     readerstudy stats mrmc ratings.csv --covariance delong --reference unaided --noninferiority 0.05
            """,
            analysis.Run
        )
        {
            Columns = RatingRows.Columns,
            Options =
            [
                .. analysis._figure.All,
                analysis._covariance,
                analysis._design,
                .. analysis._generalisation.All,
                analysis._contrast,
                analysis._reference,
                .. analysis._margins.All,
                analysis._level,
            ],
        };
    }

    private StatsReport Run(StatsInput input)
    {
        var figure = _figure.Of(input);
        var goal = _generalisation.Words(input);
        var ratings = RatingRows.Read(input);
        var level = input.Option(_level);
        var analysis = Analyse(input, ratings, figure);
        var inference = _generalisation.Choose(
            input,
            analysis.RandomReadersRandomCases,
            analysis.FixedReadersRandomCases,
            analysis.RandomReadersFixedCases
        );
        var contrast = Contrast(input, inference);
        var margins = Margins(input, inference, level);
        var several = ratings.Treatments.Count > 1;
        var byReader = analysis.DifferencesByReader();
        var (anova, c) = (analysis.Anova, analysis.Components);
        var ingredients = new List<(string, double)>
        {
            ("MS(T)", anova.Treatment.Value),
            (analysis.Design == MrmcDesign.ReadersNestedInTreatments ? "MS(R(T))" : "MS(R)", anova.Reader.Value),
            ("MS(TR)", anova.TreatmentReader.Value),
            ("Var(R)", c.Reader),
            ("Var(TR)", c.TreatmentReader),
            ("Var(error)", c.Error),
            ("Cov1", c.Cov1),
            ("Cov2", c.Cov2),
            ("Cov3", c.Cov3),
        };
        return new StatsReport(
            new
            {
                Figure = figure.Name,
                analysis.Design,
                Figures = InferenceReport.Json(analysis.Figures),
                Covariance = InferenceReport.Json(analysis.Figures, analysis.Covariance),
                analysis.Anova,
                analysis.Components,
                Inference = InferenceReport.Json(inference, level),
                DifferencesByReader = InferenceReport.Json(byReader, level),
                Readings = analysis
                    .Readings()
                    .Select(r => new
                    {
                        r.Treatment,
                        r.Reader,
                        Estimate = InferenceReport.Json(r.Estimate, level),
                    })
                    .ToList(),
                Contrast = contrast is null ? null : InferenceReport.Json(contrast, level),
                Margins = margins.Select(m => InferenceReport.Json(m.Hypothesis, m.Comparison, m.Test, level)).ToList(),
            },
            [
                InferenceReport.Figures(figure.Name, analysis.Figures),
                InferenceReport.Means(inference, level),
                .. several
                    ? (StatsTable[])[InferenceReport.Equality(inference.Equality), InferenceReport.Differences(inference, level)]
                    : [],
                .. contrast is null
                    ? (StatsTable[])[]
                    : [InferenceReport.Estimates("Contrast", "Weights", [(input.Option(_contrast)!, contrast)], level)],
                .. margins.Count > 0 ? (StatsTable[])[InferenceReport.Margins(margins)] : [],
                .. byReader.Count > 0 ? (StatsTable[])[InferenceReport.ByReader(byReader, level)] : [],
                InferenceReport.Ingredients(ingredients),
            ],
            [goal, .. several ? (string[])[] : ["There is one treatment, so nothing to compare."]]
        );
    }

    private OrAnalysis Analyse(StatsInput input, MrmcRatings ratings, FigureOfMerit figure)
    {
        var design = input.Option(_design) switch
        {
            "cases-in-readers" => MrmcDesign.CasesNestedInReaders,
            "cases-in-treatments" => MrmcDesign.CasesNestedInTreatments,
            "readers-in-treatments" => MrmcDesign.ReadersNestedInTreatments,
            "partially-paired" => MrmcDesign.PartiallyPaired,
            "auto" => MrmcDesigns.Of(ratings)
                ?? throw new BadInputException("Some readers work under several treatments and not under all: no design fits; see ustat."),
            _ => MrmcDesign.Crossed,
        };
        var covariance = input.Option(_covariance);
        if (covariance != "jackknife" && !_figure.IsAuc(input))
        {
            throw new BadInputException($"--covariance {covariance} is for AUCs; other figures of merit take jackknife.");
        }

        return covariance switch
        {
            "delong" => ObuchowskiRockette.DeLong(ratings, design),
            "unbiased" => ObuchowskiRockette.Unbiased(ratings, design),
            _ => Jackknifed.Of(ratings, figure, () => ObuchowskiRockette.Jackknife(ratings, figure, design)),
        };
    }

    private MrmcEstimate? Contrast(StatsInput input, MrmcInference inference)
    {
        if (input.Option(_contrast) is not { } text)
        {
            return null;
        }

        var weights = new List<double>();
        foreach (var part in text.Split(','))
        {
            weights.Add(double.TryParse(part, CultureInfo.InvariantCulture, out var weight) ? weight : double.NaN);
        }

        try
        {
            return inference.Contrast([.. weights]);
        }
        catch (ArgumentException exception) when (exception is not BadInputException)
        {
            throw new BadInputException(
                $"--contrast {text}: as many numbers as treatments ({inference.Means.Count}) are needed, not all 0, that add up to 0."
            );
        }
    }

    private List<(string Hypothesis, string Comparison, MarginTest Test)> Margins(StatsInput input, MrmcInference inference, double level)
    {
        if (!_margins.AreAsked(input))
        {
            return [];
        }

        List<string> treatments = [.. inference.Means.Select(m => m.Treatment)];
        var reference = input.Option(_reference) is { } name ? treatments.IndexOf(name) : 0;
        if (reference < 0)
        {
            throw new BadInputException($"--reference {input.Option(_reference)}: there is no such treatment.");
        }

        var tests = new List<(string, string, MarginTest)>();
        for (var i = 0; i < treatments.Count; i++)
        {
            if (i != reference)
            {
                var weights = new double[treatments.Count];
                (weights[i], weights[reference]) = (1, -1);
                var comparison = $"{treatments[i]} − {treatments[reference]}";
                tests.AddRange(_margins.Tests(input, inference.Contrast(weights), level).Select(t => (t.Hypothesis, comparison, t.Test)));
            }
        }

        return tests;
    }
}
