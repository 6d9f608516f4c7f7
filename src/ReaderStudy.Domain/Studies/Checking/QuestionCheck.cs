namespace ReaderStudy.Domain.Studies.Checking;

/// <summary>Questions, the conditions under which they are asked, and answers that contradict each other.</summary>
internal static class QuestionCheck
{
    public static IEnumerable<string> FaultsOf(Protocol protocol)
    {
        var faults = OfQuestions(protocol);
        foreach (var check in protocol.Checks)
        {
            Check(protocol, check, faults);
        }

        return faults;
    }

    /// <summary>Of the questions alone.</summary>
    internal static List<string> OfQuestions(Protocol protocol)
    {
        var faults = new List<string>();
        foreach (var question in protocol.Questions)
        {
            Check(protocol, question, faults);
        }

        return faults;
    }

    private static void Check(Protocol protocol, Question question, List<string> faults)
    {
        var where = $"Question '{question.Id}'";
        if (string.IsNullOrWhiteSpace(question.Text))
        {
            faults.Add($"{where} has no text.");
        }

        CheckOrder(protocol, question.Id, question.When, faults);
        QuestionPartCheck.Check(question, faults);
        foreach (var side in question.Sides ?? [])
        {
            CheckOrder(protocol, question.Id, side.When, faults);
        }

        faults.AddRange(DrawnCheck.FaultsOf(protocol, question));
        switch (question.Kind)
        {
            case QuestionKind.Choice or QuestionKind.Ordinal or QuestionKind.Multiple:
                ProtocolCheck.Distinct($"choice of question '{question.Id}'", question.Choices.Select(c => c.Id), faults);
                foreach (var choice in question.Choices)
                {
                    CheckOrder(protocol, question.Id, choice.When, faults);
                    if (choice.Id.Contains('|', StringComparison.Ordinal))
                    {
                        faults.Add($"Choice '{choice.Id}' of question '{question.Id}' holds a '|', which separates several answers.");
                    }
                }

                break;
            case QuestionKind.Rating or QuestionKind.Number or QuestionKind.Marks:
                if (question.Minimum >= question.Maximum)
                {
                    faults.Add($"{where} rates from {question.Minimum} to {question.Maximum}: the first must be the smaller.");
                }
                else if (question.Minimum < -Question.LargestRating || question.Maximum > Question.LargestRating)
                {
                    faults.Add(
                        $"{where} rates from {question.Minimum} to {question.Maximum}; {-Question.LargestRating} to {Question.LargestRating} are possible."
                    );
                }

                break;
            case QuestionKind.Text or QuestionKind.Mask or QuestionKind.Measure:
                break;
        }
    }

    private static void Check(Protocol protocol, ConsistencyCheck check, List<string> faults)
    {
        var where = $"Consistency check '{check.Id}'";
        if (string.IsNullOrWhiteSpace(check.Message))
        {
            faults.Add($"{where} tells the reader nothing.");
        }

        if (check.When.Count == 0)
        {
            faults.Add($"{where} has no conditions.");
        }

        foreach (var condition in check.When)
        {
            if (protocol.Questions.FirstOrDefault(q => q.Id == condition.Question) is { } question)
            {
                CheckValues(where, question, condition, faults);
            }
            else
            {
                faults.Add($"{where} looks at '{condition.Question}', which is not asked.");
            }
        }
    }

    /// <summary>A condition looks back: at a question that stands before the one it governs.</summary>
    private static void CheckOrder(Protocol protocol, string questionId, Condition? condition, List<string> faults)
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

        CheckValues($"Question '{questionId}'", earlier, condition, faults);
    }

    private static void CheckValues(string where, Question earlier, Condition condition, List<string> faults)
    {
        var hasBounds = condition.AtLeast is not null || condition.AtMost is not null;
        if (hasBounds && condition.Is.Count > 0)
        {
            faults.Add($"{where} depends on values and on bounds of '{earlier.Id}'; only one of them is possible.");
        }
        else if (!hasBounds && condition.Is.Count == 0)
        {
            faults.Add($"{where} depends on '{earlier.Id}', and does not say on which answers.");
        }
        else if (hasBounds && earlier.Kind is not (QuestionKind.Rating or QuestionKind.Number))
        {
            faults.Add($"{where} depends on bounds of '{earlier.Id}', which is not a rating or number.");
        }
        else if (hasBounds)
        {
            var (least, most) = (condition.AtLeast ?? earlier.Minimum, condition.AtMost ?? earlier.Maximum);
            if (least > most || least > earlier.Maximum || most < earlier.Minimum)
            {
                faults.Add($"{where} depends on '{earlier.Id}' from {least} to {most}, which no rating meets.");
            }
        }

        foreach (var value in condition.Is.Where(v => earlier.Choices.All(c => c.Id != v)))
        {
            faults.Add($"{where} depends on '{earlier.Id}' being '{value}', which is not one of its choices.");
        }
    }
}
