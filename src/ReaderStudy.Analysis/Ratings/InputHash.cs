using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ReaderStudy.Analysis.Ratings;

/// <summary>
/// Names a rating table by its content. Each case, rater and rating becomes one line (<c>case|…</c>, every field in double quotes
/// with quotes and backslashes escaped, nothing for null); the lines are sorted by code unit, joined by line feeds and hashed as UTF-8. The order of rows, the line in a file and the
/// order in which several labels were ticked do not matter.
/// </summary>
public static class InputHash
{
    /// <summary>SHA-256 of the canonical lines, in lower-case hexadecimal.</summary>
    public static string Of(RatingTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var cases = table.Cases.Select(c => Line("case", c.Id, c.Truth, c.Centre, c.Sex?.ToString(), Text(c.Age), Text(c.LesionSizeMm)));
        var raters = table.Raters.Select(r => Line("rater", r.Id, r.Name, r.Level.ToString()));
        var ratings = table.Ratings.Select(r =>
            Line(
                "rating",
                [r.CaseId, r.RaterId, r.Arm, r.Question, Text(r.Score), Text(r.ReadingSeconds), .. r.Labels.Order(StringComparer.Ordinal)]
            )
        );
        var lines = cases.Concat(raters).Concat(ratings).Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }

    private static string? Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);

    private static string Line(string kind, params IEnumerable<string?> fields) =>
        kind + string.Concat(fields.Select(f => f is null ? "|" : "|\"" + Escaped(f) + "\""));

    private static string Escaped(string field) =>
        field
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
}
