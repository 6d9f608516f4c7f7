using ReaderStudy.Cli.Stats.Accuracy;
using ReaderStudy.Statistics.Agreement;

namespace ReaderStudy.Cli.Stats.Agreement;

/// <summary><c>readerstudy stats limits-of-agreement</c>.</summary>
internal static class LimitsOfAgreementAnalysis
{
    public static StatsAnalysis Create()
    {
        var level = StatsOptions.Level();
        var coverage = StatsOptions.Between("--coverage", "Part of the differences that the limits are to hold.", 0.95, 0, 1);
        var arms = PairedReadings.Arms();
        var order = StatsOptions.Choice(
            "--order",
            "How sums of squares are taken apart when cells are missing.",
            "readers-first",
            "readers-first",
            "cases-first",
            "partial"
        );
        return new StatsAnalysis(
            "limits-of-agreement",
            "Limits of agreement of many readers' measurements: within and between readers, within and between arms.",
            """
            Readers and cases are random; the variance of a difference of two measurements is a sum of variance components by analysis of variance (Wen and
            Gallas 2022, doi:10.1080/19466315.2022.2063169), with missing cells by Henderson's third method (doi:10.2307/3001853). Between arms: the same
            reader in both, and different readers. Within an arm: different readers; the mean difference is 0 by design. A negative variance gives no limits;
            everything is undefined with a single reader or case.
            Example: readerstudy stats limits-of-agreement diameters.csv --arms unaided,aided
            """,
            input => Run(input, input.Option(level), input.Option(coverage), input.Option(arms), input.Option(order))
        )
        {
            Columns =
            [
                new("case", "Name of the case."),
                new("reader", "Name of the reader."),
                new("score", "The measurement; an empty cell is missing.", true, "rating", "value"),
                new("arm", "Reading condition.", false, "treatment"),
            ],
            Options = [level, coverage, arms, order],
        };
    }

    private static StatsReport Run(StatsInput input, double level, double coverage, string? given, string order)
    {
        var sums = order switch
        {
            "cases-first" => SumsOfSquares.CasesFirst,
            "partial" => SumsOfSquares.Partial,
            _ => SumsOfSquares.ReadersFirst,
        };
        var arms = Enumerable.Range(0, input.Count).Select(i => input.Text(i, "arm")).Distinct().ToList();
        var all = new List<(string What, MrmcLimitsOfAgreement Limits)>();
        if (arms.Count > 1)
        {
            var (first, second) = OutcomeRows.Two(given, arms, "arm", "--arms");
            var (a, b) = (MeasurementTable.Read(input, "score", first).Values, MeasurementTable.Read(input, "score", second).Values);
            all.Add(($"same reader, {first} − {second}", MrmcLimitsOfAgreement.WithinReaderBetweenArms(a, b, sums)));
            all.Add(($"two readers, {first} − {second}", MrmcLimitsOfAgreement.BetweenReadersBetweenArms(a, b, sums)));
            arms = [first, second];
        }

        foreach (var arm in arms)
        {
            var table = MeasurementTable.Read(input, "score", input.Has("arm") ? arm : null).Values;
            all.Add(($"two readers{(arm.Length > 0 ? $", {arm}" : "")}", MrmcLimitsOfAgreement.BetweenReadersWithinArm(table, sums)));
        }

        return new StatsReport(
            all.Select(l => new
                {
                    Comparison = l.What,
                    Estimate = l.Limits,
                    MeanInterval = l.Limits.MeanInterval(level),
                    Limits = l.Limits.Limits(coverage),
                })
                .ToList(),
            [
                new StatsTable(
                    "Limits of agreement",
                    ["comparison", "mean difference", "interval", "limits", "variance"],
                    [
                        .. all.Select(l =>
                            new[]
                            {
                                l.What,
                                Printed.Number(l.Limits.MeanDifference),
                                Printed.Interval(l.Limits.MeanInterval(level)),
                                Printed.Interval(l.Limits.Limits(coverage)),
                                Printed.Number(l.Limits.VarianceOfDifference),
                            }
                        ),
                    ]
                ),
                new StatsTable(
                    "Variance components",
                    ["comparison", "source", "df", "sum of squares", "variance"],
                    [
                        .. all.SelectMany(l =>
                            l.Limits.Anova.Select(a =>
                                new[]
                                {
                                    l.What,
                                    a.Source,
                                    Printed.Number(a.DegreesOfFreedom),
                                    Printed.Number(a.SumOfSquares),
                                    Printed.Number(a.Variance),
                                }
                            )
                        ),
                    ],
                    2
                ),
            ]
        );
    }
}
