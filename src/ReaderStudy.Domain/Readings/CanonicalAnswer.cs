using System.Globalization;
using ReaderStudy.Domain.Readings.Marking;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Readings;

/// <summary>
/// The one way in which an answer is written: a number with a point, without zeros that say nothing; several choices in the protocol's order,
/// joined by <see cref="Separator"/>; what is drawn in its one text.
/// </summary>
public static class CanonicalAnswer
{
    public const char Separator = '|';

    /// <summary>The answer as it is kept; what cannot be understood stays as it is, and does not fit its question then.</summary>
    public static string Of(Question question, string answer) =>
        question.Kind switch
        {
            QuestionKind.Number => Number(answer, question.Decimals ?? 0) ?? answer,
            QuestionKind.Multiple => Several(question, answer),
            QuestionKind.Marks or QuestionKind.Measure => DrawnAnswer.Canonical(question, answer),
            _ => answer,
        };

    /// <summary>A number with a point or a comma; null: it is none, or has more decimals.</summary>
    public static string? Number(string text, int decimals)
    {
        var plain = text.Trim().Replace(',', '.').Replace('−', '-');
        if (
            !decimal.TryParse(
                plain,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
            || decimal.Round(number, decimals) != number
        )
        {
            return null;
        }

        return number == 0 ? "0" : number.ToString("0.######", CultureInfo.InvariantCulture);
    }

    private static string Several(Question question, string answer)
    {
        var order = question.Choices.Select((c, i) => (c.Id, Place: i)).ToDictionary(c => c.Id, c => c.Place);
        var chosen = answer.Split(Separator);
        return chosen.All(order.ContainsKey) ? string.Join(Separator, chosen.OrderBy(c => order[c])) : answer;
    }
}
