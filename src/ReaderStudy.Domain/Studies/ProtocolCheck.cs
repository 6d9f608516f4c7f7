namespace ReaderStudy.Domain.Studies;

/// <summary>Finds where a protocol contradicts itself.</summary>
public static class ProtocolCheck
{
    /// <summary>One sentence a fault, naming the place; empty when there is none.</summary>
    public static IReadOnlyList<string> FaultsOf(Protocol protocol)
    {
        var faults = new List<string>();
        if (protocol.Schema != Protocol.LatestSchema)
        {
            faults.Add($"Schema {protocol.Schema} is not known; this version reads 1 and {Protocol.LatestSchema}.");
        }

        Distinct("reference class", protocol.Reference.Classes.Select(c => c.Id), faults);
        Distinct("arm", protocol.Arms.Select(a => a.Id), faults);
        Distinct("question", protocol.Questions.Select(q => q.Id), faults);
        Distinct("task", protocol.Tasks.Select(t => t.Id), faults);
        foreach (var question in protocol.Questions)
        {
            CheckQuestion(protocol, question, faults);
        }

        foreach (var task in protocol.Tasks)
        {
            CheckTask(protocol, task, faults);
        }

        return faults;
    }

    private static void Distinct(string what, IEnumerable<string> ids, List<string> faults)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var id in ids)
        {
            if (string.IsNullOrWhiteSpace(id))
            {
                faults.Add($"A {what} has no id.");
            }
            else if (!seen.Add(id))
            {
                faults.Add($"Two of the {what} entries are called '{id}'.");
            }
        }

        if (seen.Count == 0)
        {
            faults.Add($"There is no {what}.");
        }
    }

    private static void CheckQuestion(Protocol protocol, Question question, List<string> faults)
    {
        CheckCondition(protocol, question.Id, question.When, faults);
        switch (question.Kind)
        {
            case QuestionKind.Choice:
                Distinct($"choice of question '{question.Id}'", question.Choices.Select(c => c.Id), faults);
                foreach (var choice in question.Choices)
                {
                    CheckCondition(protocol, question.Id, choice.When, faults);
                    if (choice.Id.Contains('|', StringComparison.Ordinal))
                    {
                        faults.Add($"Choice '{choice.Id}' of question '{question.Id}' holds a '|', which separates several answers.");
                    }
                }

                break;
            case QuestionKind.Rating:
                if (question.Minimum >= question.Maximum)
                {
                    faults.Add(
                        $"Question '{question.Id}' rates from {question.Minimum} to {question.Maximum}: the first must be the smaller."
                    );
                }

                break;
            case QuestionKind.Text:
                break;
        }
    }

    /// <summary>A condition looks back: at a choice question that stands before the one it governs.</summary>
    private static void CheckCondition(Protocol protocol, string questionId, Condition? condition, List<string> faults)
    {
        if (condition is null)
        {
            return;
        }

        var earlier = protocol.Questions.TakeWhile(q => q.Id != questionId).FirstOrDefault(q => q.Id == condition.Question);
        if (earlier is null)
        {
            faults.Add($"Question '{questionId}' depends on '{condition.Question}', which does not stand before it.");
            return;
        }

        if (condition.AtLeast is not null || condition.AtMost is not null)
        {
            if (earlier.Kind != QuestionKind.Rating)
            {
                faults.Add($"Question '{questionId}' depends on bounds of '{condition.Question}', which is not a rating.");
            }

            return;
        }

        foreach (var value in condition.Is.Where(v => earlier.Choices.All(c => c.Id != v)))
        {
            faults.Add($"Question '{questionId}' depends on '{condition.Question}' being '{value}', which is not one of its choices.");
        }
    }

    private static void CheckTask(Protocol protocol, AnalysisTask task, List<string> faults)
    {
        Distinct($"label of task '{task.Id}'", task.Labels, faults);
        var question = protocol.Questions.FirstOrDefault(q => q.Id == task.Question);
        if (question is null)
        {
            faults.Add($"Task '{task.Id}' scores question '{task.Question}', which is not asked.");
        }
        else
        {
            foreach (var label in task.Labels.Where(l => question.Choices.All(c => c.Id != l)))
            {
                faults.Add($"Task '{task.Id}' has the label '{label}', which is not a choice of question '{task.Question}'.");
            }
        }

        if (task.WithinGroup is not null && !protocol.Reference.Groups.Contains(task.WithinGroup))
        {
            faults.Add($"Task '{task.Id}' looks at the group '{task.WithinGroup}', which no reference class is in.");
        }

        if (task.Positive is not null && !task.Labels.Contains(task.Positive))
        {
            faults.Add($"Task '{task.Id}' counts '{task.Positive}' as positive, which is not one of its labels.");
        }

        var truths = protocol
            .Reference.Classes.Where(c => task.WithinGroup is null || c.Group == task.WithinGroup)
            .Select(c => task.Truth == TaskTruth.Class ? c.Id : c.Group)
            .Distinct();
        foreach (var truth in truths.Where(t => !task.Labels.Contains(t)))
        {
            faults.Add($"Task '{task.Id}' meets cases whose truth is '{truth}', which is not one of its labels.");
        }

        if (task.Rating is not null && protocol.Questions.All(q => q.Id != task.Rating || q.Kind != QuestionKind.Rating))
        {
            faults.Add($"Task '{task.Id}' is rated by '{task.Rating}', which is not a rating question.");
        }
    }
}
