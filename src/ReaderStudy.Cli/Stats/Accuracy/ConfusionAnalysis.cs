using ReaderStudy.Statistics;
using ReaderStudy.Statistics.Accuracy;
using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Cli.Stats.Accuracy;

/// <summary><c>readerstudy stats confusion</c>.</summary>
internal static class ConfusionAnalysis
{
    public static StatsAnalysis Create()
    {
        var level = StatsOptions.Level();
        var classes = new System.CommandLine.Option<string?>("--classes")
        {
            Description = "The classes in their order, separated by commas; those of the truth and the labels in the file unless given.",
        };
        var positive = new System.CommandLine.Option<string?>("--positive")
        {
            Description = "Class of disease: adds likelihood ratios, odds ratio, Youden's index and predictive values against all others.",
        };
        return new StatsAnalysis(
            "confusion",
            "Truths against answers of two or more classes: recall, precision, F1, specificity, correlation, by reader and arm.",
            """
            For each reader and arm a table of truths against answers; of each class recall (sensitivity), precision, F1 and specificity against all
            others; over the classes the accuracy with Wilson's interval, balanced accuracy (mean recall of the classes that have cases), macro,
            weighted and micro means, Matthews' correlation (Gorodkin 2004, doi:10.1016/j.compbiolchem.2004.09.006) and Cohen's kappa with truth.
            What has a denominator of 0 is undefined and left out of the means; the JSON has the means with 0 in its place, too, as scikit-learn gives
            them (macroWithZeros, weightedWithZeros). Likelihood ratios: Simel and others 1991, doi:10.1016/0895-4356(91)90128-V.
            Example: readerstudy stats confusion readings.csv --classes normal,benign,malignant --positive malignant
            """,
            input => Run(input, input.Option(level), input.Option(classes), input.Option(positive))
        )
        {
            Columns =
            [
                new("truth", "The right answer."),
                new("label", "The reader's answer; a row without one is left out.", true, "answer"),
                new("reader", "Name of the reader; one table each.", false),
                new("arm", "Reading condition; one table each.", false, "treatment"),
            ],
            Options = [level, classes, positive],
        };
    }

    private static StatsReport Run(StatsInput input, double level, string? given, string? positive)
    {
        var rows = Enumerable
            .Range(0, input.Count)
            .Where(i => input.Text(i, "label") is not ("" or "NA"))
            .Select(i => (Row: i, Truth: input.Required(i, "truth"), Label: input.Text(i, "label")))
            .ToList();
        List<string> classes = given is null
            ? [.. rows.SelectMany(r => new[] { r.Truth, r.Label }).Where(c => c.Length > 0).Distinct().Order(StringComparer.Ordinal)]
            : [.. given.Split(',').Select(c => c.Trim()).Distinct()];
        foreach (var (row, truth, label) in rows)
        {
            Demand(input, classes, row, "truth", truth);
            Demand(input, classes, row, "label", label);
        }

        input.Demand();
        var index = positive is null ? -1 : classes.IndexOf(positive);
        if (positive is not null && index < 0)
        {
            throw new BadInputException($"There is no class '{positive}'; there are {string.Join(", ", classes)}.");
        }

        var groups = rows.GroupBy(r => (Arm: input.Text(r.Row, "arm"), Reader: input.Text(r.Row, "reader")))
            .Select(g =>
                (
                    g.Key.Arm,
                    g.Key.Reader,
                    Counts: ConfusionTable.Of(
                        g.Select(r => (classes.IndexOf(r.Truth), classes.IndexOf(r.Label))),
                        classes.Count,
                        classes.Count
                    )
                )
            )
            .ToList();
        var missing = input.Count - rows.Count;
        return new StatsReport(
            new { Classes = classes, Tables = groups.Select(g => Result(g.Arm, g.Reader, g.Counts, level, index)).ToList() },
            Tables(groups, classes, level, index),
            [.. missing > 0 ? [$"{missing} rows without a label are left out."] : Array.Empty<string>()]
        );
    }

    private static void Demand(StatsInput input, List<string> classes, int row, string column, string value)
    {
        if (value.Length > 0 && !classes.Contains(value))
        {
            input.Fault(row, column, $"'{value}' is none of the classes {string.Join(", ", classes)}.");
        }
    }

