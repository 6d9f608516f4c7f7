using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Blinding;

/// <summary>A model's output as readers see it in an arm with AI; the same form for every case, whatever lies behind it.</summary>
/// <param name="Model">As the arm names it.</param>
/// <param name="Classes">In the protocol's order; empty where there is a label only, or nothing.</param>
/// <param name="Label">The class on top, in words; null: the model gave no output for this case.</param>
public sealed record ShownAi(string Model, IReadOnlyList<ShownClass> Classes, string? Label)
{
    /// <summary>
    /// From raw logits: probabilities by softmax over the protocol's classes. On a catch case the sham class and the class on top change
    /// their scores, so that the numbers look like any other case's.
    /// </summary>
    /// <param name="model">As the arm names it.</param>
    /// <param name="reference">The protocol's classes; scores of others are left out.</param>
    /// <param name="logits">By class id.</param>
    /// <param name="shamClassId">Shown on top; null: the model's own output.</param>
    public static ShownAi OfScores(
        string model,
        ReferenceClasses reference,
        IReadOnlyDictionary<string, double> logits,
        string? shamClassId
    )
    {
        var classes = reference.Classes.Where(c => logits.ContainsKey(c.Id)).ToList();
        if (classes.Count == 0)
        {
            // A catch case too: a class without scores, which no other case has, would give it away.
            return new ShownAi(model, [], null);
        }

        var largest = classes.Max(c => logits[c.Id]);
        var weights = classes.ConvertAll(c => Math.Exp(logits[c.Id] - largest));
        var top = weights.IndexOf(weights.Max());
        var sham = classes.FindIndex(c => c.Id == shamClassId);
        if (sham >= 0)
        {
            (weights[top], weights[sham]) = (weights[sham], weights[top]);
            top = sham;
        }

        var sum = weights.Sum();
        return new ShownAi(
            model,
            classes.Select((c, i) => new ShownClass(c.Id, c.Label, Math.Round(weights[i] / sum, 3))).ToList(),
            classes[top].Label
        );
    }

    /// <summary>From imported labels: what the file says to the protocol's tasks, or what it would say of the sham class.</summary>
    /// <param name="model">As the arm names it.</param>
    /// <param name="protocol">Its tasks say which labels there are.</param>
    /// <param name="labels">By question.</param>
    /// <param name="shamClassId">Shown instead; null: the labels as they stand.</param>
    public static ShownAi OfLabels(string model, Protocol protocol, IReadOnlyDictionary<string, string> labels, string? shamClassId)
    {
        var sham = shamClassId is null ? null : protocol.Reference.Find(shamClassId);
        var words = protocol
            .Tasks.Where(t => labels.ContainsKey(t.Question))
            .DistinctBy(t => t.Question)
            .Select(t => (t.Question, Label: sham is null ? labels[t.Question] : LabelIn(t, sham)))
            .Select(l => protocol.QuestionOf(l.Question).Choices.FirstOrDefault(c => c.Id == l.Label)?.Label ?? l.Label)
            .ToList();
        return new ShownAi(model, [], words.Count == 0 ? null : string.Join(", ", words));
    }

    private static string LabelIn(AnalysisTask task, ReferenceClass sham) =>
        task.Truth switch
        {
            TaskTruth.Class => sham.Id,
            TaskTruth.Group => sham.Group,
        };
}

/// <param name="Id">Of the reference class.</param>
/// <param name="Label">In words.</param>
/// <param name="Score">Probability by softmax, in steps of 0.001.</param>
public sealed record ShownClass(string Id, string Label, double Score);
