using ReaderStudy.Statistics;

namespace ReaderStudy.Cli.Stats.Accuracy;

/// <summary>A reading that was right or wrong.</summary>
internal readonly record struct OutcomeRow(int Row, string Case, string Reader, string Arm, string Cluster, bool Right);

/// <summary>
/// Rows that say whether a reading was right: by a column <c>right</c> (1 or 0), or by <c>truth</c> and <c>label</c>, which are right when
/// equal. Rows without either are missing readings.
/// </summary>
internal static class OutcomeRows
{
    public static readonly StatsColumn Right = new("right", "1 right, 0 wrong; instead of truth and label.", false, "correct");

    public static readonly StatsColumn Truth = new("truth", "The right answer; with label, instead of right.", false);

    public static readonly StatsColumn Label = new("label", "The reader's answer.", false, "answer");

    /// <summary>Reads all rows and refuses a second reading of the same case by the same reader in the same arm.</summary>
    public static IReadOnlyList<OutcomeRow> Read(StatsInput input)
    {
        DemandOutcome(input);
        var rows = new List<OutcomeRow>();
        var seen = new Dictionary<(string, string, string), int>();
        for (var i = 0; i < input.Count; i++)
        {
            var key = (input.Required(i, "case"), input.Text(i, "reader"), input.Text(i, "arm"));
            if (!seen.TryAdd(key, i))
            {
                input.Fault(i, "case", $"is a second reading of the same; the first is in line {input.LineOf(seen[key])}.");
            }

            if (IsRight(input, i) is { } right)
            {
                rows.Add(new OutcomeRow(i, key.Item1, key.Item2, key.Item3, input.Text(i, "cluster"), right));
            }
        }

        input.Demand();
        return rows;
    }

    /// <summary>Refuses a file that has neither right nor truth and label.</summary>
    public static void DemandOutcome(StatsInput input)
    {
        if (!input.Has("right") && !(input.Has("truth") && input.Has("label")))
        {
            throw new BadInputException("Give the column 'right' (1 or 0), or the columns 'truth' and 'label'.");
        }
    }

    /// <summary>Null when the reading is missing.</summary>
    public static bool? IsRight(StatsInput input, int row)
    {
        if (input.Has("right"))
        {
            return input.Text(row, "right") is "" or "NA" ? null : input.Truth(row, "right");
        }

        var label = input.Text(row, "label");
        return label is "" or "NA" ? null : input.Required(row, "truth") == label;
    }

    /// <summary>Two names: those given, or the only two there are.</summary>
    public static (string First, string Second) Two(string? given, IEnumerable<string> names, string what, string option)
    {
        var there = names.Distinct().ToList();
        var chosen = given is null ? there : [.. given.Split(',').Select(n => n.Trim())];
        if (chosen.Count != 2)
        {
            throw new BadInputException(
                given is null
                    ? $"There are {there.Count} {what}s ({string.Join(", ", there.Take(10))}); choose two by {option} A,B."
                    : $"{option} takes two {what}s separated by a comma."
            );
        }

        return chosen.FirstOrDefault(c => !there.Contains(c)) is { } unknown
            ? throw new BadInputException($"There is no {what} '{unknown}'; there are {string.Join(", ", there.Take(10))}.")
            : (chosen[0], chosen[1]);
    }
}
