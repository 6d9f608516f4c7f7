using ReaderStudy.Statistics.Accuracy;

namespace ReaderStudy.Cli.Stats.Accuracy;

/// <summary><c>readerstudy stats cochran-q</c>.</summary>
internal static class CochranQAnalysis
{
    public static StatsAnalysis Create() =>
        new(
            "cochran-q",
            "Are several readers right equally often on the same cases? Cochran's Q.",
            """
            Q = (k - 1)(k sum c_j^2 - (sum c_j)^2) / (k sum r_i - sum r_i^2) of k readers, c_j cases right by a reader and r_i readers right on a case,
            against chi-square with k - 1 degrees of freedom (Cochran 1950, doi:10.1093/biomet/37.3-4.256), in each arm. Cases that a reader of the
            arm did not read are left out. Undefined when no case tells the readers apart.
            Example: readerstudy stats cochran-q readings.csv --json
            """,
            Run
        )
        {
            Columns =
            [
                new("case", "Name of the case."),
                new("reader", "Name of the reader."),
                OutcomeRows.Right,
                OutcomeRows.Truth,
                OutcomeRows.Label,
                new("arm", "Reading condition; one test each.", false, "treatment"),
            ],
        };

    private static StatsReport Run(StatsInput input)
    {
        var notes = new List<string>();
        var tests = OutcomeRows
            .Read(input)
            .GroupBy(r => r.Arm)
            .Select(arm =>
            {
                var readers = arm.Select(r => r.Reader).Distinct().ToList();
                var cases = arm.GroupBy(r => r.Case).ToList();
                var complete = cases.Where(c => c.Count() == readers.Count).ToList();
                if (complete.Count < cases.Count)
                {
                    notes.Add(
                        $"{arm.Key}: {cases.Count - complete.Count} of {cases.Count} cases were not read by all readers and are left out.".TrimStart(
                            ':',
                            ' '
                        )
                    );
                }

                var right = new bool[complete.Count, readers.Count];
                for (var i = 0; i < complete.Count; i++)
                {
                    foreach (var row in complete[i])
                    {
                        right[i, readers.IndexOf(row.Reader)] = row.Right;
                    }
                }

                return new
                {
                    Arm = arm.Key,
                    Readers = readers,
                    Q = CochranQ.Of(right),
                };
            })
            .ToList();
        return new StatsReport(
            tests,
            [
                new StatsTable(
                    "Cochran's Q",
                    ["arm", "readers", "cases", "Q", "df", "p"],
                    [
                        .. tests.Select(t =>
                            new[]
                            {
                                t.Arm,
                                Printed.Count(t.Readers.Count),
                                Printed.Count(t.Q.Cases),
                                Printed.Number(t.Q.Test.Statistic),
                                Printed.Number(t.Q.Test.DegreesOfFreedom),
                                Printed.P(t.Q.Test.P),
                            }
                        ),
                    ]
                ),
                new StatsTable(
                    "Right by reader",
                    ["arm", "reader", "right", "of"],
                    [
                        .. tests.SelectMany(t =>
                            t.Readers.Select((r, j) => new[] { t.Arm, r, Printed.Count(t.Q.RightByReader[j]), Printed.Count(t.Q.Cases) })
                        ),
                    ],
                    2
                ),
            ],
            notes
        );
    }
}
