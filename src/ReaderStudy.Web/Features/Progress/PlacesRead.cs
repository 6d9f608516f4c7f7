using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Progress;

/// <summary>One place of a session, and how far it is.</summary>
/// <param name="Position">In the session, from 1.</param>
/// <param name="CaseId">For the washout alone; never shown.</param>
/// <param name="State">How far.</param>
/// <param name="OpenedAt">Null: not opened.</param>
/// <param name="FirstLockedAt">When the first reading there was locked; the time per case is told by it, whether or not a second follows.</param>
/// <param name="DoneAt">When the place was done with; null before.</param>
public sealed record PlaceRead(
    int Position,
    Guid CaseId,
    PlaceState State,
    DateTimeOffset? OpenedAt,
    DateTimeOffset? FirstLockedAt,
    DateTimeOffset? DoneAt
)
{
    public bool IsDone => State is PlaceState.Done or PlaceState.Skipped;
}

/// <param name="Session">With its places.</param>
/// <param name="Places">By position.</param>
public sealed record SessionRead(ReadingSession Session, IReadOnlyList<PlaceRead> Places)
{
    public int Done => Places.Count(p => p.State == PlaceState.Done);

    public int Skipped => Places.Count(p => p.State == PlaceState.Skipped);

    public int Begun => Places.Count(p => p.State is PlaceState.Open or PlaceState.Draft);

    public int Left => Places.Count(p => !p.IsDone);
}

/// <summary>
/// How far all places of a study are. A sequential design's second reading is no count of its own: a place is done when all that is asked there
/// is. Answers are not even read.
/// </summary>
public sealed class PlacesRead(ReaderStudyDbContext db)
{
    /// <summary>
    /// What those who wait for the data lock are told. Which places a sequential design reveals is hidden from them, and would be plain from the
    /// places that stay begun after their first lock; so while any place waits for its first reading, that reading alone is told of. What is then
    /// left is told as it is: somebody must see whom the lock waits for.
    /// </summary>
    public async Task<IReadOnlyList<SessionRead>> ToldAsync(Study study, CancellationToken cancellationToken)
    {
        var (exact, first) = await BothAsync(study.Id, cancellationToken);
        return study.IsOpenForReading && first.Any(s => s.Left > 0) ? first : exact;
    }

    /// <summary>As it is, by the sessions' numbers.</summary>
    public async Task<IReadOnlyList<SessionRead>> Handle(Guid studyId, CancellationToken cancellationToken) =>
        (await BothAsync(studyId, cancellationToken)).Exact;

    private async Task<(IReadOnlyList<SessionRead> Exact, IReadOnlyList<SessionRead> First)> BothAsync(
        Guid studyId,
        CancellationToken cancellationToken
    )
    {
        var sessions = await db
            .ReadingSessions.AsNoTracking()
            .Include(s => s.Places)
            .Where(s => s.StudyId == studyId)
            .OrderBy(s => s.Number)
            .ToListAsync(cancellationToken);
        var readings = await db
            .Readings.AsNoTracking()
            .Where(r => r.StudyId == studyId)
            .Select(r => new ReadThere(r.SessionId, r.CaseId, r.Attempt, r.ArmId, r.Status, r.OpenedAt, r.LockedAt))
            .ToListAsync(cancellationToken);
        var byPlace = readings.ToLookup(r => (r.SessionId, r.CaseId, r.Attempt));
        List<SessionRead> All(bool firstAlone) =>
            sessions
                .Select(s => new SessionRead(
                    s,
                    s.Places.OrderBy(p => p.Position)
                        .Select(p => Of(s, p, byPlace[(s.Id, p.CaseId, p.Attempt)].ToList(), firstAlone))
                        .ToList()
                ))
                .ToList();
        return (All(firstAlone: false), All(firstAlone: true));
    }

    private static PlaceRead Of(ReadingSession session, SessionPlace place, List<ReadThere> readings, bool firstAlone)
    {
        var first = readings.Find(r => r.ArmId == session.ArmId);
        if (first is null)
        {
            return new PlaceRead(place.Position, place.CaseId, PlaceState.NotStarted, null, null, null);
        }

        var state = StateOf(first.Status);
        var done = first.LockedAt;
        if (!firstAlone && state is PlaceState.Done && session.RevealArmId is { } reveal && place.IsRevealed)
        {
            var second = readings.Find(r => r.ArmId == reveal);
            state =
                second is not null && StateOf(second.Status) is PlaceState.Done or PlaceState.Skipped ? PlaceState.Done : PlaceState.Draft;
            done = second?.LockedAt;
        }

        return new PlaceRead(
            place.Position,
            place.CaseId,
            state,
            first.OpenedAt,
            first.LockedAt,
            state is PlaceState.Done or PlaceState.Skipped ? done ?? first.OpenedAt : null
        );
    }

    private static PlaceState StateOf(ReadingStatus status) =>
        status switch
        {
            ReadingStatus.Opened => PlaceState.Open,
            ReadingStatus.Draft => PlaceState.Draft,
            ReadingStatus.Locked => PlaceState.Done,
            ReadingStatus.Skipped => PlaceState.Skipped,
        };

    private sealed record ReadThere(
        Guid SessionId,
        Guid CaseId,
        int Attempt,
        string ArmId,
        ReadingStatus Status,
        DateTimeOffset OpenedAt,
        DateTimeOffset? LockedAt
    );
}
