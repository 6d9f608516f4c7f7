namespace ReaderStudy.Domain.Studies.Checking;

/// <summary>What only some kinds of questions have: sides of the scale, excluding choices, unit and decimals, an aid.</summary>
internal static class QuestionPartCheck
{
    /// <summary>The categories that the aid can come to.</summary>
    private static readonly string[] LiRads = ["LR-3", "LR-4", "LR-5"];

    public static void Check(Question question, List<string> faults)
    {
        var where = $"Question '{question.Id}'";
        if (question.Sides is not null && question.Kind is not QuestionKind.Rating)
        {
            faults.Add($"{where} has sides of a scale, and is no rating.");
        }

        if (question.Exclusive is not null && question.Kind is not QuestionKind.Multiple)
        {
            faults.Add($"{where} has choices that exclude others, and takes one answer only.");
        }

        if ((question.Unit is not null || question.Decimals is not null) && question.Kind is not QuestionKind.Number)
        {
            faults.Add($"{where} has a unit or decimals, and asks for no number.");
        }

        CheckAid(question, where, faults);
        foreach (var side in question.Sides ?? [])
        {
            if (side.Minimum > side.Maximum || side.Minimum < question.Minimum || side.Maximum > question.Maximum)
            {
                faults.Add(
                    $"{where} has a side from {side.Minimum} to {side.Maximum}, which is no part of its scale from {question.Minimum} to {question.Maximum}."
                );
            }
        }

        foreach (var id in (question.Exclusive ?? []).Where(e => question.Choices.All(c => c.Id != e)))
        {
            faults.Add($"{where} lets '{id}' exclude the others, which is not one of its choices.");
        }

        if (question.Unit is { } unit && (string.IsNullOrWhiteSpace(unit) || unit.Length > Question.LongestUnit))
        {
            faults.Add($"{where} has a unit that is empty or longer than {Question.LongestUnit} characters.");
        }

        if (question.Decimals is < 0 or > Question.MostDecimals)
        {
            faults.Add($"{where} has {question.Decimals} decimals; 0 to {Question.MostDecimals} are possible.");
        }
    }

    private static void CheckAid(Question question, string where, List<string> faults)
    {
        if (question.Aid is null)
        {
            return;
        }

        if (question.Kind is not QuestionKind.Ordinal)
        {
            faults.Add($"{where} has an aid for categories, and is not ordinal.");
        }
        else if (LiRads.Any(id => question.Choices.All(c => c.Id != id)))
        {
            faults.Add($"{where} has the aid for LI-RADS, and does not offer {string.Join(", ", LiRads)}.");
        }
    }

    /// <summary>The glossary: each term once, with its meaning.</summary>
    public static IEnumerable<string> FaultsOf(IReadOnlyList<GlossaryTerm> glossary)
    {
        var faults = new List<string>();
        ProtocolCheck.Distinct("glossary term", glossary.Select(t => t.Term), faults, mayBeNone: true);
        faults.AddRange(
            glossary.Where(t => string.IsNullOrWhiteSpace(t.Meaning)).Select(t => $"The glossary does not say what '{t.Term}' means.")
        );
        faults.AddRange(
            glossary
                .Where(t => t.Term.Length > GlossaryTerm.LongestTerm || t.Meaning.Length > GlossaryTerm.LongestMeaning)
                .Select(t =>
                    $"The glossary's '{t.Term}' is too long; a term has at most {GlossaryTerm.LongestTerm} characters, its meaning {GlossaryTerm.LongestMeaning}."
                )
        );
        return faults;
    }
}
