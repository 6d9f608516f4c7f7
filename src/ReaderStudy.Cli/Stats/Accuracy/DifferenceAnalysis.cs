using ReaderStudy.Statistics.Distributions;
using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Cli.Stats.Accuracy;

/// <summary><c>readerstudy stats difference</c>.</summary>
internal static class DifferenceAnalysis
{
    private static readonly IReadOnlyList<(string Name, Func<int, int, int, int, double, (double Lower, double Upper)> Of)> Methods =
    [
        ("Miettinen-Nurminen (score)", UnpairedProportions.MiettinenNurminenInterval),
        ("Newcombe (hybrid score)", UnpairedProportions.NewcombeInterval),
        ("Agresti-Caffo", UnpairedProportions.AgrestiCaffoInterval),
        ("Wald", UnpairedProportions.WaldInterval),
    ];

    public static StatsAnalysis Create()
    {
        var level = StatsOptions.Level();
        var groups = new System.CommandLine.Option<string?>("--groups")
        {
            Description = "The two groups to compare, separated by a comma; the only two in the file unless given.",
        };
        var margin = StatsOptions.Between(
            "--margin",
            "Non-inferiority margin: tests that the first group is worse by it; 0 for none.",
            0,
            -1e-9,
            1
        );
        return new StatsAnalysis(
            "difference",
            "Difference of two proportions on different cases, with intervals; non-inferiority.",
            """
            first - second with the score interval of Miettinen and Nurminen 1985 (doi:10.1002/sim.4780040211), solved to the last digits; Newcombe's
            hybrid score 1998 (doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I); Agresti and Caffo 2000
            (doi:10.1080/00031305.2000.10474560); Wald. The test of no difference is Miettinen and Nurminen's z; with --margin its one-sided p-value that
            the first is worse by the margin or more. Undefined when a group is empty, and the test when all or none have the property.
            Example: readerstudy stats difference cases.csv --map group=centre --groups Lyon,Kyoto
            """,
            input => Run(input, input.Option(level), input.Option(groups), input.Option(margin))
        )
        {
            Columns =
            [
                new("group", "Group of the row's cases.", true, "arm", "centre"),
                new("count", "Cases with the property in this row: 1 or 0 when a row is one case.", true, "right", "x"),
                new("of", "Cases in this row; 1 unless given.", false, "n"),
            ],
            Options = [level, groups, margin],
        };
    }

    private static StatsReport Run(StatsInput input, double level, string? given, double margin)
    {
        var rows = GroupCounts.Read(input);
        var (first, second) = OutcomeRows.Two(given, rows.Select(r => r.Group), "group", "--groups");
        var ((x1, n1), (x2, n2)) = (GroupCounts.Sum(rows, first), GroupCounts.Sum(rows, second));
        var z = n1 > 0 && n2 > 0 ? UnpairedProportions.MiettinenNurminenZ(x1, n1, x2, n2, 0) : double.NaN;
        var notWorse =
            margin > 0 && n1 > 0 && n2 > 0
                ? StandardNormal.UpperTail(UnpairedProportions.MiettinenNurminenZ(x1, n1, x2, n2, -margin))
                : double.NaN;
        var difference = UnpairedProportions.Difference(x1, n1, x2, n2);
        var tables = new List<StatsTable>
        {
            new(
                "Groups",
                ["group", "count", "of", "proportion", "Wilson"],
                [
                    .. new[] { (Name: first, Count: x1, Of: n1), (Name: second, Count: x2, Of: n2) }.Select(g =>
                        new[]
                        {
                            g.Name,
                            Printed.Count(g.Count),
                            Printed.Count(g.Of),
                            Printed.Number((double)g.Count / g.Of),
                            Printed.Interval(Wilson.Interval(g.Count, g.Of, level)),
                        }
                    ),
                ]
            ),
            new(
                $"{first} − {second}",
                ["method", "difference", "interval"],
                [.. Methods.Select(m => new[] { m.Name, Printed.Number(difference), Printed.Interval(m.Of(x1, n1, x2, n2, level)) })]
            ),
            new(
                "Tests",
                ["hypothesis", "p"],
                [
                    ["no difference (two-sided)", Printed.P(StandardNormal.TwoSidedP(z))],
                    .. margin > 0
                        ?
                        [
                            [$"{first} is worse by {Printed.Number(margin)} or more (one-sided)", Printed.P(notWorse)],
                        ]
                        : Array.Empty<string[]>(),
                ]
            ),
        };
        return new StatsReport(
            new
            {
                First = new
                {
                    Group = first,
                    Count = x1,
                    Of = n1,
                },
                Second = new
                {
                    Group = second,
                    Count = x2,
                    Of = n2,
                },
                Difference = difference,
                Intervals = Methods.ToDictionary(m => m.Name, m => m.Of(x1, n1, x2, n2, level)),
                Z = z,
                P = StandardNormal.TwoSidedP(z),
                Margin = margin,
                NonInferiorityP = notWorse,
            },
            tables
        );
    }
}
