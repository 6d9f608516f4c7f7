using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Progress;

/// <summary>
/// Counts places by state, day and reader. Answers, truths and cases' codes are not even read; arms are named once the allocation may be seen,
/// times are told by reader and never by session, so that neither tells an arm.
/// </summary>
public sealed class WatchProgress(ReaderStudyDbContext db, PlacesRead places, TimeProvider clock)
{
    /// <summary>Longest row of squares.</summary>
    public const int MostSquares = 240;

    /// <summary>How many days are listed.</summary>
    public const int MostDays = 14;

    public async Task<ProgressPage> Handle(StudyPass pass, CancellationToken cancellationToken)
    {
        var study = pass.Study;
        var sessions = await places.ToldAsync(study, cancellationToken);
        var protocol = study.Protocol;
        var queried = (
            await db.Queries.AsNoTracking().Include(q => q.Messages).Where(q => q.StudyId == study.Id).ToListAsync(cancellationToken)
        )
            .Where(q => q.IsPending)
            .Select(q => (q.SessionId, q.Position))
            .ToHashSet();
        var perSquare = sessions.Count == 0 ? 1 : Math.Max(1, (sessions.Max(s => s.Places.Count) + MostSquares - 1) / MostSquares);
        var names = SessionName.Of(sessions.Select(s => s.Session).ToList());
        var arms = pass.Sees(StudyItems.Allocation) ? protocol.Arms.ToDictionary(a => a.Id, a => a.Name) : [];
        var ahead = sessions.GroupBy(s => s.Session.ReaderId).ToDictionary(g => g.Key, g => WashoutAhead.Of([.. g], protocol.Design));
        var now = clock.GetUtcNow();
        var opens = ahead.Values.SelectMany(a => a).ToDictionary(a => a.SessionId, a => a.Ahead.OpensAt > now ? a.Ahead.OpensAt : null);
        var readers = await ReadersAsync(pass, sessions, ahead, now, cancellationToken);
        return new ProgressPage(
            study,
            readers,
            sessions
                .Select(s => new SessionProgress(
                    s.Session.Id,
                    study.Readers.Single(r => r.Id == s.Session.ReaderId).Name,
                    names[s.Session.Id] + (arms.TryGetValue(s.Session.ArmId, out var arm) ? $", {arm}" : ""),
                    s.Places.Count,
                    s.Done,
                    s.Skipped,
                    s.Begun,
                    opens[s.Session.Id],
                    Squares(s, queried, perSquare)
                ))
                .ToList(),
            Days(sessions, readers),
            perSquare
        );
    }

