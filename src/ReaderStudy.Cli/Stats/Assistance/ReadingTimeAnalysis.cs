using System.CommandLine;
using ReaderStudy.Statistics.Assistance;

namespace ReaderStudy.Cli.Stats.Assistance;

/// <summary><c>readerstudy stats reading-time</c>.</summary>
internal static class ReadingTimeAnalysis
{
    public static StatsAnalysis Create()
    {
        var first = new Option<string?>("--first") { Description = "The arm whose times are divided; else the first by name." };
        var second = new Option<string?>("--second") { Description = "The arm by which they are divided; else the second by name." };
        var level = StatsOptions.Level();
        return new StatsAnalysis(
            "reading-time",
            "Reading times of two arms: ratio of geometric means over readers and cases, with and without idle time.",
            """
            Mean log times of the arms are compared with readers and cases random, by the unbiased variance of U-statistics (Gallas,
            Pennello and Myers 2007, doi:10.1364/JOSAA.24.000B70) and t with Satterthwaite's degrees of freedom; any reader may have read any
            cases. The ratio is exp of the difference. Readers have a paired t on the log scale over the cases they read in both arms. With a
            column idle_seconds known for all readings the same follows without idle time.
            Example: readerstudy stats reading-time readings.csv --first "with AI" --second alone
            """,
            input => Run(input, input.Option(first), input.Option(second), input.Option(level))
        )
        {
            Columns =
            [
                new("reader", "Who read."),
                new("case", "Name of the case."),
                new("arm", "With or without the AI.", true, "treatment"),
                new("seconds", "Reading time; empty when not measured."),
                new("idle_seconds", "Part of it without any input.", false),
            ],
            Options = [first, second, level],
        };
    }

    private static StatsReport Run(StatsInput input, string? first, string? second, double level)
    {
        var rows = SequenceRows.Read(input);
        string[] arms = [.. rows.Select(r => r.Arm).Distinct().Order(StringComparer.Ordinal)];
        if (arms.Length < 2 || (arms.Length > 2 && (first is null || second is null)))
        {
            throw new Statistics.BadInputException(
                arms.Length < 2 ? "Two arms are needed." : $"Name two of the arms by --first and --second: {string.Join(", ", arms)}."
            );
        }

        var one = first ?? arms.First(a => a != second);
        var time = ReadingTime.Of(rows, one, second ?? arms.First(a => a != one), level);
        var ratios = new List<(string Name, ReadingTimeRatio Ratio)> { ("all time", time.All) };
        if (time.WithoutIdle is { } active)
        {
            ratios.Add(("without idle", active));
        }

        return new StatsReport(
            time,
            [
                new StatsTable(
                    $"{time.FirstArm} / {time.SecondArm}",
                    ["Time", "First mean (s)", "Second mean (s)", "Ratio", "Interval (MRMC)", "df", "p"],
                    [
                        .. ratios.Select(r =>
                            (IReadOnlyList<string>)
                                [
                                    r.Name,
                                    Printed.Number(r.Ratio.FirstMean),
                                    Printed.Number(r.Ratio.SecondMean),
                                    Printed.Number(r.Ratio.Ratio),
                                    Printed.Interval(r.Ratio.Interval),
                                    Printed.Number(r.Ratio.LogRatio.DegreesOfFreedom),
                                    Printed.P(r.Ratio.LogRatio.StudentP),
                                ]
                        ),
                    ]
                ),
                new StatsTable(
                    "By reader",
                    ["Reader", "Time", "Cases", "Ratio", "Interval", "p"],
                    [
                        .. ratios.SelectMany(x =>
                            x.Ratio.PerReader.Select(r =>
                                (IReadOnlyList<string>)
                                    [
                                        r.Reader,
                                        x.Name,
                                        Printed.Count(r.Cases),
                                        Printed.Number(r.Ratio),
                                        Printed.Interval(r.Interval),
                                        Printed.P(r.P),
                                    ]
                            )
                        ),
                    ],
                    2
                ),
            ],
            "Means are geometric."
        );
    }
}
