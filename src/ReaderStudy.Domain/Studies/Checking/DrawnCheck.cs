namespace ReaderStudy.Domain.Studies.Checking;

/// <summary>What is drawn on images: the shape of marks, what is asked of each, and the tool of a measurement.</summary>
internal static class DrawnCheck
{
    /// <summary>More would be more than anybody answers of each of many marks.</summary>
    private const int MostPerMark = 10;

    public static IEnumerable<string> FaultsOf(Protocol protocol, Question question)
    {
        var where = $"Question '{question.Id}'";
        if (question.Kind is not QuestionKind.Marks && question.Shape is not null)
        {
            yield return $"{where} names a shape, which only marks have.";
        }

        if (question.Kind is not QuestionKind.Marks && question.PerMark is not null)
        {
            yield return $"{where} asks something of each mark, and does not ask for marks.";
        }

        if (question.Kind is QuestionKind.Measure && question.Tool is null)
        {
            yield return $"{where} asks for a measurement, and does not say with which tool.";
        }
        else if (question.Kind is not QuestionKind.Measure && question.Tool is not null)
        {
            yield return $"{where} names a tool, which only measurements have.";
        }

        foreach (var fault in question.Kind is QuestionKind.Marks ? OfEach(protocol, question, question.PerMark ?? []) : [])
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> OfEach(Protocol protocol, Question question, IReadOnlyList<Question> asked)
    {
        var where = $"Question '{question.Id}'";
        if (asked.Count > MostPerMark)
        {
            yield return $"{where} asks {asked.Count} things of each mark; at most {MostPerMark} are possible.";
        }

        foreach (var inner in asked)
        {
            if (inner.Kind is not (QuestionKind.Choice or QuestionKind.Rating or QuestionKind.Text))
            {
                yield return $"{where} asks '{inner.Id}' of each mark; only choices, ratings and texts can be asked there.";
            }

            if (inner.Columns.Count > 0)
            {
                yield return $"{where} names columns for '{inner.Id}', which is asked of each mark: files hold no such answers.";
            }
        }

        // An id stands for one question, whether it is asked of the case, of a mark, or of a mark of another question.
        string[] others =
        [
            .. protocol.Questions.Select(q => q.Id),
            .. protocol.Questions.TakeWhile(q => q.Id != question.Id).SelectMany(q => q.PerMark ?? []).Select(q => q.Id),
        ];
        var faults = new List<string>();
        ProtocolCheck.Distinct("question", [.. others, .. asked.Select(q => q.Id)], faults);
        var ofOthers = new List<string>();
        ProtocolCheck.Distinct("question", others, ofOthers);
        faults.RemoveAll(ofOthers.Contains);
        faults.AddRange(
            QuestionCheck.OfQuestions(
                protocol with
                {
                    Questions = [.. asked.Where(q => q.Kind is QuestionKind.Choice or QuestionKind.Rating or QuestionKind.Text)],
                }
            )
        );
        foreach (var fault in faults)
        {
            yield return $"{where}, of each mark: {fault}";
        }
    }
}
