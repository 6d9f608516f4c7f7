using ReaderStudy.Cli.Stats.Mrmc;
using ReaderStudy.Statistics;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Cli.Stats.Froc;

/// <summary>Tables and JSON of any figure of merit by treatment and reader, with its tests.</summary>
internal static class MeritReport
{
    /// <summary>The jackknife needs two cases of those that the figure rests on.</summary>
    /// <exception cref="BadInputException">There are fewer.</exception>
    public static LeaveOneOut Jackknife(string figure, Func<LeaveOneOut> leavingOutEach)
    {
        try
        {
            return leavingOutEach();
        }
        catch (ArgumentException exception) when (exception is not BadInputException)
        {
            throw new BadInputException($"{figure} rests on fewer than two cases, so that none can be left out.");
        }
    }

    /// <summary>Figures, tests by Obuchowski and Rockette and their variance components.</summary>
    public static StatsReport ByObuchowskiRockette(string figure, LeaveOneOut jackknife, double level)
    {
        var analysis = ObuchowskiRockette.Of(jackknife.Figures, jackknife.Covariance());
        var (anova, components) = (analysis.Anova, analysis.Components);
        return Report(
            figure,
            "OR",
            jackknife,
            level,
            [
                ("readers and cases", analysis.RandomReadersRandomCases()),
                ("cases", analysis.FixedReadersRandomCases()),
                ("readers", analysis.RandomReadersFixedCases()),
            ],
            analysis.DifferencesByReader(),
            [("MS(T)", anova.Treatment.Value), ("MS(R)", anova.Reader.Value), ("MS(TR)", anova.TreatmentReader.Value)],
            [
                ("Var(R)", components.Reader),
                ("Var(TR)", components.TreatmentReader),
                ("Var(error)", components.Error),
                ("Cov1", components.Cov1),
                ("Cov2", components.Cov2),
                ("Cov3", components.Cov3),
            ]
        );
    }

    /// <summary>Figures, tests by Dorfman, Berbaum and Metz and their variance components.</summary>
    public static StatsReport ByPseudoValues(string figure, LeaveOneOut jackknife, double level)
    {
        var analysis = DorfmanBerbaumMetz.Of(PseudoValues.Centred(jackknife));
        var (anova, components) = (analysis.Anova, analysis.Components);
        return Report(
            figure,
            "DBM",
            jackknife,
            level,
            [
                ("readers and cases", analysis.RandomReadersRandomCases()),
                ("cases", analysis.FixedReadersRandomCases()),
                ("readers", analysis.RandomReadersFixedCases()),
            ],
            analysis.DifferencesByReader(),
            [
                ("MS(T)", anova.Treatment.Value),
                ("MS(R)", anova.Reader.Value),
                ("MS(C)", anova.Case.Value),
                ("MS(TR)", anova.TreatmentReader.Value),
                ("MS(TC)", anova.TreatmentCase.Value),
                ("MS(RC)", anova.ReaderCase.Value),
                ("MS(TRC)", anova.TreatmentReaderCase.Value),
            ],
            [
                ("Var(R)", components.Reader),
                ("Var(C)", components.Case),
                ("Var(TR)", components.TreatmentReader),
                ("Var(TC)", components.TreatmentCase),
                ("Var(RC)", components.ReaderCase),
                ("Var(error)", components.Error),
            ]
        );
    }

    private static StatsReport Report(
        string figure,
        string method,
        LeaveOneOut jackknife,
        double level,
        IReadOnlyList<(string To, MrmcInference Inference)> inferences,
        IReadOnlyList<ReaderDifference> byReader,
        IReadOnlyList<(string Name, double Value)> squares,
        IReadOnlyList<(string Name, double Value)> components
    )
    {
        var result = new Dictionary<string, object?>
        {
            ["figure"] = figure,
            ["method"] = method,
            ["cases"] = jackknife.Cases,
            ["figures"] = InferenceReport.Json(jackknife.Figures),
            ["meanSquares"] = squares.ToDictionary(s => s.Name, s => s.Value),
            ["components"] = components.ToDictionary(c => c.Name, c => c.Value),
            ["inference"] = inferences
                .Select(i => new { GeneralisingTo = i.To, Results = InferenceReport.Json(i.Inference, level) })
                .ToList(),
            ["differencesByReader"] = InferenceReport.Json(byReader, level),
        };
        var tables = new List<StatsTable> { InferenceReport.Figures(figure, jackknife.Figures), Means(figure, inferences, level) };
        if (jackknife.Figures.Treatments.Count > 1)
        {
            tables.AddRange([Equality(inferences), Differences(inferences, level)]);
        }

        tables.Add(
            new StatsTable(
                $"Ingredients ({method})",
                ["", "value"],
                [.. squares.Concat(components).Select(c => new[] { c.Name, Printed.Number(c.Value) })]
            )
        );
        string[] notes = jackknife.Figures.Treatments.Count == 1 ? ["There is one treatment, so nothing to compare."] : [];
        return new StatsReport(
            result,
            tables,
            [
                .. notes,
                .. jackknife.Figures.Readers.Count == 1
                    ? (string[])["One reader is no sample of readers: only cases are generalised to."]
                    : [],
            ]
        );
    }

    private static StatsTable Means(string figure, IReadOnlyList<(string To, MrmcInference Inference)> inferences, double level) =>
        new(
            $"Mean {figure} by treatment",
            ["generalising to", "treatment", "mean", "SE", "df", InferenceReport.Interval(level)],
            [
                .. inferences.SelectMany(i =>
                    i.Inference.Means.Select(m => (IReadOnlyList<string>)[i.To, m.Treatment, .. InferenceReport.Cells(m.Estimate, level)])
                ),
            ],
            2
        );

    private static StatsTable Equality(IReadOnlyList<(string To, MrmcInference Inference)> inferences) =>
        new(
            "Are all treatments equal?",
            ["generalising to", "F", "df", "denominator df", "p"],
            [
                .. inferences.Select(i =>
                    (IReadOnlyList<string>)
                        [
                            i.To,
                            Printed.Number(i.Inference.Equality.F),
                            Printed.Number(i.Inference.Equality.NumeratorDf),
                            Printed.Number(i.Inference.Equality.DenominatorDf),
                            Printed.P(i.Inference.Equality.P),
                        ]
                ),
            ]
        );

    private static StatsTable Differences(IReadOnlyList<(string To, MrmcInference Inference)> inferences, double level) =>
        new(
            "Differences between treatments",
            ["generalising to", "difference", "estimate", "SE", "df", InferenceReport.Interval(level), "p"],
            [
                .. inferences.SelectMany(i =>
                    i.Inference.Differences.Select(d =>
                        (IReadOnlyList<string>)
                            [i.To, $"{d.First} − {d.Second}", .. InferenceReport.Cells(d.Estimate, level), Printed.P(d.Estimate.P())]
                    )
                ),
            ],
            2
        );
}
