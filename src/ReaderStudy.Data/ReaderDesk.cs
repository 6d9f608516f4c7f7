using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data;

/// <summary>
/// The only door to data for reading pages. Everything is asked for by session and position, for one person; what comes back has no place
/// for truth, predictions, other readers' answers, names, dates or UIDs.
/// </summary>
public sealed class ReaderDesk(ReaderStudyDbContext db, AuditTrail audit, TimeProvider clock)
{
    public static readonly Rule InOrder = new("session.in-order", "Cases are read in the order of the session.");

    /// <summary>The person's sessions in all studies that are or were open for reading, oldest first.</summary>
    public async Task<IReadOnlyList<MySession>> SessionsAsync(Guid personId, CancellationToken cancellationToken)
    {
        var sessions = await (
            from session in db.ReadingSessions
            join reader in db.StudyReaders on session.ReaderId equals reader.Id
            join study in db.Studies on session.StudyId equals study.Id
            where reader.PersonId == personId
            orderby study.SealedAt, session.Number
            select new
            {
                session.Id,
                session.ArmId,
                study.Name,
                study.Status,
                study.ProtocolText,
                Total = session.Places.Count,
                Locked = db.Readings.Count(r => r.SessionId == session.Id && r.Status == ReadingStatus.Locked),
            }
        ).ToListAsync(cancellationToken);
        return sessions
            .Select(s => new MySession(
                s.Id,
                s.Name,
                ArmName(ProtocolJson.Read(s.ProtocolText), s.ArmId),
                s.Total,
                s.Locked,
                s.Status is StudyStatus.Sealed or StudyStatus.Reading
            ))
            .ToList();
    }

    /// <summary>The person's own pace: median time from opening a case to locking it, by session; sessions without a locked case are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, TimeSpan>> PacesAsync(Guid personId, CancellationToken cancellationToken)
    {
        var readings = await (
            from reading in db.Readings
            join reader in db.StudyReaders on reading.ReaderId equals reader.Id
            where reader.PersonId == personId && reading.LockedAt != null
            select new
            {
                reading.SessionId,
                reading.OpenedAt,
                LockedAt = reading.LockedAt!.Value,
            }
        ).ToListAsync(cancellationToken);
        return readings
            .GroupBy(r => r.SessionId)
            .ToDictionary(g => g.Key, g => Pace.MedianOf(g.Select(r => r.LockedAt - r.OpenedAt))!.Value);
    }

    /// <summary>Where the session stands and what is asked in it.</summary>
    public async Task<SessionState> StateAsync(Guid personId, Guid sessionId, CancellationToken cancellationToken)
    {
        var (study, session) = await FindAsync(personId, sessionId, cancellationToken);
        var locked = await LockedPositionsAsync(session, cancellationToken);
        var protocol = study.Protocol;
        return new SessionState(
            session.Id,
            study.Name,
            ArmName(protocol, session.ArmId),
            session.Places.Count,
            CurrentPosition(session, locked),
            locked.Count,
            study.IsOpenForReading,
            protocol.Questions,
            protocol.Hanging,
            protocol.Instructions
        );
    }

