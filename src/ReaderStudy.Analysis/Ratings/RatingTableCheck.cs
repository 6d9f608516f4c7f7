using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Analysis.Ratings;

/// <summary>A rating table that cannot be analysed; the message names every fault.</summary>
public sealed class RatingTableException : Exception
{
    public RatingTableException() { }

    public RatingTableException(string message)
        : base(message) { }

    public RatingTableException(string message, Exception innerException)
        : base(message, innerException) { }
}

/// <summary>Refuses rating tables that contradict themselves or their protocol.</summary>
public static class RatingTableCheck
{
    /// <summary>One sentence a fault; empty when there is none.</summary>
    public static IReadOnlyList<string> FaultsOf(Protocol protocol, RatingTable table)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(table);
        var faults = new List<string>();
        faults.AddRange(Repeated(table.Cases.Select(c => c.Id)).Select(id => $"Two cases have the id '{id}'."));
        faults.AddRange(Repeated(table.Raters.Select(r => r.Id)).Select(id => $"Two raters have the id '{id}'."));
        faults.AddRange(
            table
                .Cases.Where(c => protocol.Reference.Classes.All(k => k.Id != c.Truth))
                .Select(c => $"Case '{c.Id}' has the truth '{c.Truth}', which the protocol does not know.")
        );
        faults.AddRange(
            Repeated(table.Ratings.Select(r => (r.CaseId, r.RaterId, r.Arm, r.Question)))
                .Select(r => $"Rater '{r.RaterId}' answers question '{r.Question}' about case '{r.CaseId}' twice in one arm.")
        );

        var cases = table.Cases.Select(c => c.Id).ToHashSet();
        var raters = table.Raters.DistinctBy(r => r.Id).ToDictionary(r => r.Id);
        var questions = protocol.Questions.Where(q => q.Kind.IsOneChoice()).ToDictionary(q => q.Id);
        var arms = protocol.Arms.Select(a => a.Id).ToHashSet();
        foreach (var rating in table.Ratings)
        {
            if (!cases.Contains(rating.CaseId))
            {
                faults.Add($"A rating is about case '{rating.CaseId}', which is not among the cases.");
            }

            if (!raters.TryGetValue(rating.RaterId, out var rater))
            {
                faults.Add($"A rating is by '{rating.RaterId}', who is not among the raters.");
            }
            else if (rating.Arm is null && !rater.IsModel)
            {
                faults.Add($"A rating of case '{rating.CaseId}' by reader '{rating.RaterId}' names no arm.");
            }

            if (rating.Arm is not null && !arms.Contains(rating.Arm))
            {
                faults.Add($"A rating names the arm '{rating.Arm}', which the protocol does not have.");
            }

            if (!questions.TryGetValue(rating.Question, out var question))
            {
                faults.Add($"A rating answers '{rating.Question}', which is not a choice question of the protocol.");
            }
            else
            {
                faults.AddRange(
                    rating
                        .Labels.Where(l =>
                            question.Choices.All(c => c.Id != l) && !(rater?.IsModel == true && IsMappedLabel(protocol, question.Id, l))
                        )
                        .Select(l =>
                            $"Rater '{rating.RaterId}' answers '{l}' about case '{rating.CaseId}', which question '{question.Id}' does not offer."
                        )
                );
            }
        }

        return faults;
    }

    /// <summary>Passes a sound table.</summary>
    /// <exception cref="RatingTableException">It is not.</exception>
    public static void Demand(Protocol protocol, RatingTable table)
    {
        const int Shown = 20;
        var faults = FaultsOf(protocol, table);
        if (faults.Count > 0)
        {
            var more = faults.Count > Shown ? $" And {faults.Count - Shown} more." : "";
            throw new RatingTableException("The ratings cannot be analysed. " + string.Join(" ", faults.Take(Shown)) + more);
        }
    }

    /// <summary>A model says the truth's words where a task maps the finer choices of readers to them.</summary>
    private static bool IsMappedLabel(Protocol protocol, string question, string label) =>
        protocol.Tasks.Any(t => t.Question == question && t.Mapping is not null && t.Labels.Contains(label));

    private static IEnumerable<T> Repeated<T>(IEnumerable<T> keys) => keys.GroupBy(k => k).Where(g => g.Skip(1).Any()).Select(g => g.Key);
}
