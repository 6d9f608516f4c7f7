using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Readings;

/// <summary>How a training went: right answers of those that are scored. A case that was skipped is scored, and not right.</summary>
/// <param name="Right">Answers that agree with the reference standard.</param>
/// <param name="Scored">Cases of which the protocol's training task asks.</param>
public sealed record TrainingScore(int Right, int Scored)
{
    public static TrainingScore None { get; } = new(0, 0);

    /// <summary>True when at least the required per cent is right, or none is required; nothing scored passes no gate.</summary>
    public bool Passes(TrainingPlan plan) => plan.RequiredPercent == 0 || (Scored > 0 && 100 * Right >= plan.RequiredPercent * Scored);

    public static TrainingScore operator +(TrainingScore left, TrainingScore right) =>
        new(left.Right + right.Right, left.Scored + right.Scored);

    public static TrainingScore Add(TrainingScore left, TrainingScore right) => left + right;

    /// <summary>The answer that is right for a case; null where the task does not ask of it.</summary>
    /// <param name="task">The training's task.</param>
    /// <param name="truth">Class of the reference standard.</param>
    public static string? RightAnswer(AnalysisTask task, ReferenceClass truth)
    {
        var label = task.Truth switch
        {
            TaskTruth.Class => truth.Id,
            TaskTruth.Group => truth.Group,
        };
        return (task.WithinGroup is null || task.WithinGroup == truth.Group) && task.Labels.Contains(label) ? label : null;
    }
}
