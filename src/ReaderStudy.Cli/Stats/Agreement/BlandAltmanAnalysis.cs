using ReaderStudy.Statistics;
using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Cli.Stats.Agreement;

/// <summary><c>readerstudy stats bland-altman</c>.</summary>
internal static class BlandAltmanAnalysis
{
    private static readonly IReadOnlyList<StatsColumn> TwoMethods =
    [
        new("first", "Measurement by the first reader or method.", true, "method1", "reader1"),
        new("second", "Measurement by the second.", true, "method2", "reader2"),
        new("case", "Name of the case; needed for repeats.", false),
    ];

    public static StatsAnalysis Create()
    {
        var level = StatsOptions.Level();
        var coverage = StatsOptions.Between("--coverage", "Part of the differences that the limits are to hold.", 0.95, 0, 1);
        var repeats = StatsOptions.Choice(
            "--repeats",
            "Several rows a case: the quantity changes between them (paired), or stays the same (constant).",
            "none",
            "none",
            "paired",
            "constant"
        );
        var ratio = new System.CommandLine.Option<bool>("--ratio") { Description = "Analyse the ratio first / second by its logarithm." };
        return new StatsAnalysis(
            "bland-altman",
            "Bias and limits of agreement of two readers or methods, with intervals; also from repeated measurements.",
            """
            Differences first - second: mean (bias) with its t interval, limits bias +- z s (Bland and Altman 1986, doi:10.1016/S0140-6736(86)90837-8) with
            exact intervals by the non-central t (Carkeet 2015, doi:10.1097/OPX.0000000000000513); those of 1986 and 1999 beside them. Slope of the
            differences on the means. --ratio does the same with logarithms and gives ratios; it needs positive values.
            With several rows a case: --repeats paired or constant (Bland and Altman 2007, doi:10.1080/10543400701329422), intervals by Zou 2013
            (doi:10.1177/0962280211402548). Undefined for fewer than two pairs.
            Example: readerstudy stats bland-altman diameters.csv --map first=reader_a --map second=reader_b
            """,
            input => Run(input, input.Option(level), input.Option(coverage), input.Option(repeats), input.Option(ratio))
        )
        {
            Columns = TwoMethods,
            Options = [level, coverage, repeats, ratio],
        };
    }

    private static StatsReport Run(StatsInput input, double level, double coverage, string repeats, bool ratio)
    {
        var (first, second) = Series(input);
        if (ratio && Enumerable.Range(0, first.Length).Any(i => first[i] <= 0 || second[i] <= 0))
        {
            throw new BadInputException([
                .. Enumerable
                    .Range(0, first.Length)
                    .Where(i => first[i] <= 0 || second[i] <= 0)
                    .Select(i => new InputFault(i, "--ratio needs positive measurements.")),
            ]);
        }

        if (repeats != "none")
        {
            return Repeated(input, ratio ? Logarithms(first) : first, ratio ? Logarithms(second) : second, level, coverage, repeats, ratio);
        }

        var agreement = ratio ? BlandAltman.OfLogarithms(first, second) : BlandAltman.Of(first, second);
        var limits = agreement.Limits(coverage, level);
        var (of1986, of1999) = (agreement.Limits1986(level: level), agreement.Limits1999(level: level));
        var slope = agreement.DifferenceOnMean;
        return new StatsReport(
            new
            {
                Scale = ratio ? "logarithm" : "difference",
                Agreement = agreement,
                BiasInterval = agreement.BiasInterval(level),
                Limits = limits,
                Limits1986 = of1986,
                Limits1999 = of1999,
                RepeatabilityCoefficient = agreement.RepeatabilityCoefficient(coverage),
            },
            [
                new StatsTable(
                    $"{(ratio ? "Ratio first / second" : "Difference first − second")} of {agreement.Pairs} pairs",
                    ["", "estimate", "interval"],
                    [
                        Line(ratio ? "geometric mean ratio" : "bias", agreement.Bias, agreement.BiasInterval(level), ratio),
                        Line("lower limit of agreement", limits.Lower, limits.OfLower, ratio),
                        Line("upper limit of agreement", limits.Upper, limits.OfUpper, ratio),
                        Line("lower limit, 1986", of1986.Lower, of1986.OfLower, ratio),
                        Line("upper limit, 1986", of1986.Upper, of1986.OfUpper, ratio),
                        Line("lower limit, 1999", of1999.Lower, of1999.OfLower, ratio),
                        Line("upper limit, 1999", of1999.Upper, of1999.OfUpper, ratio),
                    ]
                ),
                new StatsTable(
                    "Tests",
                    ["hypothesis", "t", "df", "p"],
                    [
                        ["no bias", Printed.Number(agreement.T), Printed.Count(agreement.DegreesOfFreedom), Printed.P(agreement.P)],
                        [
                            "differences do not grow with the mean",
                            Printed.Number(slope.T),
                            Printed.Count(slope.DegreesOfFreedom),
                            Printed.P(slope.P),
                        ],
                    ]
                ),
            ],
            Notes(agreement.Pairs, first.Length)
        );
    }

