using System.Globalization;
using ReaderStudy.Analysis.Csv;
using ReaderStudy.Analysis.Ratings;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Analysis.Readings;

/// <summary>The answers of one row, and what was odd about how they are written.</summary>
/// <param name="Answers">One a question.</param>
/// <param name="Odd">Kind, question and sentence.</param>
internal sealed record RowAnswers(IReadOnlyList<FileAnswer> Answers, IReadOnlyList<(FindingKind Kind, string Question, string What)> Odd);

/// <summary>A row of a long file: one task, one label.</summary>
internal static class LongAnswer
{
    /// <summary>Null when the row has an error.</summary>
    public static RowAnswers? Read(RowReader row, Protocol protocol)
    {
        var score = row.Number(ReadingColumns.Score, double.MinValue, double.MaxValue);
        if (row.Required(ReadingColumns.Task) is not { } name)
        {
            return null;
        }

        var task = protocol.Tasks.FirstOrDefault(t => t.Id.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (task is null)
        {
            row.Fault(
                ReadingColumns.Task,
                $"'{name}' is not a task of the protocol; it has {string.Join(", ", protocol.Tasks.Select(t => t.Id))}."
            );
            return null;
        }

        var odd = new List<(FindingKind, string, string)>();
        var values = ChoiceCell.Read(row, ReadingColumns.Label, protocol.QuestionOf(task.Question), odd);
        var group = protocol.Reference.Find(row.Text(Cases.CaseColumns.Truth))?.Group;
        if (task.WithinGroup is not null && group is not null && task.WithinGroup != group)
        {
            odd.Add(
                (
                    FindingKind.OutsideTask,
                    task.Question,
                    $"The case is {group}, but task '{task.Id}' is about {task.WithinGroup} cases only."
                )
            );
        }

        return values is null ? null : new RowAnswers([new FileAnswer(row.Line, task.Question, values, score)], odd);
    }
}

/// <summary>A row of a wide file: every question that has a column.</summary>
internal static class WideAnswers
{
    private const int LongestText = 2000;

    /// <summary>Of marks, outlines and measurements, which are written as JSON.</summary>
    private const int LongestDrawing = 50_000;

    /// <summary>Null when the row has an error.</summary>
    public static RowAnswers? Read(RowReader row, Protocol protocol, ColumnMap columns)
    {
        var odd = new List<(FindingKind, string, string)>();
        var answers = new Dictionary<string, IReadOnlyList<string>>();
        var failed = false;
        foreach (var question in protocol.Questions.Where(q => columns.Has(q.Id)))
        {
            var values = question.Kind switch
            {
                QuestionKind.Choice or QuestionKind.Ordinal => ChoiceCell.Read(row, question.Id, question, odd),
                QuestionKind.Multiple => InOrder(ChoiceCell.Read(row, question.Id, question, odd), question),
                QuestionKind.Rating => ReadRating(row, question),
                QuestionKind.Number => ReadNumber(row, question),
                QuestionKind.Text or QuestionKind.Marks or QuestionKind.Mask or QuestionKind.Measure => ReadText(row, question),
            };
            failed |= values is null;
            answers[question.Id] = values ?? [];
        }

        return failed
            ? null
            : new RowAnswers([.. answers.Select(a => new FileAnswer(row.Line, a.Key, a.Value, ScoreOf(a.Key, protocol, answers)))], odd);
    }

    /// <summary>The answer to the rating question of the task that scores this question.</summary>
    private static double? ScoreOf(string question, Protocol protocol, Dictionary<string, IReadOnlyList<string>> answers)
    {
        var rating = protocol.Tasks.FirstOrDefault(t => t.Question == question && t.Rating is not null)?.Rating;
        return rating is not null && answers.GetValueOrDefault(rating) is [var value]
            ? QuestionKinds.NumberOf(protocol.QuestionOf(rating), value)
            : null;
    }

    /// <summary>Several choices as they are kept: in the protocol's order.</summary>
    private static IReadOnlyList<string>? InOrder(IReadOnlyList<string>? chosen, Question question) =>
        chosen is null ? null : [.. question.Choices.Select(c => c.Id).Where(chosen.Contains)];

    private static IReadOnlyList<string>? ReadNumber(RowReader row, Question question)
    {
        var text = row.Text(question.Id);
        if (text.Length == 0)
        {
            return [];
        }

        var number = CanonicalAnswer.Number(text, question.Decimals ?? 0);
        if (number is null)
        {
            var decimals = question.Decimals switch
            {
                null or 0 => "without decimals",
                1 => "with at most one decimal",
                { } most => $"with at most {most} decimals",
            };
            row.Fault(question.Id, $"'{text}' is not a number {decimals}.");
            return null;
        }

        var value = decimal.Parse(number, CultureInfo.InvariantCulture);
        if (value < question.Minimum || value > question.Maximum)
        {
            row.Fault(question.Id, $"is {number}; {question.Minimum} to {question.Maximum} are possible.");
            return null;
        }

        return [number];
    }

    private static IReadOnlyList<string>? ReadRating(RowReader row, Question question)
    {
        if (row.Text(question.Id).Length == 0)
        {
            return [];
        }

        var number = row.Number(question.Id, question.Minimum, question.Maximum);
        if (number is { } whole && Math.Abs(whole - Math.Round(whole)) > 0)
        {
            row.Fault(question.Id, $"'{row.Text(question.Id)}' is not a whole number.");
            return null;
        }

        return number is { } value ? [((int)value).ToString(CultureInfo.InvariantCulture)] : null;
    }

    private static IReadOnlyList<string>? ReadText(RowReader row, Question question)
    {
        var text = row.Text(question.Id);
        var longest = question.Kind is QuestionKind.Text ? LongestText : LongestDrawing;
        if (text.Length > longest)
        {
            row.Fault(question.Id, $"has {text.Length} characters; {longest} is the most.");
            return null;
        }

        return text.Length == 0 ? [] : [text];
    }
}

/// <summary>A cell with the choices of one question.</summary>
internal static class ChoiceCell
{
    private const char Separator = '|';

    /// <summary>The ids of the choices named; null, and an error, when one of them is unknown or named twice.</summary>
    public static IReadOnlyList<string>? Read(RowReader row, string column, Question question, List<(FindingKind, string, string)> odd)
    {
        var text = row.Text(column);
        if (text.Length == 0)
        {
            return [];
        }

        var labels = new List<string>();
        var failed = false;
        foreach (var part in text.Split(Separator, StringSplitOptions.TrimEntries))
        {
            var choice = question.Choices.FirstOrDefault(c => c.Id.Equals(part, StringComparison.OrdinalIgnoreCase));
            if (choice is null || labels.Contains(choice.Id))
            {
                row.Fault(
                    column,
                    choice is null
                        ? $"'{part}' is not an answer to '{question.Id}'; it offers {string.Join(", ", question.Choices.Select(c => c.Id))}."
                        : $"'{part}' is named twice."
                );
                failed = true;
                continue;
            }

            if (choice.Id != part)
            {
                odd.Add((FindingKind.Spelling, question.Id, $"'{part}' was read as {choice.Id}."));
            }

            labels.Add(choice.Id);
        }

        return failed ? null : labels;
    }
}