    private async Task<List<ReaderProgress>> ReadersAsync(
        StudyPass pass,
        IReadOnlyList<SessionRead> sessions,
        Dictionary<Guid, IReadOnlyList<(Guid SessionId, SessionAhead Ahead)>> ahead,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var study = pass.Study;
        var people = study.Readers.Select(r => r.PersonId).OfType<Guid>().ToList();
        var emails = pass.Is(StudyRole.Coordinator)
            ? await db.Users.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Email, cancellationToken)
            : [];
        var reminded = (
            await db.Reminders.Where(r => r.StudyId == study.Id).Select(r => new { r.ReaderId, r.SentAt }).ToListAsync(cancellationToken)
        )
            .GroupBy(r => r.ReaderId)
            .ToDictionary(g => g.Key, g => g.Max(r => r.SentAt));
        var bySession = sessions.ToLookup(s => s.Session.ReaderId);
        var done = study.Readers.Select(r => bySession[r.Id].Sum(s => s.Done + s.Skipped)).ToList();
        return study
            .Readers.OrderBy(r => r.Id)
            .Where(r => bySession[r.Id].Any())
            .Select(r =>
            {
                var own = bySession[r.Id].SelectMany(s => s.Places).ToList();
                var finished = own.Select(p => p.DoneAt).OfType<DateTimeOffset>().ToList();
                var perDay = study.IsImported ? null : Forecast.PerDay(finished);
                var left = own.Count(p => !p.IsDone);
                return new ReaderProgress(
                    r.Id,
                    r.Name,
                    r.Level,
                    own.Count,
                    own.Count(p => p.State == PlaceState.Done),
                    own.Count(p => p.State == PlaceState.Skipped),
                    Pace.MedianOf(own.Where(p => p.State == PlaceState.Done).Select(p => p.FirstLockedAt!.Value - p.OpenedAt!.Value)),
                    own.Max(p => p.DoneAt ?? p.OpenedAt),
                    perDay,
                    study.IsOpenForReading && left > 0
                        ? Forecast.EndOf(now, perDay, ahead[r.Id].Select(a => a.Ahead))
                        : finished.Max(f => (DateTimeOffset?)f),
                    study.IsOpenForReading && left > 0 && FellBehind(study, ahead[r.Id], finished, done, now),
                    reminded.TryGetValue(r.Id, out var at) ? at : null,
                    r.PersonId is { } person && emails.GetValueOrDefault(person) is { } email && left > 0
                        ? MailTo(email, study.Name, left)
                        : null
                );
            })
            .ToList();
    }

    /// <summary>Nobody falls behind who waits for the washout.</summary>
    private static bool FellBehind(
        Study study,
        IReadOnlyList<(Guid SessionId, SessionAhead Ahead)> ahead,
        List<DateTimeOffset> finished,
        List<int> all,
        DateTimeOffset now
    )
    {
        var next = ahead.First(a => a.Ahead.Remaining > 0).Ahead;
        if (next.OpensAt > now)
        {
            return false;
        }

        var since = new[] { study.SealedAt, next.OpensAt, finished.Max(f => (DateTimeOffset?)f) }.Max()!.Value;
        return Forecast.FellBehind(since, now, finished.Count, all);
    }

    private static string MailTo(string email, string study, int left)
    {
        var subject = $"Reading in the study {study}";
        var body = string.Create(
            CultureInfo.InvariantCulture,
            $"Hello,\n\n{left} {(left == 1 ? "case waits" : "cases wait")} for you under My sessions. Please go on reading when you can, or tell us what keeps you from it.\n\nThank you."
        );
        return $"mailto:{Uri.EscapeDataString(email).Replace("%40", "@", StringComparison.Ordinal)}?subject={Uri.EscapeDataString(subject)}&body={Uri.EscapeDataString(body)}";
    }

    private static List<DayOfReading> Days(IReadOnlyList<SessionRead> sessions, List<ReaderProgress> readers) =>
        sessions
            .SelectMany(s => s.Places.Where(p => p.DoneAt is not null).Select(p => (s.Session.ReaderId, p.DoneAt!.Value.UtcDateTime.Date)))
            .GroupBy(d => d.Date)
            .OrderByDescending(g => g.Key)
            .Take(MostDays)
            .Select(g => new DayOfReading(
                new DateTimeOffset(g.Key, TimeSpan.Zero),
                readers.Select(r => g.Count(d => d.ReaderId == r.ReaderId)).ToList()
            ))
            .ToList();

    private static List<ProgressSquare> Squares(SessionRead session, HashSet<(Guid? SessionId, int? Position)> queried, int perSquare) =>
        session
            .Places.Chunk(perSquare)
            .Select(run => new ProgressSquare(
                run[0].Position,
                run[^1].Position,
                Together(run),
                run.Any(p => queried.Contains((session.Session.Id, p.Position)))
            ))
            .ToList();

    private static PlaceState Together(PlaceRead[] run) =>
        run.All(p => p.State == run[0].State) ? run[0].State
        : run.All(p => p.IsDone) ? PlaceState.Done
        : run.Any(p => p.IsDone || p.State == PlaceState.Draft) ? PlaceState.Draft
        : PlaceState.Open;
}
