using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Cli.Stats.Agreement;

/// <summary><c>readerstudy stats icc</c>.</summary>
internal static class IccAnalysis
{
    public static StatsAnalysis Create()
    {
        var level = StatsOptions.Level();
        var method = StatsOptions.Choice(
            "--method",
            "Mean squares of complete cases, or variance components by restricted maximum likelihood, which keep incomplete cases.",
            "anova",
            "anova",
            "reml"
        );
        var tested = StatsOptions.Between("--tested", "Correlation that the F test is against.", 0, -1, 1);
        return new StatsAnalysis(
            "icc",
            "Intraclass correlation of readers' measurements: all six forms with intervals and F tests.",
            """
            Shrout and Fleiss 1979 (doi:10.1037/0033-2909.86.2.420), intervals of McGraw and Wong 1996 (doi:10.1037/1082-989X.1.1.30). One-way: other readers
            for each case; agreement: the same readers, their means count; consistency: their means do not count. Each for a single reading and for the
            mean of all readers. anova leaves out cases that a reader did not measure; reml (Patterson and Thompson 1971,
            doi:10.1093/biomet/58.3.545) keeps them, sets a variance that would be negative to 0, and its intervals take the table for complete.
            Undefined for one case or one reader; without an interval when readers agree exactly.
            Example: readerstudy stats icc diameters.csv --map rating=diameter
            """,
            input => Run(input, input.Option(level), input.Option(method), input.Option(tested))
        )
        {
            Columns =
            [
                new("case", "Name of the case."),
                new("reader", "Name of the reader."),
                new("rating", "The measurement; an empty cell is missing.", true, "score", "value"),
            ],
            Options = [level, method, tested],
        };
    }

    private static StatsReport Run(StatsInput input, double level, string method, double tested)
    {
        var table = MeasurementTable.Read(input, "rating");
        var components = method == "reml" ? VarianceComponents.ByReml(table.Values) : null;
        var icc = components is null ? IntraclassCorrelation.Of(table.Values) : IntraclassCorrelation.Of(components);
        (string Form, string Names, IntraclassEstimate Estimate)[] forms =
        [
            ("one-way, single", "ICC(1,1)", icc.OneWay(level, tested)),
            ("agreement, single", "ICC(2,1) = ICC(A,1)", icc.Agreement(level, tested)),
            ("consistency, single", "ICC(3,1) = ICC(C,1)", icc.Consistency(level, tested)),
            ("one-way, mean", "ICC(1,k)", icc.AverageOneWay(level, tested)),
            ("agreement, mean", "ICC(2,k) = ICC(A,k)", icc.AverageAgreement(level, tested)),
            ("consistency, mean", "ICC(3,k) = ICC(C,k)", icc.AverageConsistency(level, tested)),
        ];
        var leftOut = components is null ? table.Cases.Count - icc.Cases : 0;
        return new StatsReport(
            new
            {
                MeanSquares = icc,
                VarianceComponents = components,
                Forms = forms
                    .Select(f => new
                    {
                        f.Form,
                        Name = f.Names,
                        f.Estimate,
                    })
                    .ToList(),
                AverageAgreementFromSingle = icc.AverageAgreementFromSingle(level),
            },
            [
                new StatsTable(
                    $"Intraclass correlation of {icc.Readers} readers, {icc.Cases} cases",
                    ["form", "name", "ICC", "interval", "F", "df1", "df2", "p"],
                    [
                        .. forms.Select(f =>
                            new[]
                            {
                                f.Form,
                                f.Names,
                                Printed.Number(f.Estimate.Value),
                                Printed.Interval((f.Estimate.Lower, f.Estimate.Upper)),
                                Printed.Number(f.Estimate.F),
                                Printed.Number(f.Estimate.NumeratorDegreesOfFreedom),
                                Printed.Number(f.Estimate.DenominatorDegreesOfFreedom),
                                Printed.P(f.Estimate.P),
                            }
                        ),
                    ],
                    2
                ),
                new StatsTable(
                    components is null ? "Mean squares" : "Variance components and the mean squares expected from them",
                    ["source", "variance", "mean square"],
                    [
                        ["case", Printed.Number(components?.Case ?? double.NaN), Printed.Number(icc.CaseMeanSquare)],
                        ["reader", Printed.Number(components?.Reader ?? double.NaN), Printed.Number(icc.ReaderMeanSquare)],
                        ["error", Printed.Number(components?.Residual ?? double.NaN), Printed.Number(icc.ErrorMeanSquare)],
                        ["within cases", Printed.Undefined, Printed.Number(icc.WithinMeanSquare)],
                    ]
                ),
            ],
            [
                .. leftOut > 0
                    ? [$"{leftOut} cases with a missing measurement are left out; --method reml keeps them."]
                    : Array.Empty<string>(),
            ]
        );
    }
}
