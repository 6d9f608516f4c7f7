using System.Globalization;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Cli.Stats.Mrmc;

/// <summary>Tables and JSON of figures of merit and of what is inferred from them.</summary>
internal static class InferenceReport
{
    /// <summary>A row a reader, a column a treatment, the mean last.</summary>
    public static StatsTable Figures(string figure, ReaderFigures figures)
    {
        var rows = new List<IReadOnlyList<string>>();
        for (var j = 0; j < figures.Readers.Count; j++)
        {
            rows.Add([figures.Readers[j], .. figures.Treatments.Select((_, i) => Printed.Number(figures[i, j]))]);
        }

        rows.Add(["mean", .. figures.Treatments.Select((_, i) => Printed.Number(figures.MeanOf(i)))]);
        return new StatsTable($"{figure} by reader", ["Reader", .. figures.Treatments], rows);
    }

    public static StatsTable Equality(OverallTest test) =>
        double.IsInfinity(test.DenominatorDf)
            ? new StatsTable(
                "Are all treatments equal?",
                ["MS(T)", "Denominator", "χ²", "df", "p"],
                [
                    [
                        Printed.Number(test.MeanSquare),
                        Printed.Number(test.Denominator),
                        Printed.Number(test.ChiSquared),
                        Printed.Number(test.NumeratorDf),
                        Printed.P(test.P),
                    ],
                ],
                0
            )
            : new StatsTable(
                "Are all treatments equal?",
                ["MS(T)", "Denominator", "F", "df", "Denominator df", "p"],
                [
                    [
                        Printed.Number(test.MeanSquare),
                        Printed.Number(test.Denominator),
                        Printed.Number(test.F),
                        Printed.Number(test.NumeratorDf),
                        Printed.Number(test.DenominatorDf),
                        Printed.P(test.P),
                    ],
                ],
                0
            );

    public static StatsTable Means(MrmcInference inference, double level) =>
        new(
            "Mean by treatment, each from its own readings",
            ["Treatment", "Mean", "SE", "df", Interval(level)],
            [.. inference.Means.Select(m => (IReadOnlyList<string>)[m.Treatment, .. Cells(m.Estimate, level)])]
        );

    public static StatsTable Differences(MrmcInference inference, double level) =>
        Estimates("Differences", "Difference", inference.Differences.Select(d => ($"{d.First} − {d.Second}", d.Estimate)), level);

    public static StatsTable ByReader(IReadOnlyList<ReaderDifference> differences, double level) =>
        Estimates(
            "Differences by reader, generalising to cases",
            "Reader: difference",
            differences.Select(d => ($"{d.Reader}: {d.First} − {d.Second}", d.Estimate)),
            level
        );

    /// <summary>Estimates with a p-value of being 0.</summary>
    public static StatsTable Estimates(
        string title,
        string name,
        IEnumerable<(string Name, MrmcEstimate Estimate)> estimates,
        double level
    ) =>
        new(
            title,
            [name, "Estimate", "SE", "df", Interval(level), "Statistic", "p"],
            [
                .. estimates.Select(e =>
                    (IReadOnlyList<string>)
                        [e.Name, .. Cells(e.Estimate, level), Printed.Number(e.Estimate.Statistic()), Printed.P(e.Estimate.P())]
                ),
            ]
        );

    public static StatsTable Ingredients(IEnumerable<(string Name, double Value)> values) =>
        new("Ingredients", ["", "Value"], [.. values.Select(v => (IReadOnlyList<string>)[v.Name, Printed.Number(v.Value)])]);

    public static StatsTable Margins(IEnumerable<(string Hypothesis, string Comparison, MarginTest Test)> tests) =>
        new(
            "Against a margin",
            ["Hypothesis", "Comparison", "Margin", "Difference", "Lower limit", "Upper limit", "Statistic", "p", "Shown"],
            [
                .. tests.Select(t =>
                    (IReadOnlyList<string>)
                        [
                            t.Hypothesis,
                            t.Comparison,
                            Printed.Number(t.Test.Margin),
                            Printed.Number(t.Test.Difference.Value),
                            Printed.Number(t.Test.Lower),
                            Printed.Number(t.Test.Upper),
                            Printed.Number(t.Test.Statistic),
                            Printed.P(t.Test.P),
                            t.Test.IsShown ? "yes" : "no",
                        ]
                ),
            ],
            2
        );

    /// <summary>By treatment, then reader.</summary>
    public static object Json(ReaderFigures figures) =>
        new
        {
            figures.Treatments,
            figures.Readers,
            Values = Grid(figures.Treatments.Count, figures.Readers.Count, (i, j) => figures[i, j]),
        };

    /// <summary>Treatment by treatment, within a treatment reader by reader.</summary>
    public static double[,] Json(ReaderFigures figures, ErrorCovariance covariance)
    {
        var r = figures.Readers.Count;
        var cells = figures.Treatments.Count * r;
        return Grid(cells, cells, (a, b) => covariance.Of(a / r, a % r, b / r, b % r));
    }

    public static object Json(MrmcEstimate estimate, double level) =>
        new
        {
            estimate.Value,
            estimate.StandardError,
            estimate.DegreesOfFreedom,
            Interval = estimate.Interval(level),
            Statistic = estimate.Statistic(),
            P = estimate.P(),
        };

    public static object Json(MrmcInference inference, double level) =>
        new
        {
            inference.Equality,
            Means = inference
                .Means.Select(m => new
                {
                    m.Treatment,
                    Estimate = Json(m.Estimate, level),
                    m.ReaderMeanSquare,
                    m.ErrorVariance,
                    m.Cov2,
                })
                .ToList(),
            Differences = inference
                .Differences.Select(d => new
                {
                    d.First,
                    d.Second,
                    Estimate = Json(d.Estimate, level),
                })
                .ToList(),
        };

    public static object Json(IReadOnlyList<ReaderDifference> differences, double level) =>
        differences
            .Select(d => new
            {
                d.Reader,
                d.First,
                d.Second,
                Estimate = Json(d.Estimate, level),
            })
            .ToList();

    public static object Json(string hypothesis, string comparison, MarginTest test, double level) =>
        new
        {
            Hypothesis = hypothesis,
            Comparison = comparison,
            test.Margin,
            Difference = Json(test.Difference, level),
            test.Lower,
            test.Upper,
            test.Statistic,
            test.P,
            test.IsShown,
        };

    /// <summary>Estimate, standard error, degrees of freedom and interval, as cells.</summary>
    public static IReadOnlyList<string> Cells(MrmcEstimate estimate, double level) =>
        [
            Printed.Number(estimate.Value),
            Printed.Number(estimate.StandardError),
            Printed.Number(estimate.DegreesOfFreedom),
            Printed.Interval(estimate.Interval(level)),
        ];

    public static string Interval(double level) => string.Create(CultureInfo.InvariantCulture, $"{100 * level:0.##} % interval");

    private static double[,] Grid(int rows, int columns, Func<int, int, double> of)
    {
        var grid = new double[rows, columns];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                grid[i, j] = of(i, j);
            }
        }

        return grid;
    }
}
