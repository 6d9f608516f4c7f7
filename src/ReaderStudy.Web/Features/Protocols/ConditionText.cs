using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Protocols;

/// <summary>
/// A condition as people type it: <c>malignancy = benign, malignant</c>, or for ratings <c>confidence &gt;= 50</c>,
/// <c>confidence &lt;= 20</c>, <c>confidence 20 to 50</c>; empty: always. Several that all must hold are joined by <c>and</c>.
/// </summary>
public static partial class ConditionText
{
    public static string Of(Condition? condition) =>
        condition switch
        {
            null => "",
            { AtLeast: { } least, AtMost: { } most } => Invariant($"{condition.Question} {least} to {most}"),
            { AtLeast: { } least } => Invariant($"{condition.Question} >= {least}"),
            { AtMost: { } most } => Invariant($"{condition.Question} <= {most}"),
            _ => $"{condition.Question} = {string.Join(", ", condition.Is)}",
        };

    public static string Of(IReadOnlyList<Condition> conditions) => string.Join(" and ", conditions.Select(Of));

    /// <summary>False when the text is no condition; an empty one is null.</summary>
    public static bool TryParse(string? text, out Condition? condition, [NotNullWhen(false)] out string? fault)
    {
        condition = null;
        fault = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        condition = Bounds(text.Trim()) ?? Values(text);
        fault = condition is null
            ? $"'{text.Trim()}' is no condition. Write question = answer, answer; for example malignancy = malignant. Of a rating: confidence >= 50, confidence <= 20, or confidence 20 to 50."
            : null;
        return condition is not null;
    }

    /// <summary>Conditions joined by <c>and</c>; an empty text has none.</summary>
    public static bool TryParseAll(string? text, out IReadOnlyList<Condition> conditions, [NotNullWhen(false)] out string? fault)
    {
        var found = new List<Condition>();
        conditions = found;
        foreach (var part in And().Split(text ?? ""))
        {
            if (!TryParse(part, out var condition, out fault))
            {
                return false;
            }

            if (condition is not null)
            {
                found.Add(condition);
            }
        }

        fault = null;
        return true;
    }

    private static Condition? Bounds(string text)
    {
        var match = Rating().Match(text);
        int? Number(string group) =>
            int.TryParse(match.Groups[group].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? number
                : null;
        return match.Success
            ? new Condition(match.Groups["question"].Value)
            {
                AtLeast = Number("least") ?? Number("from"),
                AtMost = Number("most") ?? Number("to"),
            }
            : null;
    }

    private static Condition? Values(string text)
    {
        var sides = text.Split('=', 2, StringSplitOptions.TrimEntries);
        var values = sides.Length == 2 ? sides[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];
        return sides[0].Length == 0 || values.Length == 0 ? null : new Condition(sides[0], values);
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    [GeneratedRegex(
        @"^(?<question>\S+)\s*(>=\s*(?<least>-?\d{1,9})|<=\s*(?<most>-?\d{1,9})|\s(?<from>-?\d{1,9})\s+to\s+(?<to>-?\d{1,9}))$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Rating();

    [GeneratedRegex(@"\s+and\s+|[\r\n]+", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex And();
}
