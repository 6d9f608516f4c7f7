using System.Globalization;
using ReaderStudy.Statistics;
using ReaderStudy.Statistics.Accuracy;
using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Cli.Stats.Accuracy;

/// <summary><c>readerstudy stats subgroups</c>.</summary>
internal static class SubgroupsAnalysis
{
    public static StatsAnalysis Create()
    {
        var level = StatsOptions.Level();
        var order = new System.CommandLine.Option<string?>("--order")
        {
            Description = "The groups in their order, separated by commas; as they come in the file unless given.",
        };
        var scores = new System.CommandLine.Option<string?>("--trend")
        {
            Description = "Numbers of the groups in their order, separated by commas: tests a steady rise or fall along them.",
        };
        return new StatsAnalysis(
            "subgroups",
            "Accuracy by size band, centre or background liver, with intervals and a test that it is the same in all.",
            """
            Share of right readings in each group with Wilson's interval; heterogeneity by Pearson's chi-square and the likelihood ratio, a trend along
            scores by Cochran and Armitage (Armitage 1955, doi:10.2307/3001775). With a column 'cluster' (the patient) shares, intervals and a Wald test
            from the clusters' variances and covariances (Rao and Scott 1992, doi:10.2307/2532311); a patient may have lesions in several groups.
            Tests are undefined when all or no readings are right, or there is one group. For sensitivity give the rows of diseased cases only.
            Example: readerstudy stats subgroups lesions.csv --map group=size --order small,middle,large --trend 5,15,30
            """,
            input => Run(input, input.Option(level), input.Option(order), input.Option(scores))
        )
        {
            Columns =
            [
                new("group", "Subgroup of the reading: size band, centre, background liver."),
                OutcomeRows.Right,
                OutcomeRows.Truth,
                OutcomeRows.Label,
                new("cluster", "Patient or other cluster of readings that may depend on each other.", false, "patient"),
            ],
            Options = [level, order, scores],
        };
    }

    private static StatsReport Run(StatsInput input, double level, string? order, string? scores)
    {
        OutcomeRows.DemandOutcome(input);
        var rows = new List<(string Group, string Cluster, bool Right)>();
        List<string> groups = order is null ? [] : [.. order.Split(',').Select(g => g.Trim())];
        for (var i = 0; i < input.Count; i++)
        {
            var group = input.Required(i, "group");
            if (order is not null && group.Length > 0 && !groups.Contains(group))
            {
                input.Fault(i, "group", $"'{group}' is none of the groups {string.Join(", ", groups)}.");
            }

            if (OutcomeRows.IsRight(input, i) is { } right)
            {
                rows.Add((group, input.Has("cluster") ? input.Required(i, "cluster") : "", right));
            }
        }

        input.Demand();
        groups = order is null ? [.. rows.Select(r => r.Group).Distinct()] : groups;
        return input.Has("cluster") ? Clustered(rows, groups, level) : Independent(rows, groups, level, Numbers(scores, groups.Count));
    }

    private static StatsReport Independent(
        List<(string Group, string Cluster, bool Right)> rows,
        List<string> groups,
        double level,
        double[]? scores
    )
    {
        var all = SubgroupAccuracy.Of([
            .. groups.Select(g => new Subgroup(rows.Count(r => r.Group == g && r.Right), rows.Count(r => r.Group == g))),
        ]);
        var intervals = all.Intervals(level);
        ChiSquaredTest? trend = scores is null ? null : all.Trend(scores);
        return new StatsReport(
            new
            {
                Groups = groups
                    .Select(
                        (g, i) =>
                            new
                            {
                                Group = g,
                                Counts = all.Groups[i],
                                Interval = intervals[i],
                            }
                    )
                    .ToList(),
                all.Pearson,
                all.LikelihoodRatio,
                Trend = trend,
            },
            [
                new StatsTable(
                    "By group",
                    ["group", "right", "of", "share", "Wilson"],
                    [
                        .. groups.Select(
                            (g, i) =>
                                new[]
                                {
                                    g,
                                    Printed.Count(all.Groups[i].Right),
                                    Printed.Count(all.Groups[i].Cases),
                                    Printed.Number(all.Groups[i].Share),
                                    Printed.Interval(intervals[i]),
                                }
                        ),
                    ]
                ),
                Tests([
                    ("the same in all groups (Pearson)", all.Pearson),
                    ("the same in all groups (likelihood ratio)", all.LikelihoodRatio),
                    .. trend is { } t ? [("no trend along the scores (Cochran-Armitage)", t)] : Array.Empty<(string, ChiSquaredTest)>(),
                ]),
            ]
        );
    }

    private static StatsReport Clustered(List<(string Group, string Cluster, bool Right)> rows, List<string> groups, double level)
    {
        var clusters = rows.Select(r => r.Cluster).Distinct().Select((c, i) => (c, i)).ToDictionary(p => p.c, p => p.i);
        var counts = new ClusterCount[clusters.Count, groups.Count];
        foreach (var (group, cluster, right) in rows)
        {
            ref var cell = ref counts[clusters[cluster], groups.IndexOf(group)];
            cell = new ClusterCount(cell.Count + (right ? 1 : 0), cell.Of + 1);
        }

        var all = ClusteredSubgroups.Of(counts);
        return new StatsReport(
            new
            {
                Groups = groups
                    .Select(
                        (g, i) =>
                            new
                            {
                                Group = g,
                                Estimate = all.Groups[i],
                                WilsonInterval = all.Groups[i].WilsonInterval(level),
                            }
                    )
                    .ToList(),
                all.Covariance,
                all.Heterogeneity,
            },
            [
                new StatsTable(
                    "By group, allowing for clusters",
                    ["group", "clusters", "right", "of", "share", "design effect", "Wilson"],
                    [
                        .. groups.Select(
                            (g, i) =>
                                new[]
                                {
                                    g,
                                    Printed.Count(all.Groups[i].Clusters),
                                    Printed.Count(all.Groups[i].Count),
                                    Printed.Count(all.Groups[i].Units),
                                    Printed.Number(all.Groups[i].Proportion),
                                    Printed.Number(all.Groups[i].DesignEffect),
                                    Printed.Interval(all.Groups[i].WilsonInterval(level)),
                                }
                        ),
                    ]
                ),
                Tests([("the same in all groups (Wald)", all.Heterogeneity)]),
            ]
        );
    }

    private static StatsTable Tests(IEnumerable<(string Hypothesis, ChiSquaredTest Test)> tests) =>
        new(
            "Tests",
            ["hypothesis", "χ²", "df", "p"],
            [
                .. tests.Select(t =>
                    new[] { t.Hypothesis, Printed.Number(t.Test.Statistic), Printed.Number(t.Test.DegreesOfFreedom), Printed.P(t.Test.P) }
                ),
            ]
        );

    private static double[]? Numbers(string? given, int count)
    {
        if (given is null)
        {
            return null;
        }

        var numbers = given
            .Split(',')
            .Select(t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : double.NaN)
            .ToArray();
        return numbers.Length == count && numbers.All(double.IsFinite)
            ? numbers
            : throw new BadInputException($"--trend takes {count} numbers separated by commas, one for each group.");
    }
}