    /// <summary>
    /// The case at a position with the reader's own answers. The current case is thereby opened; the next one may be fetched ahead, which
    /// leaves no trace in its reading; earlier ones may be looked at again.
    /// </summary>
    public async Task<DeskCase> OpenAsync(Guid personId, Guid sessionId, int position, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (study, session) = await FindAsync(personId, sessionId, cancellationToken);
            var current = CurrentPosition(session, await LockedPositionsAsync(session, cancellationToken));
            var place = PlaceAt(session, position, current);
            var reading = await ReadingAtAsync(session, place, cancellationToken);
            try
            {
                if (reading is null && position == current)
                {
                    reading = await OpenReadingAsync(study, session, place, personId, cancellationToken);
                }
            }
            catch (DbUpdateException) when (attempt < 4)
            {
                // Another tab opened the same case, or another reader opened the study's first one, at the same moment: look again.
                db.ChangeTracker.Clear();
                continue;
            }

            return Shown(position, await SeriesAsync(study, place, cancellationToken), reading);
        }
    }

    private async Task<Reading> OpenReadingAsync(
        Study study,
        ReadingSession session,
        SessionPlace place,
        Guid personId,
        CancellationToken cancellationToken
    )
    {
        study.BeginReading();
        var reading = Reading.Open(session, place, clock.GetUtcNow());
        db.Readings.Add(reading);
        audit.Record("reading.opened", personId, study.Id, $"reading {reading.Id}");
        await db.SaveChangesAsync(cancellationToken);
        return reading;
    }

    private static DeskCase Shown(int position, IReadOnlyList<Series> series, Reading? reading) =>
        new(
            new BlindedCase(position, $"Case {position}", series.Select(Blind).ToList()),
            reading?.Status,
            reading?.Latest?.ClientSequence ?? 0,
            reading?.Latest is { } latest ? AnswerSheet.FromJson(latest.AnswersJson) : AnswerSheet.Empty,
            reading?.Latest?.SavedAt
        );

    /// <summary>The stored images of one series of a case, in the order of the stack; for the server's own use, never for a payload.</summary>
    /// <returns>File keys of the image store.</returns>
    public async Task<IReadOnlyList<string>> StackAsync(
        Guid personId,
        Guid sessionId,
        int position,
        int seriesIndex,
        CancellationToken cancellationToken
    )
    {
        var (study, session) = await FindAsync(personId, sessionId, cancellationToken);
        var place = PlaceAt(session, position, CurrentPosition(session, await LockedPositionsAsync(session, cancellationToken)));
        var series = await SeriesAsync(study, place, cancellationToken);
        if (seriesIndex < 0 || seriesIndex >= series.Count)
        {
            throw new NotFoundException("series");
        }

        return series[seriesIndex]
            .Instances.OrderBy(i => i.Position)
            .ThenBy(i => i.SopInstanceUid, StringComparer.Ordinal)
            .Select(i => i.FileKey)
            .ToList();
    }

    /// <summary>Autosave of the current case.</summary>
    public Task<SavedAnswers> SaveDraftAsync(
        Guid personId,
        Guid sessionId,
        int position,
        AnswerSheet answers,
        long clientSequence,
        string? timesJson,
        CancellationToken cancellationToken
    ) =>
        WriteAsync(
            personId,
            sessionId,
            position,
            (reading, protocol, at) => reading.SaveDraft(protocol, answers, clientSequence, timesJson, at),
            cancellationToken
        );

    /// <summary>Locks the current case; locking it twice with the same answers is harmless.</summary>
    public Task<SavedAnswers> LockAsync(
        Guid personId,
        Guid sessionId,
        int position,
        AnswerSheet answers,
        long clientSequence,
        string? timesJson,
        CancellationToken cancellationToken
    ) =>
        WriteAsync(
            personId,
            sessionId,
            position,
            (reading, protocol, at) => reading.Lock(protocol, answers, clientSequence, timesJson, at),
            cancellationToken
        );

    private async Task<SavedAnswers> WriteAsync(
        Guid personId,
        Guid sessionId,
        int position,
        Func<Reading, Protocol, DateTimeOffset, ReadingRevision> write,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var (study, session) = await FindAsync(personId, sessionId, cancellationToken);
            var locked = await LockedPositionsAsync(session, cancellationToken);
            var place = PlaceAt(session, position, CurrentPosition(session, locked));
            var reading = await ReadingAtAsync(session, place, cancellationToken);
            Rule.Require(reading is not null, InOrder, $"Case {position} is not open.");
            var before = (reading!.Status, reading.Revisions.Count);
            var revision = write(reading, study.Protocol, clock.GetUtcNow());
            if (reading.Revisions.Count > before.Count)
            {
                Rule.Require(study.IsOpenForReading, Study.ReadingIsOpen);

                // Written with the study's status as it was read: a data lock at the same moment makes this fail, and be refused by the rule above.
                db.Entry(study).Property(s => s.Status).IsModified = true;
                var isLocked = reading.Status != before.Status && reading.Status is ReadingStatus.Locked;
                var action = isLocked ? "reading.locked" : "reading.saved";
                audit.Record(action, personId, study.Id, $"reading {reading.Id}", $"revision {revision.Number}");
            }

            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException) when (attempt < 4)
            {
                // Another tab or request of the same reader was faster: look again at what is there, and apply the rules to that.
                db.ChangeTracker.Clear();
                continue;
            }

            var nowLocked = reading.Status is ReadingStatus.Locked ? [.. locked, position] : locked;
            return new SavedAnswers(revision.SavedAt, revision.ClientSequence, reading.Status, CurrentPosition(session, nowLocked));
        }
    }

    private async Task<(Study Study, ReadingSession Session)> FindAsync(Guid personId, Guid sessionId, CancellationToken cancellationToken)
    {
        var session = await db.ReadingSessions.Include(s => s.Places).SingleOrDefaultAsync(s => s.Id == sessionId, cancellationToken);
        if (session is null || !await db.StudyReaders.AnyAsync(r => r.Id == session.ReaderId && r.PersonId == personId, cancellationToken))
        {
            throw new NotFoundException("session");
        }

        return (await db.Studies.SingleAsync(s => s.Id == session.StudyId, cancellationToken), session);
    }

    private async Task<HashSet<int>> LockedPositionsAsync(ReadingSession session, CancellationToken cancellationToken)
    {
        var locked = await db
            .Readings.Where(r => r.SessionId == session.Id && r.Status == ReadingStatus.Locked)
            .Select(r => new { r.CaseId, r.Attempt })
            .ToListAsync(cancellationToken);
        var places = session.Places.ToDictionary(p => new { p.CaseId, p.Attempt }, p => p.Position);
        return locked.Select(r => places[r]).ToHashSet();
    }

    /// <summary>The first position that is not locked; null when all are.</summary>
    private static int? CurrentPosition(ReadingSession session, HashSet<int> locked) =>
        Enumerable.Range(1, session.Places.Count).Where(p => !locked.Contains(p)).Select(p => (int?)p).FirstOrDefault();

    private static SessionPlace PlaceAt(ReadingSession session, int position, int? current)
    {
        if (position < 1 || position > session.Places.Count)
        {
            throw new NotFoundException("case");
        }

        Rule.Require(position <= (current ?? session.Places.Count) + 1, InOrder, $"Case {current} comes before case {position}.");
        return session.Places.Single(p => p.Position == position);
    }

    private Task<Reading?> ReadingAtAsync(ReadingSession session, SessionPlace place, CancellationToken cancellationToken) =>
        db
            .Readings.Include(r => r.Revisions)
            .SingleOrDefaultAsync(
                r => r.SessionId == session.Id && r.CaseId == place.CaseId && r.Attempt == place.Attempt,
                cancellationToken
            );

    /// <summary>The series of the phases that the protocol hangs, in its order; all of them where it names none or none of those is there.</summary>
    private async Task<IReadOnlyList<Series>> SeriesAsync(Study study, SessionPlace place, CancellationToken cancellationToken)
    {
        var all = await db
            .Series.AsNoTracking()
            .Include(s => s.Instances.Where(i => i.ExclusionReason == null))
            .Where(s => s.CaseId == place.CaseId && s.ExclusionReason == null)
            .ToListAsync(cancellationToken);
        var phases = study.Protocol.Hanging.Phases.ToList();
        var hung = all.Where(s => phases.Contains(PhaseNames.IdOf(s.Phase)))
            .OrderBy(s => phases.IndexOf(PhaseNames.IdOf(s.Phase)))
            .ThenBy(s => s.SeriesUid, StringComparer.Ordinal)
            .ToList();
        return hung.Count > 0 ? hung : all.OrderBy(s => s.Phase).ThenBy(s => s.SeriesUid, StringComparer.Ordinal).ToList();
    }

    private static BlindedSeries Blind(Series series, int index) =>
        new(index, series.Phase, series.Instances.Count, series.Rows, series.Columns, series.Instances.Count / 2);

    private static string ArmName(Protocol protocol, string armId) => protocol.Arms.FirstOrDefault(a => a.Id == armId)?.Name ?? armId;
}
