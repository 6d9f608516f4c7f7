using System.Diagnostics.CodeAnalysis;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Protocols;

/// <summary>A condition as people type it: <c>malignancy = benign, malignant</c>; empty: always.</summary>
public static class ConditionText
{
    public static string Of(Condition? condition) => condition is null ? "" : $"{condition.Question} = {string.Join(", ", condition.Is)}";

    /// <summary>False when the text is no condition; an empty one is null.</summary>
    public static bool TryParse(string? text, out Condition? condition, [NotNullWhen(false)] out string? fault)
    {
        condition = null;
        fault = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        var sides = text.Split('=', 2, StringSplitOptions.TrimEntries);
        var values = sides.Length == 2 ? sides[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];
        if (sides[0].Length == 0 || values.Length == 0)
        {
            fault = $"'{text.Trim()}' is no condition. Write question = answer, answer; for example malignancy = malignant.";
            return false;
        }

        condition = new Condition(sides[0], values);
        return true;
    }
}
