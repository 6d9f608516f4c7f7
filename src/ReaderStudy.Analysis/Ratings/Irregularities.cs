using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Analysis.Ratings;

/// <summary>Finds answers that a person should look at. Nothing is changed or left out because of them.</summary>
public static class Irregularities
{
    /// <summary>
    /// For the questions that the protocol's tasks score: open ones that were asked, several choices, and choices that the same rater's
    /// own earlier answer rules out. By row, case, rater.
    /// </summary>
    public static IReadOnlyList<Finding> Of(Protocol protocol, RatingTable table)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(table);
        var scored = protocol.Tasks.Select(t => t.Question).ToHashSet();
        var answers = table.Ratings.ToDictionary(r => (r.CaseId, r.RaterId, r.Arm, r.Question));
        return table
            .Ratings.Where(r => scored.Contains(r.Question))
            .SelectMany(r => Of(protocol.QuestionOf(r.Question), r, q => answers.GetValueOrDefault((r.CaseId, r.RaterId, r.Arm, q))))
            .InOrder();
    }

    /// <summary>By row, then case, then rater, then question.</summary>
    internal static IReadOnlyList<Finding> InOrder(this IEnumerable<Finding> findings) =>
        [
            .. findings
                .OrderBy(f => f.Row ?? 0)
                .ThenBy(f => f.CaseId, StringComparer.Ordinal)
                .ThenBy(f => f.RaterId, StringComparer.Ordinal)
                .ThenBy(f => f.Arm, StringComparer.Ordinal)
                .ThenBy(f => f.Question, StringComparer.Ordinal)
                .ThenBy(f => f.Kind)
                .ThenBy(f => f.What, StringComparer.Ordinal),
        ];

    private static IEnumerable<Finding> Of(Question question, Rating rating, Func<string, Rating?> answerTo)
    {
        Finding Found(FindingKind kind, string what) => new(kind, rating.Row, rating.CaseId, rating.RaterId, rating.Arm, question.Id, what);

        var asked = question.When is null || Excludes(question.When, answerTo) is null;
        if (rating.Labels.Count == 0 && asked)
        {
            yield return Found(FindingKind.NoAnswer, $"'{question.Id}' has no answer.");
        }
        else if (rating.Labels.Count > 1)
        {
            yield return Found(
                FindingKind.SeveralAnswers,
                $"'{question.Id}' has {rating.Labels.Count} answers where one was asked for: {string.Join(", ", rating.Labels)}."
            );
        }

        foreach (var label in rating.Labels)
        {
            var choice = question.Choices.FirstOrDefault(c => c.Id == label);
            var conditions = new[] { question.When, choice?.When }.OfType<Condition>();
            if (conditions.Select(c => Excludes(c, answerTo)).FirstOrDefault(e => e is not null) is { } excluding)
            {
                yield return Found(FindingKind.ContradictsOwnAnswer, $"'{question.Id}' is {label}, but the same rater's {excluding}.");
            }
        }
    }

    /// <summary>The earlier answer that rules the condition out; null when it holds or the earlier question has no single answer.</summary>
    private static string? Excludes(Condition condition, Func<string, Rating?> answerTo) =>
        answerTo(condition.Question) is { Labels: [var earlier] } && !condition.Is.Contains(earlier)
            ? $"'{condition.Question}' is {earlier}"
            : null;
}
