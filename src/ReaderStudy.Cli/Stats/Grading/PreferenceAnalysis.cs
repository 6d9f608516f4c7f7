using ReaderStudy.Statistics.Grading;

namespace ReaderStudy.Cli.Stats.Grading;

/// <summary><c>readerstudy stats preference</c>.</summary>
internal static class PreferenceAnalysis
{
    private static readonly IReadOnlyList<StatsColumn> Columns =
    [
        new("first", "An arm of the pair that was shown side by side."),
        new("second", "The other arm."),
        new("preferred", "The name of the arm that was preferred; tie or an empty cell for no preference."),
        new("reader", "Name of the reader.", false),
        new("case", "Name of the case.", false),
    ];

    public static StatsAnalysis Create()
    {
        var level = StatsOptions.Level();
        return new StatsAnalysis(
            "preference",
            "Side-by-side preferences: sign and trinomial tests, win ratio, net benefit, and Bradley-Terry abilities.",
            """
            For two arms: the share of preferences with Wilson's interval; the exact sign test, ties left out (Dixon WJ, Mood AM (1946),
            doi:10.1080/01621459.1946.10501898); the exact trinomial test, which knows the ties (Bian G, McAleer M, Wong WK (2011),
            doi:10.1016/j.matcom.2010.11.002); win ratio (Pocock SJ et al. (2012), doi:10.1093/eurheartj/ehr352), win odds (Brunner E et al. (2021),
            doi:10.1002/sim.8967) and net benefit (Buyse M (2010), doi:10.1002/sim.3923). These take every row as independent; where each of several
            readers judged each case, the net benefit for other readers and cases follows from the mean squares of the scores 1, 0 and -1. For
            three arms or more: Bradley-Terry abilities (doi:10.2307/2334029), ties half a win for either; undefined (a dash) where an arm, or a group of
            arms, always won or was never compared.
            Example: readerstudy stats preference pairs.csv
            """,
            input => Run(input, input.Option(level))
        )
        {
            Columns = Columns,
            Options = [level],
        };
    }

    private static StatsReport Run(StatsInput input, double level)
    {
        var pairs = Read(input);
        string[] arms = [.. pairs.SelectMany(p => new[] { p.First, p.Second }).Distinct()];
        return arms.Length == 2 ? TwoArms(pairs, arms, level) : SeveralArms(pairs, arms);
    }

    private static List<Pair> Read(StatsInput input)
    {
        var pairs = new List<Pair>();
        for (var i = 0; i < input.Count; i++)
        {
            var (first, second, preferred) = (input.Required(i, "first"), input.Required(i, "second"), input.Text(i, "preferred"));
            if (first == second && first.Length > 0)
            {
                input.Fault(i, "second", $"'{second}' was compared with itself.");
            }

            var tie = preferred.Length == 0 || string.Equals(preferred, "tie", StringComparison.OrdinalIgnoreCase);
            if (!tie && preferred != first && preferred != second)
            {
                input.Fault(i, "preferred", $"'{preferred}' is neither '{first}' nor '{second}' nor tie.");
            }

            pairs.Add(
                new Pair(
                    first,
                    second,
                    tie ? 0 : (preferred == first ? 1 : -1),
                    input.Has("reader") ? input.Required(i, "reader") : "",
                    input.Has("case") ? input.Required(i, "case") : ""
                )
            );
        }

        input.Demand();
        return pairs.Count > 0 ? pairs : throw new Statistics.BadInputException("There is no row.");
    }

    private static StatsReport TwoArms(List<Pair> pairs, string[] arms, double level)
    {
        // Seen from the first arm, whichever side it stood on.
        List<Pair> turned = [.. pairs.Select(p => p.First == arms[0] ? p : new Pair(p.Second, p.First, -p.Score, p.Reader, p.Case))];
        var all = Counts(turned);
        var byReader = turned.GroupBy(p => p.Reader).Select(g => (Reader: g.Key, Counts: Counts(g))).ToList();
        var crossed = Crossed(turned);
        return new StatsReport(
            new
            {
                Arms = arms,
                Counts = all,
                ShareInterval = all.ShareInterval(level),
                SignTestP = all.SignTestP(),
                TrinomialP = all.TrinomialP(),
                WinRatioInterval = all.WinRatioInterval(level),
                WinOddsInterval = all.WinOddsInterval(level),
                NetBenefitInterval = all.NetBenefitInterval(level),
                ByReader = byReader.Select(r => new
                {
                    r.Reader,
                    r.Counts,
                    SignTestP = r.Counts.SignTestP(),
                }),
                Crossed = crossed is null
                    ? null
                    : new
                    {
                        NetBenefit = crossed,
                        Interval = crossed.IntervalOverReadersAndCases(level),
                        P = crossed.POverReadersAndCases(),
                    },
            },
            [
                new StatsTable(
                    $"{arms[0]} against {arms[1]}: {all.First} preferred, {all.Second} not, {all.Ties} ties",
                    ["measure", "estimate", "interval", "p"],
                    [
                        [
                            "share of preferences (sign test)",
                            Printed.Number(all.ShareOfFirst),
                            Printed.Interval(all.ShareInterval(level)),
                            Printed.P(all.SignTestP()),
                        ],
                        [
                            "net benefit (trinomial test)",
                            Printed.Number(all.NetBenefit),
                            Printed.Interval(all.NetBenefitInterval(level)),
                            Printed.P(all.TrinomialP()),
                        ],
                        ["win ratio", Printed.Number(all.WinRatio), Printed.Interval(all.WinRatioInterval(level)), ""],
                        ["win odds", Printed.Number(all.WinOdds), Printed.Interval(all.WinOddsInterval(level)), ""],
                        .. crossed is null
                            ? (IReadOnlyList<string>[])[]
                            :
                            [
                                [
                                    "net benefit, other readers and cases",
                                    Printed.Number(crossed.Mean),
                                    Printed.Interval(crossed.IntervalOverReadersAndCases(level)),
                                    Printed.P(crossed.POverReadersAndCases()),
                                ],
                            ],
                    ]
                ),
                .. byReader.Count > 1 ? [ReaderTable(arms, byReader)] : (StatsTable[])[],
            ],
            [
                .. byReader.Count > 1 && crossed is null
                    ? (string[])["Not every reader judged every case once, so there is no net benefit for other readers and cases."]
                    : [],
            ]
        );
    }

