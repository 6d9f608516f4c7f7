using System.Text.Json;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Inference;

namespace ReaderStudy.Web.Features.Analysis;

/// <summary>A label that follows from a model's scores.</summary>
/// <param name="Question">The question that it answers.</param>
/// <param name="Label">One of its choices.</param>
public sealed record DerivedLabel(string Question, string Label);

/// <summary>
/// What a model's raw scores answer to a protocol's questions. A question about the group is answered by the group whose classes' logits
/// have the largest log-sum-exp; a question about the class by the class with the largest logit; a task within one truth group by the
/// class with the largest logit of that group, as the published reader study of LiLNet does it. The subtype is thus conditional on the
/// true group and may contradict the model's own group: that is then a finding.
/// </summary>
public static class DerivedLabels
{
    public const string RuleInWords =
        "benign or malignant from the group with the largest log-sum-exp of its classes' logits; the subtype is the class with the largest logit within the true group";

    /// <summary>Scores by class id.</summary>
    public static IReadOnlyDictionary<string, double> Read(string scoresJson) =>
        JsonSerializer.Deserialize<Dictionary<string, double>>(scoresJson) ?? [];

    /// <param name="protocol">Its reference classes name the groups; its tasks what the questions ask for.</param>
    /// <param name="truth">Class of the case by the reference standard.</param>
    /// <param name="scores">Raw logits by class id.</param>
    public static IReadOnlyList<DerivedLabel> Of(Protocol protocol, string truth, IReadOnlyDictionary<string, double> scores)
    {
        var classes = protocol.Reference.Classes.Where(c => scores.ContainsKey(c.Id)).ToList();
        var labels = ClassLabels.Of(
            [.. classes.Select(c => new ModelClass(c.Id, c.Label, c.Group))],
            [.. classes.Select(c => scores[c.Id])]
        );
        var group = protocol.Reference.Find(truth)?.Group;
        return
        [
            .. protocol
                .Tasks.Where(t => t.WithinGroup is null || t.WithinGroup == group)
                .GroupBy(t => t.Question)
                .Select(g => g.OrderBy(t => t.WithinGroup is null ? 0 : 1).First())
                .Select(t => new DerivedLabel(t.Question, LabelFor(t, labels))),
        ];
    }

    private static string LabelFor(AnalysisTask task, ClassLabels labels) =>
        (task.Truth, task.WithinGroup) switch
        {
            (TaskTruth.Group, _) => labels.Group,
            (TaskTruth.Class, null) => labels.Class,
            (TaskTruth.Class, { } within) => labels.ClassWithin(within),
        };
}