    private static StatsReport Repeated(
        StatsInput input,
        double[] first,
        double[] second,
        double level,
        double coverage,
        string repeats,
        bool ratio
    )
    {
        if (!input.Has("case"))
        {
            throw new BadInputException("Repeats need the column 'case'.");
        }

        var cases = Enumerable.Range(0, first.Length).GroupBy(i => input.Text(i, "case")).ToList();
        List<List<double>> Of(double[] values) => [.. cases.Select(c => c.Select(i => values[i]).Where(v => !double.IsNaN(v)).ToList())];
        var agreement =
            repeats == "paired"
                ? RepeatedBlandAltman.OfPairs(Of([.. first.Zip(second, (f, s) => f - s)]))
                : RepeatedBlandAltman.OfRepeats(Of(first), Of(second));
        var limits = agreement.Limits(coverage, level);
        return new StatsReport(
            new
            {
                Scale = ratio ? "logarithm" : "difference",
                Agreement = agreement,
                Limits = limits,
            },
            [
                new StatsTable(
                    $"{(ratio ? "Ratio first / second" : "Difference first − second")}, repeats in {agreement.Cases} cases",
                    ["", "estimate", "interval"],
                    [
                        Line(ratio ? "geometric mean ratio" : "bias", agreement.Bias, (double.NaN, double.NaN), ratio),
                        Line("lower limit of agreement", limits.Lower, limits.OfLower, ratio),
                        Line("upper limit of agreement", limits.Upper, limits.OfUpper, ratio),
                    ]
                ),
                new StatsTable(
                    "Variances",
                    ["source", "variance", "df", "repeatability coefficient"],
                    [
                        [
                            "cases' mean differences",
                            Printed.Number(agreement.VarianceOfMeans),
                            Printed.Count(agreement.Cases - 1),
                            Printed.Undefined,
                        ],
                        .. agreement.Within.Select(
                            (w, i) =>
                                new[]
                                {
                                    repeats == "paired"
                                        ? "differences within cases"
                                        : (i == 0 ? "first within cases" : "second within cases"),
                                    Printed.Number(w.Variance),
                                    Printed.Count(w.DegreesOfFreedom),
                                    Printed.Number(w.RepeatabilityCoefficient(coverage)),
                                }
                        ),
                    ]
                ),
            ]
        );
    }

    /// <summary>Both columns, without infinite values.</summary>
    public static (double[] First, double[] Second) Series(StatsInput input)
    {
        double[] first = [.. Enumerable.Range(0, input.Count).Select(i => input.Number(i, "first"))];
        double[] second = [.. Enumerable.Range(0, input.Count).Select(i => input.Number(i, "second"))];
        input.Demand();
        return (first, second);
    }

    public static IReadOnlyList<string> Notes(int pairs, int rows) =>
        pairs < rows ? [$"{rows - pairs} rows with a missing measurement are left out."] : [];

    private static double[] Logarithms(double[] values) => [.. values.Select(v => Math.Log(v))];

    private static string[] Line(string what, double value, (double Lower, double Upper) interval, bool ratio) =>
        ratio
            ? [what, Printed.Number(Math.Exp(value)), Printed.Interval((Math.Exp(interval.Lower), Math.Exp(interval.Upper)))]
            : [what, Printed.Number(value), Printed.Interval(interval)];
}
