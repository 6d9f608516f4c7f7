using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Domain.Readings;

/// <summary>A reading without what it says: where it stands in time.</summary>
/// <param name="SessionId">Its session.</param>
/// <param name="CaseId">Its case.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="ArmId">Its arm.</param>
/// <param name="Status">How far it is.</param>
/// <param name="OpenedAt">When.</param>
/// <param name="LockedAt">When it became final; null while it is not.</param>
public sealed record ReadingMark(
    Guid SessionId,
    Guid CaseId,
    int Attempt,
    string ArmId,
    ReadingStatus Status,
    DateTimeOffset OpenedAt,
    DateTimeOffset? LockedAt
)
{
    public bool IsFinal => Status is ReadingStatus.Locked or ReadingStatus.Skipped;
}

/// <summary>Where a reader stands in a session: which places are done, and which stage of which case is read now.</summary>
public sealed class SessionStanding
{
    private readonly ReadingSession _session;
    private readonly Dictionary<(Guid CaseId, int Attempt, string ArmId), ReadingMark> _marks;

    /// <param name="session">With its places.</param>
    /// <param name="marks">Readings of this session; others are passed over.</param>
    public SessionStanding(ReadingSession session, IEnumerable<ReadingMark> marks)
    {
        _session = session;
        _marks = marks.Where(m => m.SessionId == session.Id).ToDictionary(m => (m.CaseId, m.Attempt, m.ArmId));
        var open = session.Places.OrderBy(p => p.Position).FirstOrDefault(p => !IsDone(p));
        Position = open?.Position;
        Done = session.Places.Count(IsDone);
    }

    /// <summary>The place to read now, from 1; null when all are done.</summary>
    public int? Position { get; }

    /// <summary>Places that are locked or skipped, in both stages where there are two.</summary>
    public int Done { get; }

    public bool IsFinished => Position is null;

    /// <summary>True once something of the session was opened.</summary>
    public bool HasBegun => _marks.Count > 0;

    /// <summary>The stage that is on the screen at a place: the one to read now, or the last one that was read.</summary>
    public ReadingStage StageAt(SessionPlace place) =>
        _session.RevealArmId is null ? ReadingStage.Only
        : IsRevealedNow(place) ? ReadingStage.Aided
        : ReadingStage.Unaided;

    /// <summary>The arm in which a stage is read.</summary>
    /// <exception cref="BrokenRuleException">The session has no such stage.</exception>
    public static string ArmOf(ReadingSession session, ReadingStage stage) =>
        stage switch
        {
            ReadingStage.Only when session.RevealArmId is null => session.ArmId,
            ReadingStage.Unaided when session.RevealArmId is not null => session.ArmId,
            ReadingStage.Aided when session.RevealArmId is { } reveal => reveal,
            ReadingStage.Only or ReadingStage.Unaided or ReadingStage.Aided => throw new BrokenRuleException(ReadingRoomRules.StageIsKnown),
        };

    /// <summary>The reading of a stage; null: not opened.</summary>
    public ReadingMark? MarkOf(SessionPlace place, string armId) => _marks.GetValueOrDefault((place.CaseId, place.Attempt, armId));

    /// <summary>True when nothing is left to read at a place. A case that was skipped unaided is not revealed.</summary>
    public bool IsDone(SessionPlace place) =>
        MarkOf(place, _session.ArmId) is { IsFinal: true } first
        && (!IsRevealedAfter(first, place) || MarkOf(place, _session.RevealArmId!) is { IsFinal: true });

    private bool IsRevealedNow(SessionPlace place) =>
        MarkOf(place, _session.ArmId) is { IsFinal: true } first && IsRevealedAfter(first, place);

    private bool IsRevealedAfter(ReadingMark unaided, SessionPlace place) =>
        _session.RevealArmId is not null && place.IsRevealed && unaided.Status is ReadingStatus.Locked;
}
