using ReaderStudy.Statistics.Accuracy;

namespace ReaderStudy.Cli.Stats.Accuracy;

/// <summary><c>readerstudy stats mcnemar</c>.</summary>
internal static class McNemarAnalysis
{
    public static StatsAnalysis Create()
    {
        var level = StatsOptions.Level();
        var arms = PairedReadings.Arms();
        return new StatsAnalysis(
            "mcnemar",
            "Are two arms, or two readers, right equally often on the same cases? McNemar's test in all its forms.",
            """
            From the cases on which exactly one of the two is right: McNemar's chi-square (doi:10.1007/BF02295996), the same with continuity correction,
            the exact binomial test, and the mid-P test, which Fagerland, Lydersen and Laake 2013 (doi:10.1186/1471-2288-13-91) recommend. Odds ratio
            b/c with exact and mid-P intervals. When no case tells the two apart the statistics are undefined and the exact p-value is 1.
            With a column 'cluster' (the patient) also the tests of Obuchowski 1998 (doi:10.1002/(SICI)1097-0258(19980715)17:13<1495::AID-SIM863>3.0.CO;2-I)
            and of Durkalski and others 2003 (doi:10.1002/sim.1438), which allow cases of a cluster to depend on each other.
            Example: readerstudy stats mcnemar readings.csv --arms unaided,aided
            """,
            input => Run(input, input.Option(level), input.Option(arms))
        )
        {
            Columns = PairedReadings.Columns,
            Options = [level, arms],
        };
    }

    private static StatsReport Run(StatsInput input, double level, string? arms)
    {
        var (first, second, readers, notes) = PairedReadings.Read(input, arms);
        var tables = new List<StatsTable>
        {
            new(
                "Cases by who was right",
                ["reader", "both", $"only {first}", $"only {second}", "neither", "odds ratio", "exact interval", "mid-P interval"],
                [
                    .. readers.Select(r =>
                    {
                        var (b, c) = (r.Outcomes.OnlyFirstRight, r.Outcomes.OnlySecondRight);
                        return new[]
                        {
                            r.Reader,
                            Printed.Count(r.Outcomes.BothRight),
                            Printed.Count(b),
                            Printed.Count(c),
                            Printed.Count(r.Outcomes.NeitherRight),
                            Printed.Number(McNemar.OddsRatio(b, c)),
                            Printed.Interval(McNemar.ExactOddsRatioInterval(b, c, level)),
                            Printed.Interval(McNemar.MidPOddsRatioInterval(b, c, level)),
                        };
                    }),
                ]
            ),
            new(
                "P-values",
                ["reader", "χ²", "asymptotic", "corrected", "exact", "mid-P"],
                [
                    .. readers.Select(r =>
                    {
                        var (b, c) = (r.Outcomes.OnlyFirstRight, r.Outcomes.OnlySecondRight);
                        return new[]
                        {
                            r.Reader,
                            Printed.Number(McNemar.Asymptotic(b, c).Statistic),
                            Printed.P(McNemar.Asymptotic(b, c).P),
                            Printed.P(McNemar.ContinuityCorrected(b, c).P),
                            Printed.P(McNemar.ExactP(b, c)),
                            Printed.P(McNemar.MidP(b, c)),
                        };
                    }),
                ]
            ),
        };
        var clustered = input.Has("cluster");
        if (clustered)
        {
            var tests = readers.Select(r => (r.Reader, Test: ClusteredMcNemar.Of(r.Clusters))).ToList();
            tables.Add(
                new StatsTable(
                    "Allowing for clusters",
                    ["reader", "clusters", "difference", "interval", "Obuchowski χ²", "p", "Durkalski χ²", "p"],
                    [
                        .. tests.Select(t =>
                            new[]
                            {
                                t.Reader,
                                Printed.Count(t.Test.Clusters),
                                Printed.Number(t.Test.Difference),
                                Printed.Interval(t.Test.Interval(level)),
                                Printed.Number(t.Test.Obuchowski.Statistic),
                                Printed.P(t.Test.Obuchowski.P),
                                Printed.Number(t.Test.Durkalski.Statistic),
                                Printed.P(t.Test.Durkalski.P),
                            }
                        ),
                    ]
                )
            );
        }

        return new StatsReport(
            new
            {
                First = first,
                Second = second,
                Readers = readers.Select(r => Result(r, level, clustered)).ToList(),
            },
            tables,
            notes
        );
    }

    private static object Result(PairedReader reader, double level, bool clustered)
    {
        var (b, c) = (reader.Outcomes.OnlyFirstRight, reader.Outcomes.OnlySecondRight);
        var test = clustered ? ClusteredMcNemar.Of(reader.Clusters) : null;
        return new
        {
            reader.Reader,
            reader.Outcomes,
            Asymptotic = McNemar.Asymptotic(b, c),
            ContinuityCorrected = McNemar.ContinuityCorrected(b, c),
            ExactP = McNemar.ExactP(b, c),
            MidP = McNemar.MidP(b, c),
            FagerlandMidP = McNemar.FagerlandMidP(b, c),
            OddsRatio = McNemar.OddsRatio(b, c),
            ExactOddsRatioInterval = McNemar.ExactOddsRatioInterval(b, c, level),
            MidPOddsRatioInterval = McNemar.MidPOddsRatioInterval(b, c, level),
            Clustered = test,
            ClusteredInterval = test?.Interval(level),
        };
    }
}
