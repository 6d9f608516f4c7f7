using ReaderStudy.Statistics.Accuracy;
using ReaderStudy.Statistics.Distributions;
using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Cli.Stats.Accuracy;

/// <summary><c>readerstudy stats paired-difference</c>.</summary>
internal static class PairedDifferenceAnalysis
{
    private static readonly IReadOnlyList<(string Name, Func<PairedOutcomes, double, (double Lower, double Upper)> Of)> Methods =
    [
        ("Tango (score)", PairedProportions.TangoInterval),
        ("Newcombe (square-and-add)", PairedProportions.NewcombeInterval),
        ("Bonett-Price", PairedProportions.BonettPriceInterval),
        ("Wald", PairedProportions.WaldInterval),
    ];

    public static StatsAnalysis Create()
    {
        var level = StatsOptions.Level();
        var arms = PairedReadings.Arms();
        var margin = StatsOptions.Between(
            "--margin",
            "Non-inferiority margin: tests that the first arm is worse by it; 0 for none.",
            0,
            -1e-9,
            1
        );
        return new StatsAnalysis(
            "paired-difference",
            "Difference of two proportions right on the same cases, with intervals; non-inferiority.",
            """
            first - second = (b - c) / n with the score interval of Tango 1998 (doi:10.1002/(SICI)1097-0258(19980430)17:8<891::AID-SIM780>3.0.CO;2-B), solved to the
            last digits; Newcombe's square-and-add 1998 (doi:10.1002/(SICI)1097-0258(19981130)17:22<2635::AID-SIM954>3.0.CO;2-C); Bonett and Price 2012
            (doi:10.3102/1076998611411915); Wald. With --margin the one-sided p-value of Tango's test that the first arm is worse by the margin or
            more: below the one-sided error the first is not inferior. With a column 'cluster' also the interval with the clusters' variance
            (Obuchowski 1998). Undefined without a pair.
            Example: readerstudy stats paired-difference readings.csv --arms aided,unaided --margin 0.05
            """,
            input => Run(input, input.Option(level), input.Option(arms), input.Option(margin))
        )
        {
            Columns = PairedReadings.Columns,
            Options = [level, arms, margin],
        };
    }

    private static StatsReport Run(StatsInput input, double level, string? arms, double margin)
    {
        var (first, second, readers, notes) = PairedReadings.Read(input, arms);
        var clustered = input.Has("cluster");
        var results = readers
            .Select(r => new
            {
                r.Reader,
                r.Outcomes,
                Difference = PairedProportions.Difference(r.Outcomes),
                Intervals = Methods.ToDictionary(m => m.Name, m => m.Of(r.Outcomes, level)),
                Clustered = clustered ? ClusteredMcNemar.Of(r.Clusters).Interval(level) : ((double, double)?)null,
                NonInferiorityP = margin > 0 && r.Outcomes.Cases > 0
                    ? StandardNormal.UpperTail(PairedProportions.TangoZ(r.Outcomes, -margin))
                    : double.NaN,
            })
            .ToList();
        var tables = new List<StatsTable>
        {
            new(
                $"{first} − {second}",
                ["reader", "method", "cases", "first", "second", "difference", "interval"],
                [
                    .. results.SelectMany(r =>
                        r.Intervals.Concat(r.Clustered is { } c ? [new("Wald, clustered", c)] : [])
                            .Select(i =>
                                new[]
                                {
                                    r.Reader,
                                    i.Key,
                                    Printed.Count(r.Outcomes.Cases),
                                    Printed.Number((double)r.Outcomes.FirstRight / r.Outcomes.Cases),
                                    Printed.Number((double)r.Outcomes.SecondRight / r.Outcomes.Cases),
                                    Printed.Number(r.Difference),
                                    Printed.Interval(i.Value),
                                }
                            )
                    ),
                ],
                2
            ),
        };
        if (margin > 0)
        {
            tables.Add(
                new StatsTable(
                    "Non-inferiority",
                    ["reader", "hypothesis", "one-sided p"],
                    [
                        .. results.Select(r =>
                            new[] { r.Reader, $"{first} is worse by {Printed.Number(margin)} or more", Printed.P(r.NonInferiorityP) }
                        ),
                    ],
                    2
                )
            );
        }

        return new StatsReport(
            new
            {
                First = first,
                Second = second,
                Margin = margin,
                Readers = results,
            },
            tables,
            notes
        );
    }
}
