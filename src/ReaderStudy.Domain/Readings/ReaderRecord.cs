using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Readings;

/// <summary>What the rules of opening look at: one reader's sessions and readings in a study, without any answer.</summary>
/// <param name="Protocol">In force.</param>
/// <param name="Sessions">All of the reader's, with places, by number.</param>
/// <param name="Marks">All of the reader's readings.</param>
/// <param name="InstructionsAcknowledged">Whether the reader acknowledged the instructions as they are in force.</param>
/// <param name="Training">By session: how the training that is finished went.</param>
/// <param name="Deviations">Approved ones of the study.</param>
public sealed record ReaderRecord(
    Protocol Protocol,
    IReadOnlyList<ReadingSession> Sessions,
    IReadOnlyList<ReadingMark> Marks,
    bool InstructionsAcknowledged,
    IReadOnlyDictionary<Guid, TrainingScore> Training,
    IReadOnlyList<Deviation> Deviations
)
{
    private readonly Dictionary<Guid, SessionStanding> _standings = Sessions.ToDictionary(s => s.Id, s => new SessionStanding(s, Marks));

    /// <summary>Whether the reader checked a screen for the study.</summary>
    public bool ScreenChecked { get; init; }

    public SessionStanding StandingOf(ReadingSession session) => _standings[session.Id];

    /// <summary>The training sessions that count: of each arm the last try, with all its parts.</summary>
    public IReadOnlyList<ReadingSession> LastTrainings =>
        Sessions
            .Where(s => s.Kind is SessionKind.Training)
            .GroupBy(s => s.ArmId)
            .SelectMany(arm => arm.GroupBy(s => s.Try).MaxBy(g => g.Key)!)
            .ToList();

    /// <summary>The sum over the parts of a try; null while it is not finished.</summary>
    public TrainingScore? ScoreOf(ReadingSession training)
    {
        var parts = Sessions.Where(s => s.Kind is SessionKind.Training && s.ArmId == training.ArmId && s.Try == training.Try).ToList();
        return parts.All(s => StandingOf(s).IsFinished)
            ? parts.Select(s => Training.GetValueOrDefault(s.Id, TrainingScore.None)).Aggregate((a, b) => a + b)
            : null;
    }

    /// <summary>True once the last try of every arm's training is finished and good enough.</summary>
    public bool HasPassedTraining(TrainingPlan plan) =>
        LastTrainings.Count > 0 && LastTrainings.All(s => ScoreOf(s) is { } score && score.Passes(plan));

    /// <summary>The approved deviation that sets a rule aside at a place; null: there is none.</summary>
    public Deviation? SettingAside(Rule rule, ReadingSession session, int position) =>
        Deviations.FirstOrDefault(d =>
            d.Status is DeviationStatus.Approved
            && d.RuleCode == rule.Code
            && (d.ReaderId is null || d.ReaderId == session.ReaderId)
            && (d.SessionId is null || d.SessionId == session.Id)
            && (d.Position is null || d.Position == position)
        );
}
