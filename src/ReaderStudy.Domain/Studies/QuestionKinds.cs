namespace ReaderStudy.Domain.Studies;

/// <summary>What kinds of questions have in common.</summary>
public static class QuestionKinds
{
    /// <summary>The answer is one of the choices.</summary>
    public static bool IsOneChoice(this QuestionKind kind) => kind is QuestionKind.Choice or QuestionKind.Ordinal;

    /// <summary>The question offers choices.</summary>
    public static bool HasChoices(this QuestionKind kind) => kind.IsOneChoice() || kind is QuestionKind.Multiple;

    /// <summary>Answers have an order and can rate how sure somebody is: a number, or the place of a choice on its scale.</summary>
    public static bool IsRated(this QuestionKind kind) => kind is QuestionKind.Rating or QuestionKind.Number or QuestionKind.Ordinal;

    /// <summary>The answer lies between <see cref="Question.Minimum"/> and <see cref="Question.Maximum"/>.</summary>
    public static bool HasScale(this QuestionKind kind) => kind is QuestionKind.Rating or QuestionKind.Number or QuestionKind.Marks;

    /// <summary>The answer as a number: a rating or number itself, an ordinal choice's place, from 1; null: it is none.</summary>
    public static double? NumberOf(Question question, string answer)
    {
        if (question.Kind is QuestionKind.Ordinal)
        {
            var place = question.Choices.TakeWhile(c => c.Id != answer).Count();
            return place < question.Choices.Count ? place + 1 : null;
        }

        return
            question.Kind.IsRated()
            && double.TryParse(
                answer,
                System.Globalization.NumberStyles.Float,
                System.Globalization.CultureInfo.InvariantCulture,
                out var number
            )
            ? number
            : null;
    }
}
