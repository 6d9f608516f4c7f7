using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Readings;

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
/// How far all places of a study are. A sequential design's second reading is no count of its own: whether there is one at a place is hidden,
/// so a place is done when all that is asked there is. Answers are not even read.
/// </summary>
public sealed class PlacesRead(ReaderStudyDbContext db)
{
    /// <summary>By the sessions' numbers.</summary>
    public async Task<IReadOnlyList<SessionRead>> Handle(Guid studyId, CancellationToken cancellationToken)
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
        return sessions
            .Select(s => new SessionRead(
                s,
                s.Places.OrderBy(p => p.Position).Select(p => Of(s, p, byPlace[(s.Id, p.CaseId, p.Attempt)].ToList())).ToList()
            ))
            .ToList();
    }

    private static PlaceRead Of(ReadingSession session, SessionPlace place, List<ReadThere> readings)
    {
        var first = readings.Find(r => r.ArmId == session.ArmId);
        if (first is null)
        {
            return new PlaceRead(place.Position, place.CaseId, PlaceState.NotStarted, null, null, null);
        }

        var state = StateOf(first.Status);
        var done = first.LockedAt;
        if (state is PlaceState.Done && session.RevealArmId is { } reveal && place.IsRevealed)
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
