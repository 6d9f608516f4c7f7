using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Cli.Stats.Accuracy;

/// <summary><c>readerstudy stats proportion</c>.</summary>
internal static class ProportionAnalysis
{
    private static readonly IReadOnlyList<(string Name, Func<int, int, double, (double Lower, double Upper)> Of)> Methods =
    [
        ("Wilson", Wilson.Interval),
        ("Wilson, continuity-corrected", Wilson.CorrectedInterval),
        ("Clopper-Pearson (exact)", ClopperPearson.Interval),
        ("mid-P", MidP.Interval),
        ("Jeffreys", Jeffreys.Interval),
        ("Agresti-Coull", AgrestiCoull.Interval),
        ("Wald", Wald.Interval),
    ];

    public static StatsAnalysis Create()
    {
        var level = StatsOptions.Level();
        return new StatsAnalysis(
            "proportion",
            "A proportion, such as a sensitivity, with its intervals; also of lesions clustered in patients.",
            """
            Intervals of a binomial proportion: Wilson 1927 (doi:10.1080/01621459.1927.10502953), the same with continuity correction, Clopper and
            Pearson's exact one (doi:10.1093/biomet/26.4.404), mid-P, Jeffreys, Agresti and Coull, Wald. Wilson's is a good choice for a report;
            Wald's covers too little.
            With a column 'cluster' (the patient) the units of a cluster may depend on each other: the ratio estimator of Rao and Scott 1992
            (doi:10.2307/2532311) gives the variance, the design effect and the effective number of units, with which Wilson's interval is taken;
            Wald's and the logit's with t on clusters - 1 degrees of freedom beside it. Where all units agree the design effect is undefined and the
            number of clusters stands in.
            Example: readerstudy stats proportion lesions.csv --map count=detected --map cluster=patient
            """,
            input => Run(input, input.Option(level))
        )
        {
            Columns =
            [
                new("count", "Units with the property in this row: 1 or 0 when a row is one unit.", true, "right", "x"),
                new("of", "Units in this row; 1 unless given.", false, "n"),
                new("group", "One proportion each.", false, "reader"),
                new("cluster", "Patient or other cluster of the row's units.", false, "patient"),
            ],
            Options = [level],
        };
    }

    private static StatsReport Run(StatsInput input, double level)
    {
        var rows = GroupCounts.Read(input);
        var groups = rows.GroupBy(r => r.Group).ToList();
        var missing = input.Count - rows.Count;
        string[] notes = missing > 0 ? [$"{missing} rows without a count are left out."] : [];
        return input.Has("cluster") ? Clustered(groups, level, notes) : Independent(groups, level, notes);
    }

    private static StatsReport Independent(List<IGrouping<string, GroupCount>> groups, double level, string[] notes)
    {
        var all = groups.Select(g => (Group: g.Key, Count: g.Sum(r => r.Count), Of: g.Sum(r => r.Of))).ToList();
        return new StatsReport(
            all.Select(g => new
                {
                    g.Group,
                    g.Count,
                    g.Of,
                    Proportion = (double)g.Count / g.Of,
                    Intervals = Methods.ToDictionary(m => m.Name, m => m.Of(g.Count, g.Of, level)),
                })
                .ToList(),
            [
                new StatsTable(
                    "Proportions",
                    ["group", "method", "count", "of", "proportion", "interval"],
                    [
                        .. all.SelectMany(g =>
                            Methods.Select(m =>
                                new[]
                                {
                                    g.Group,
                                    m.Name,
                                    Printed.Count(g.Count),
                                    Printed.Count(g.Of),
                                    Printed.Number((double)g.Count / g.Of),
                                    Printed.Interval(m.Of(g.Count, g.Of, level)),
                                }
                            )
                        ),
                    ],
                    2
                ),
            ],
            notes
        );
    }

    private static StatsReport Clustered(List<IGrouping<string, GroupCount>> groups, double level, string[] notes)
    {
        var all = groups
            .Select(g =>
                (
                    Group: g.Key,
                    Estimate: ClusteredProportion.Of([
                        .. g.GroupBy(r => r.Cluster).Select(c => new ClusterCount(c.Sum(r => r.Count), c.Sum(r => r.Of))),
                    ])
                )
            )
            .ToList();
        return new StatsReport(
            all.Select(g => new
                {
                    g.Group,
                    g.Estimate,
                    WilsonInterval = g.Estimate.WilsonInterval(level),
                    LogitInterval = g.Estimate.LogitInterval(level),
                    WaldInterval = g.Estimate.WaldInterval(level),
                })
                .ToList(),
            [
                new StatsTable(
                    "Proportions of clustered units",
                    ["group", "clusters", "count", "of", "proportion", "design effect", "effective", "Wilson", "logit", "Wald"],
                    [
                        .. all.Select(g =>
                            new[]
                            {
                                g.Group,
                                Printed.Count(g.Estimate.Clusters),
                                Printed.Count(g.Estimate.Count),
                                Printed.Count(g.Estimate.Units),
                                Printed.Number(g.Estimate.Proportion),
                                Printed.Number(g.Estimate.DesignEffect),
                                Printed.Number(g.Estimate.EffectiveUnits),
                                Printed.Interval(g.Estimate.WilsonInterval(level)),
                                Printed.Interval(g.Estimate.LogitInterval(level)),
                                Printed.Interval(g.Estimate.WaldInterval(level)),
                            }
                        ),
                    ]
                ),
            ],
            notes
        );
    }
}