    private static StatsTable ReaderTable(string[] arms, List<(string Reader, PreferenceCounts Counts)> readers) =>
        new(
            "By reader",
            ["reader", arms[0], arms[1], "ties", "net benefit", "p (sign test)"],
            [
                .. readers.Select(r =>
                    (IReadOnlyList<string>)
                        [
                            r.Reader,
                            Printed.Count(r.Counts.First),
                            Printed.Count(r.Counts.Second),
                            Printed.Count(r.Counts.Ties),
                            Printed.Number(r.Counts.NetBenefit),
                            Printed.P(r.Counts.SignTestP()),
                        ]
                ),
            ]
        );

    /// <summary>The scores of readers by cases; null unless two readers or more judged each case exactly once.</summary>
    private static ReaderCaseMean? Crossed(List<Pair> pairs)
    {
        string[] readers = [.. pairs.Select(p => p.Reader).Distinct()];
        string[] cases = [.. pairs.Select(p => p.Case).Distinct()];
        if (readers.Length < 2 || cases.Length < 2 || pairs.Select(p => (p.Reader, p.Case)).Distinct().Count() != pairs.Count)
        {
            return null;
        }

        if (pairs.Count != readers.Length * cases.Length)
        {
            return null;
        }

        var scores = new double[readers.Length, cases.Length];
        foreach (var pair in pairs)
        {
            scores[Array.IndexOf(readers, pair.Reader), Array.IndexOf(cases, pair.Case)] = pair.Score;
        }

        return ReaderCaseMean.Of(scores);
    }

    private static StatsReport SeveralArms(List<Pair> pairs, string[] arms)
    {
        var wins = new double[arms.Length, arms.Length];
        foreach (var pair in pairs)
        {
            var (i, j) = (Array.IndexOf(arms, pair.First), Array.IndexOf(arms, pair.Second));
            wins[i, j] += 0.5 * (1 + pair.Score);
            wins[j, i] += 0.5 * (1 - pair.Score);
        }

        var model = BradleyTerry.Of(wins);
        return new StatsReport(
            new
            {
                Arms = arms,
                Wins = wins,
                Model = model,
            },
            [
                new StatsTable(
                    $"Bradley-Terry abilities against {arms[0]} (that all are alike: p {Printed.P(model.LikelihoodRatio.P)})",
                    ["arm", "ability", "standard error", $"preferred to {arms[0]}"],
                    [
                        .. arms.Select(
                            (a, i) =>
                                (IReadOnlyList<string>)
                                    [
                                        a,
                                        Printed.Number(model.Abilities[i]),
                                        Printed.Number(model.StandardErrors[i]),
                                        i == 0 ? "" : Printed.Percent(model.Probability(i, 0)),
                                    ]
                        ),
                    ]
                ),
                new StatsTable(
                    "Preferred (row) to (column), ties half",
                    ["arm", .. arms],
                    [
                        .. arms.Select(
                            (a, i) => (IReadOnlyList<string>)[a, .. arms.Select((_, j) => i == j ? "" : Printed.Number(wins[i, j]))]
                        ),
                    ]
                ),
            ],
            [
                .. double.IsNaN(model.Abilities[0])
                    ? (string[])["No finite abilities: an arm or a group of arms always won, or was never compared with the others."]
                    : [],
            ]
        );
    }

    private static PreferenceCounts Counts(IEnumerable<Pair> pairs)
    {
        List<int> scores = [.. pairs.Select(p => p.Score)];
        return new PreferenceCounts(scores.Count(s => s > 0), scores.Count(s => s < 0), scores.Count(s => s == 0));
    }

    private sealed record Pair(string First, string Second, int Score, string Reader, string Case);
}
