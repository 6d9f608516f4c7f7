using ReaderStudy.Statistics.Assistance;
using ReaderStudy.Statistics.Mrmc;

namespace ReaderStudy.Cli.Stats.Assistance;

/// <summary><c>readerstudy stats switch</c>.</summary>
internal static class SwitchMatrixAnalysis
{
    public static StatsAnalysis Create()
    {
        var level = StatsOptions.Level();
        return new StatsAnalysis(
            "switch",
            "Switch matrix: answers that changed for better or worse when the AI was added, and reliance on its advice.",
            """
            Every reading has an unaided and an aided answer. Beneficial: wrong, then right. Harmful: right, then wrong. Neutral: from one
            wrong answer to another. Net benefit = (beneficial − harmful) / readings = aided − unaided accuracy. Intervals over readers and
            cases are those of U-statistics (Gallas, Pennello and Myers 2007, doi:10.1364/JOSAA.24.000B70; t with Satterthwaite's degrees of
            freedom) and undefined (–) with one reader or case; readers have Wilson's intervals and McNemar's exact test
            (doi:10.1007/BF02295996). With a column advice: appropriate reliance (Schemmer et al. 2023, doi:10.1145/3581641.3584066) and
            automation bias (Goddard et al. 2012, doi:10.1136/amiajnl-2011-000089).
            Example: readerstudy stats switch readings.csv --level 0.95
            """,
            input => Run(input, input.Option(level))
        )
        {
            Columns =
            [
                new("reader", "Who read."),
                new("case", "Name of the case."),
                new("truth", "The right answer."),
                new("unaided", "The answer without the AI."),
                new("aided", "The answer with the AI."),
                new("advice", "What the AI said.", false, "ai"),
                new("experience", "The reader's level of experience.", false, "level"),
            ],
            Options = [level],
        };
    }

    private static StatsReport Run(StatsInput input, double level)
    {
        var rows = new List<AssistedReading>();
        for (var i = 0; i < input.Count; i++)
        {
            rows.Add(
                new AssistedReading(
                    input.Required(i, "reader"),
                    input.Required(i, "case"),
                    input.Required(i, "truth"),
                    input.Required(i, "unaided"),
                    input.Required(i, "aided"),
                    input.Has("advice") ? input.Text(i, "advice") : null,
                    input.Has("experience") ? input.Text(i, "experience") : null
                )
            );
        }

        input.Demand();
        var readings = AssistedReadings.Of(rows);
        var analysis = SwitchAnalysis.Of(readings, level);
        var reliance = input.Has("advice") ? Reliance.Of(readings, level) : null;
        var tables = new List<StatsTable> { Groups(analysis), Readers(analysis), Matrix(analysis) };
        if (reliance is not null)
        {
            tables.Add(Rates(reliance));
        }

        string[] harmed = [.. analysis.HarmedReaders.Select(r => r.Reader)];
        return new StatsReport(
            new
            {
                analysis.Answers,
                analysis.Classes,
                analysis.Overall,
                analysis.ByClass,
                analysis.ByLevel,
                analysis.Readers,
                analysis.Tables,
                HarmedReaders = harmed,
                Reliance = reliance,
            },
            tables,
            harmed.Length == 0
                ? "No reader has more harmful than beneficial changes."
                : $"More harmful than beneficial changes: {string.Join(", ", harmed)} ({harmed.Length} of {readings.Readers.Count} readers)."
        );
    }

    private static StatsTable Groups(SwitchAnalysis analysis) =>
        new(
            "Changes",
            [
                "Readings",
                "n",
                "Kept right",
                "Beneficial",
                "Harmful",
                "Neutral",
                "Kept wrong",
                "Unaided",
                "Aided",
                "Net benefit",
                "Interval (MRMC)",
                "p",
            ],
            [
                Group("all", analysis.Overall),
                .. analysis.ByClass.Select(g => Group($"truth {g.Name}", g)),
                .. analysis.ByLevel.Select(g => Group($"experience {g.Name}", g)),
            ]
        );

    private static IReadOnlyList<string> Group(string name, SwitchGroup group) =>
        [
            name,
            .. Counts(group.Counts),
            Printed.Percent(group.Unaided.Estimate),
            Printed.Percent(group.Aided.Estimate),
            Printed.Percent(group.NetBenefit.Estimate),
            Percents(group.NetBenefit.Student),
            Printed.P(group.NetBenefit.StudentP),
        ];

    private static StatsTable Readers(SwitchAnalysis analysis) =>
        new(
            "By reader",
            [
                "Reader",
                "Experience",
                "n",
                "Kept right",
                "Beneficial",
                "Harmful",
                "Neutral",
                "Kept wrong",
                "Unaided (Wilson)",
                "Aided (Wilson)",
                "Net",
                "McNemar p",
            ],
            [
                .. analysis.Readers.Select(r =>
                    (IReadOnlyList<string>)
                        [
                            r.Reader,
                            r.Level,
                            .. Counts(r.Counts),
                            Percents(r.Unaided),
                            Percents(r.Aided),
                            Printed.Percent(r.Counts.NetBenefit),
                            Printed.P(r.Counts.McNemarP),
                        ]
                ),
            ],
            2
        );

    private static StatsTable Matrix(SwitchAnalysis analysis)
    {
        var rows = new List<IReadOnlyList<string>>();
        foreach (var table in analysis.Tables)
        {
            for (var i = 0; i < analysis.Answers.Count; i++)
            {
                rows.Add([
                    table.Truth.Length == 0 ? "all" : table.Truth,
                    analysis.Answers[i],
                    .. analysis.Answers.Select((_, j) => Printed.Count(table.Counts[i, j])),
                ]);
            }
        }

        return new StatsTable(
            "From the unaided answer (rows) to the aided one (columns)",
            ["Truth", "Unaided", .. analysis.Answers],
            rows,
            2
        );
    }

    private static StatsTable Rates(Reliance reliance) =>
        new(
            "Reliance on the advice",
            ["Rate", "Count", "Of", "Share", "Wilson", "MRMC"],
            [
                Rate("right advice followed", reliance.FollowedRightAdvice),
                Rate("wrong advice followed", reliance.FollowedWrongAdvice),
                Rate("switched to other advice", reliance.SwitchedToAdvice),
                Rate("relative AI reliance", reliance.RelativeAiReliance),
                Rate("under-reliance", reliance.UnderReliance),
                Rate("relative self-reliance", reliance.RelativeSelfReliance),
                Rate("over-reliance", reliance.OverReliance),
                Rate("automation bias", reliance.AutomationBias),
            ]
        );

    private static IReadOnlyList<string> Rate(string name, RelianceRate rate) =>
        [
            name,
            Printed.Count(rate.Count),
            Printed.Count(rate.Of),
            Printed.Percent(rate.Share),
            Percents(rate.Wilson),
            Percents(rate.Mrmc.Student),
        ];

    private static IEnumerable<string> Counts(SwitchCounts c) =>
        new[] { c.Readings, c.KeptRight, c.Beneficial, c.Harmful, c.NeutralChange, c.KeptWrong }.Select(Printed.Count);

    private static string Percents((double Lower, double Upper) limits) =>
        double.IsNaN(limits.Lower) ? Printed.Undefined : $"{Printed.Percent(limits.Lower)} to {Printed.Percent(limits.Upper)}";
}
