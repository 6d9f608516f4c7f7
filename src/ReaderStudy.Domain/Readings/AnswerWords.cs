using System.Globalization;
using ReaderStudy.Domain.Readings.Marking;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Readings;

/// <summary>An answer as people read it.</summary>
public static class AnswerWords
{
    /// <summary>The label of a choice, how much was drawn, or the answer itself.</summary>
    public static string Of(Question question, string answer) =>
        question.Kind switch
        {
            QuestionKind.Choice or QuestionKind.Ordinal => LabelOf(question, answer),
            QuestionKind.Multiple => string.Join(", ", answer.Split(CanonicalAnswer.Separator).Select(c => LabelOf(question, c))),
            QuestionKind.Number => question.Unit is { } unit ? $"{answer} {unit}" : answer,
            QuestionKind.Marks => Mark.Read(answer) is { } marks ? Of(marks) : answer,
            QuestionKind.Measure => Measured.Read(answer) is { } measured ? Of(measured) : answer,
            QuestionKind.Mask => "outlined",
            QuestionKind.Rating or QuestionKind.Text => answer,
        };

    private static string LabelOf(Question question, string choice) =>
        question.Choices.FirstOrDefault(c => c.Id == choice)?.Label ?? choice;

    private static string Of(IReadOnlyList<Mark> marks) =>
        marks.Count == 0
            ? "nothing marked"
            : string.Create(CultureInfo.InvariantCulture, $"{marks.Count} marked, rated {string.Join(", ", marks.Select(m => m.Rating))}");

    private static string Of(Measured measured) =>
        string.Create(CultureInfo.InvariantCulture, $"{measured.Value:0.#} {measured.Unit.Replace("2", "²", StringComparison.Ordinal)}");
}
