using ReaderStudy.Domain.Readings.Marking;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Exports;

/// <summary>The words that readers wrote of their marks, which may name somebody as any free text may.</summary>
internal static class DrawnWords
{
    /// <summary>All of them.</summary>
    public static IEnumerable<string> Of(Question question, string answer) =>
        from mark in Mark.Read(answer) ?? []
        from asked in Texts(question)
        let words = mark.Sheet[asked]
        where !string.IsNullOrEmpty(words)
        select words;

    /// <summary>The answer with its words as they may leave the study; what is no list of marks is words altogether.</summary>
    public static string Told(Question question, string answer, Func<string, string> tell)
    {
        if (Mark.Read(answer) is not { } marks)
        {
            return tell(answer);
        }

        var texts = Texts(question).ToHashSet();
        return Mark.Write([
            .. marks.Select(mark =>
                mark.Answers is null
                    ? mark
                    : mark with
                    {
                        Answers = mark.Answers.ToDictionary(a => a.Key, a => texts.Contains(a.Key) ? tell(a.Value) : a.Value),
                    }
            ),
        ]);
    }

    private static IEnumerable<string> Texts(Question question) =>
        (question.PerMark ?? []).Where(q => q.Kind is QuestionKind.Text).Select(q => q.Id);
}
