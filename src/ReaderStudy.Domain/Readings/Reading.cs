using ReaderStudy.Domain.Studies;
using static ReaderStudy.Domain.Rule;

namespace ReaderStudy.Domain.Readings;

public enum ReadingStatus
{
    /// <summary>The case is on the reader's screen; nothing is answered.</summary>
    Opened,

    /// <summary>Some answers are saved.</summary>
    Draft,

    /// <summary>Final.</summary>
    Locked,
}

/// <summary>
/// One reader x one case x one arm x one session x one attempt. Answers live in <see cref="ReadingRevision"/>s, which are only ever added.
/// </summary>
public sealed class Reading
{
    public static readonly Rule NoEditAfterLock = new("reading.no-edit-after-lock", "A locked reading cannot be changed.");
    public static readonly Rule AnswersAreValid = new("reading.answers-valid", "The answers do not fit the questions.");
    public static readonly Rule AnswersAreComplete = new(
        "reading.answers-complete",
        "Everything that is asked must be answered before the reading is locked."
    );

    private readonly List<ReadingRevision> _revisions = [];

    private Reading() { }

    public Guid Id { get; private set; }

    public Guid StudyId { get; private set; }

    public Guid ReaderId { get; private set; }

    public Guid CaseId { get; private set; }

    public string ArmId { get; private set; } = "";

    public Guid SessionId { get; private set; }

    public int Attempt { get; private set; }

    public ReadingStatus Status { get; private set; }

    public DateTimeOffset OpenedAt { get; private set; }

    public DateTimeOffset? LockedAt { get; private set; }

    /// <summary>In the order in which they were saved; the last one counts.</summary>
    public IReadOnlyList<ReadingRevision> Revisions => _revisions;

    /// <summary>The revision that counts; null while nothing was saved.</summary>
    public ReadingRevision? Latest => _revisions.MaxBy(r => r.Number);

    public static Reading Open(ReadingSession session, SessionPlace place, DateTimeOffset at) =>
        new()
        {
            Id = Guid.CreateVersion7(at),
            StudyId = session.StudyId,
            ReaderId = session.ReaderId,
            CaseId = place.CaseId,
            ArmId = session.ArmId,
            SessionId = session.Id,
            Attempt = place.Attempt,
            OpenedAt = at,
        };

    /// <summary>Autosave. A save with a client sequence that is not newer than the last is ignored: it was overtaken.</summary>
    /// <returns>The revision that counts now.</returns>
    public ReadingRevision SaveDraft(Protocol protocol, AnswerSheet answers, long clientSequence, string? timesJson, DateTimeOffset at)
    {
        if (Latest is { } latest && clientSequence <= latest.ClientSequence)
        {
            return latest;
        }

        Require(Status is not ReadingStatus.Locked, NoEditAfterLock);
        RequireValid(protocol, answers);
        Status = ReadingStatus.Draft;
        return Add(RevisionKind.Draft, answers, clientSequence, timesJson, at);
    }

    /// <summary>Final answers. Locking again with the same answers is harmless.</summary>
    public ReadingRevision Lock(Protocol protocol, AnswerSheet answers, long clientSequence, string? timesJson, DateTimeOffset at)
    {
        if (Status is ReadingStatus.Locked)
        {
            Require(Latest!.AnswersJson == answers.ToJson(), NoEditAfterLock);
            return Latest;
        }

        RequireValid(protocol, answers);
        var missing = answers.MissingIn(protocol);
        Require(missing.Count == 0, AnswersAreComplete, "Missing: " + string.Join(", ", missing) + ".");
        Status = ReadingStatus.Locked;
        LockedAt = at;
        return Add(RevisionKind.Lock, answers, clientSequence, timesJson, at);
    }

    /// <summary>A finished reading from a file, taken as it stands: irregular answers are kept and reported, never mended.</summary>
    public static Reading Import(ReadingSession session, SessionPlace place, AnswerSheet answers, DateTimeOffset at)
    {
        var reading = Open(session, place, at);
        reading.Status = ReadingStatus.Locked;
        reading.LockedAt = at;
        reading.Add(RevisionKind.Import, answers, 0, null, at);
        return reading;
    }

    private static void RequireValid(Protocol protocol, AnswerSheet answers)
    {
        var faults = answers.FaultsIn(protocol);
        Require(faults.Count == 0, AnswersAreValid, string.Join(" ", faults));
    }

    private ReadingRevision Add(RevisionKind kind, AnswerSheet answers, long clientSequence, string? timesJson, DateTimeOffset at)
    {
        var revision = new ReadingRevision(Id, _revisions.Count + 1, kind, answers.ToJson(), clientSequence, timesJson, at);
        _revisions.Add(revision);
        return revision;
    }
}
