using System.Globalization;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Readings.Marking;

/// <summary>Answers that are drawn on images, marks and measurements: whether they fit their questions, what they lack, and their one text.</summary>
internal static class DrawnAnswer
{
    /// <summary>True for the kinds whose answers are written here.</summary>
    public static bool Is(Question question) => question.Kind is QuestionKind.Marks or QuestionKind.Measure;

    /// <summary>The same answer has the same text; what is no answer stays as it is, to be refused.</summary>
    public static string Canonical(Question question, string value) =>
        question.Kind is QuestionKind.Marks
            ? Mark.Read(value) is { } marks
                ? Mark.Write(marks)
                : value
            : Measured.Read(value)?.Write() ?? value;

    /// <summary>One sentence for each thing that is wrong; empty: nothing.</summary>
    public static IEnumerable<string> FaultsOf(Protocol protocol, Question question, string value) =>
        question.Kind is QuestionKind.Marks
            ? Mark.Read(value) is { } marks
                ? FaultsOf(protocol, question, marks)
                : [$"The answer to '{question.Id}' is no list of marks."]
            : Measured.Read(value)?.FaultsOf(question) ?? [$"The answer to '{question.Id}' is no measurement."];

    /// <summary>What is asked of a mark, must be answered and is not: <c>size of mark 2 of lesions</c>.</summary>
    public static IEnumerable<string> MissingIn(Protocol protocol, Question question, string value) =>
        question.Kind is not QuestionKind.Marks || question.PerMark is null || Mark.Read(value) is not { } marks
            ? []
            : marks.SelectMany(
                (mark, i) =>
                    mark
                        .Sheet.MissingIn(OfMarks(protocol, question))
                        .Select(id => string.Create(CultureInfo.InvariantCulture, $"{id} of mark {i + 1} of {question.Id}"))
            );

    private static IEnumerable<string> FaultsOf(Protocol protocol, Question question, IReadOnlyList<Mark> marks)
    {
        if (marks.Count > Mark.Most)
        {
            yield return $"'{question.Id}' has {marks.Count} marks; at most {Mark.Most} are kept.";
        }

        var inner = OfMarks(protocol, question);
        foreach (var (mark, number) in marks.Take(Mark.Most).Select((m, i) => (m, i + 1)))
        {
            foreach (var fault in FaultsOf(question, mark).Concat(mark.Sheet.FaultsIn(inner)))
            {
                yield return $"Mark {number} of '{question.Id}': {fault}";
            }
        }
    }

    private static IEnumerable<string> FaultsOf(Question question, Mark mark)
    {
        if (mark.Rating < question.Minimum || mark.Rating > question.Maximum)
        {
            yield return $"the rating {mark.Rating} is not between {question.Minimum} and {question.Maximum}.";
        }

        if (mark.Series is not null && mark.Picture is not null)
        {
            yield return "it names a series and a slide or photograph; it lies on one of them.";
        }

        if (mark.Place is not { } place)
        {
            yield return "it lies nowhere.";
        }
        else if (question.Shape is not MarkShape.Box && mark.Box is not null)
        {
            yield return "a point is asked for, not a box.";
        }
        else if (question.Shape is MarkShape.Box && mark.Corners is null)
        {
            yield return "a box is asked for, by two opposite corners.";
        }
        else if (mark.Corners is { } flat && flat.First == flat.Second)
        {
            yield return "its box has no extent.";
        }
        else if (mark.Corners is { } box && ((box.First + box.Second) * 0.5 - place).Length > SameMillimetres)
        {
            yield return "its place is not the centre of its box.";
        }
    }

    /// <summary>As if what is asked of a mark were all that is asked.</summary>
    private static Protocol OfMarks(Protocol protocol, Question question) => protocol with { Questions = question.PerMark ?? [] };

    private const double SameMillimetres = 0.05;
}