    private static object Result(string arm, string reader, int[,] counts, double level, int positive)
    {
        var all = MultiClassAccuracy.Of(counts);
        return new
        {
            Arm = arm,
            Reader = reader,
            Counts = counts,
            Metrics = all,
            AccuracyInterval = Wilson.Interval(all.Correct, all.Cases, level),
            Diagnostic = positive < 0 ? null : DiagnosticResult(Diagnostic(counts, positive), level),
        };
    }

    private static DiagnosticAccuracy Diagnostic(int[,] counts, int positive) => DiagnosticAccuracy.Of(BinaryOutcome.Of(counts, positive));

    private static object DiagnosticResult(DiagnosticAccuracy d, double level) =>
        new
        {
            Cells = d,
            SensitivityInterval = Wilson.Interval(d.TruePositives, d.TruePositives + d.FalseNegatives, level),
            SpecificityInterval = Wilson.Interval(d.TrueNegatives, d.TrueNegatives + d.FalsePositives, level),
            PositivePredictiveInterval = Wilson.Interval(d.TruePositives, d.TruePositives + d.FalsePositives, level),
            NegativePredictiveInterval = Wilson.Interval(d.TrueNegatives, d.TrueNegatives + d.FalseNegatives, level),
            PositiveLikelihoodRatio = d.PositiveLikelihoodRatio(level),
            NegativeLikelihoodRatio = d.NegativeLikelihoodRatio(level),
            DiagnosticOddsRatio = d.DiagnosticOddsRatio(level),
            Youden = d.Youden(level),
        };

    private static List<StatsTable> Tables(
        List<(string Arm, string Reader, int[,] Counts)> groups,
        List<string> classes,
        double level,
        int positive
    )
    {
        var all = groups.Select(g => (g.Arm, g.Reader, g.Counts, Metrics: MultiClassAccuracy.Of(g.Counts))).ToList();
        var tables = new List<StatsTable>
        {
            new(
                "Truths (rows) against answers (columns)",
                ["arm", "reader", "truth", .. classes],
                [
                    .. all.SelectMany(g =>
                        classes.Select((c, i) => Row(g.Arm, g.Reader, [c, .. classes.Select((_, j) => Printed.Count(g.Counts[i, j]))]))
                    ),
                ],
                3
            ),
            new(
                "By class",
                ["arm", "reader", "class", "cases", "recall", "precision", "F1", "specificity"],
                [
                    .. all.SelectMany(g =>
                        g.Metrics.Classes.Select(
                            (c, i) =>
                                Row(
                                    g.Arm,
                                    g.Reader,
                                    [
                                        classes[i],
                                        Printed.Count(c.Cases),
                                        .. new[] { c.Recall, c.Precision, c.F1, c.Specificity }.Select(Printed.Number),
                                    ]
                                )
                        )
                    ),
                ],
                3
            ),
            new(
                "Over the classes",
                ["arm", "reader", "cases", "accuracy", "interval", "balanced", "macro F1", "Matthews", "kappa"],
                [
                    .. all.Select(g =>
                        Row(
                            g.Arm,
                            g.Reader,
                            [
                                Printed.Count(g.Metrics.Cases),
                                Printed.Number(g.Metrics.Accuracy),
                                Printed.Interval(Wilson.Interval(g.Metrics.Correct, g.Metrics.Cases, level)),
                                Printed.Number(g.Metrics.BalancedAccuracy),
                                Printed.Number(g.Metrics.Macro.F1),
                                Printed.Number(g.Metrics.MatthewsCorrelation),
                                Printed.Number(g.Metrics.KappaWithTruth),
                            ]
                        )
                    ),
                ],
                2
            ),
        };
        if (positive >= 0)
        {
            tables.Add(
                new StatsTable(
                    $"'{classes[positive]}' as disease",
                    ["arm", "reader", "LR+", "interval", "LR−", "interval", "odds ratio", "interval", "Youden", "interval"],
                    [.. all.Select(g => Row(g.Arm, g.Reader, Diagnostics(Diagnostic(g.Counts, positive), level)))],
                    2
                )
            );
        }

        return tables;
    }

    private static string[] Diagnostics(DiagnosticAccuracy d, double level) =>
        [
            .. new[]
            {
                d.PositiveLikelihoodRatio(level),
                d.NegativeLikelihoodRatio(level),
                d.DiagnosticOddsRatio(level),
                d.Youden(level),
            }.SelectMany(e => new[] { Printed.Number(e.Value), Printed.Interval((e.Lower, e.Upper)) }),
        ];

    private static string[] Row(string arm, string reader, IEnumerable<string> cells) => [arm, reader, .. cells];
}
