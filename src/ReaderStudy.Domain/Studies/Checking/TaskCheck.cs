namespace ReaderStudy.Domain.Studies.Checking;

/// <summary>Tasks: what is scored must be asked, and every truth must have its label.</summary>
internal static class TaskCheck
{
    public static IEnumerable<string> FaultsOf(Protocol protocol)
    {
        var faults = new List<string>();
        foreach (var task in protocol.Tasks)
        {
            Check(protocol, task, faults);
        }

        return faults;
    }

    private static void Check(Protocol protocol, AnalysisTask task, List<string> faults)
    {
        ProtocolCheck.Distinct($"label of task '{task.Id}'", task.Labels, faults);
        var question = protocol.Questions.FirstOrDefault(q => q.Id == task.Question);
        if (question is null)
        {
            faults.Add($"Task '{task.Id}' scores question '{task.Question}', which is not asked.");
        }
        else if (question.Kind is QuestionKind.Multiple)
        {
            faults.Add($"Task '{task.Id}' scores question '{task.Question}', which takes several answers at once.");
        }
        else if (task.Mapping is null)
        {
            foreach (var label in task.Labels.Where(l => question.Choices.All(c => c.Id != l)))
            {
                faults.Add($"Task '{task.Id}' has the label '{label}', which is not a choice of question '{task.Question}'.");
            }
        }
        else
        {
            CheckMapping(task, task.Mapping, question, faults);
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

        if (task.Rating is not null && protocol.Questions.All(q => q.Id != task.Rating || !q.Kind.IsRated()))
        {
            faults.Add($"Task '{task.Id}' is rated by '{task.Rating}', which is not a rating question.");
        }
    }

    private static void CheckMapping(AnalysisTask task, IReadOnlyList<ChoiceLabel> mapping, Question question, List<string> faults)
    {
        ProtocolCheck.Distinct($"mapped choice of task '{task.Id}'", mapping.Select(m => m.Choice), faults);
        foreach (var (choice, label) in mapping)
        {
            if (question.Choices.All(c => c.Id != choice))
            {
                faults.Add($"Task '{task.Id}' maps '{choice}', which is not a choice of question '{task.Question}'.");
            }

            if (!task.Labels.Contains(label))
            {
                faults.Add($"Task '{task.Id}' counts '{choice}' as '{label}', which is not one of its labels.");
            }
        }

        foreach (var choice in question.Choices.Where(c => !task.Labels.Contains(task.LabelOf(c.Id))))
        {
            faults.Add($"Task '{task.Id}' does not say which label '{choice.Id}' counts as.");
        }

        foreach (var label in task.Labels.Where(l => question.Choices.All(c => task.LabelOf(c.Id) != l)))
        {
            faults.Add($"Task '{task.Id}' has the label '{label}', which no choice of question '{task.Question}' counts as.");
        }
    }
}
