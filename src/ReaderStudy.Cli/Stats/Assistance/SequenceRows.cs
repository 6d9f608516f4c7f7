using System.Globalization;
using ReaderStudy.Statistics.Assistance;

namespace ReaderStudy.Cli.Stats.Assistance;

/// <summary>Reads readings with when they were made; columns that a command does not have are unknown.</summary>
internal static class SequenceRows
{
    public static IReadOnlyList<SequencedReading> Read(StatsInput input)
    {
        var rows = new List<SequencedReading>();
        for (var i = 0; i < input.Count; i++)
        {
            rows.Add(
                new SequencedReading(
                    input.Required(i, "reader"),
                    input.Required(i, "case"),
                    input.Required(i, "arm"),
                    Whole(input, i, "session"),
                    Whole(input, i, "position"),
                    Correct(input, i),
                    Number(input, i, "seconds"),
                    Number(input, i, "minutes_since_break"),
                    Number(input, i, "idle_seconds")
                )
            );
        }

        input.Demand();
        return rows;
    }

    private static double Number(StatsInput input, int row, string column) => input.Has(column) ? input.Number(row, column) : double.NaN;

    /// <summary>A number from 1; 1 when the file has no such column.</summary>
    private static int Whole(StatsInput input, int row, string column)
    {
        if (!input.Has(column))
        {
            return 1;
        }

        if (int.TryParse(input.Text(row, column), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
        {
            return number;
        }

        input.Fault(row, column, $"'{input.Text(row, column)}' is not a whole number from 1.");
        return 1;
    }

    private static bool? Correct(StatsInput input, int row) =>
        !input.Has("correct") || input.Text(row, "correct").Length == 0
            ? null
            : input.Text(row, "correct").ToUpperInvariant() switch
            {
                "1" or "TRUE" or "YES" => true,
                "0" or "FALSE" or "NO" => false,
                _ => Unknown(input, row),
            };

    private static bool? Unknown(StatsInput input, int row)
    {
        input.Fault(row, "correct", $"'{input.Text(row, "correct")}' is neither 1 (right) nor 0 (wrong).");
        return null;
    }
}
