using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Progress;

/// <summary>A square of the grid: one place in a session, or a run of places where there are too many to draw.</summary>
/// <param name="First">Position of the first place, from 1.</param>
/// <param name="Last">Position of the last place.</param>
/// <param name="State">Of the places together.</param>
public sealed record ProgressSquare(int First, int Last, SquareState State);

public enum SquareState
{
    NotStarted,

    /// <summary>On a reader's screen, nothing saved.</summary>
    Open,

    /// <summary>Something is saved; or, of a run of places, some are locked.</summary>
    Draft,

    Locked,
}

/// <summary>One session.</summary>
/// <param name="Reader">Reader 2.</param>
/// <param name="Level">Of the reader.</param>
/// <param name="Arm">The reading condition.</param>
/// <param name="Total">Places.</param>
/// <param name="Locked">Readings locked.</param>
/// <param name="Draft">Readings with something saved.</param>
/// <param name="Open">Readings with nothing saved.</param>
/// <param name="MedianTime">From opening a case to locking it; null before the first lock.</param>
/// <param name="LastActivity">When a case was last opened or locked; null: never.</param>
/// <param name="Squares">By position.</param>
public sealed record SessionProgress(
    string Reader,
    ReaderLevel Level,
    string Arm,
    int Total,
    int Locked,
    int Draft,
    int Open,
    TimeSpan? MedianTime,
    DateTimeOffset? LastActivity,
    IReadOnlyList<ProgressSquare> Squares
);

/// <param name="Study">The study.</param>
/// <param name="Sessions">By number.</param>
/// <param name="CasesPerSquare">More than 1 where sessions are too long to draw every place.</param>
public sealed record ProgressPage(Study Study, IReadOnlyList<SessionProgress> Sessions, int CasesPerSquare)
{
    public int Planned => Sessions.Sum(s => s.Total);

    public int Locked => Sessions.Sum(s => s.Locked);
}

/// <summary>Counts readings by position and state. Answers, truths and cases' codes are not even read.</summary>
public sealed class WatchProgress(ReaderStudyDbContext db)
{
    /// <summary>Longest row of squares.</summary>
    public const int MostSquares = 240;

    public async Task<ProgressPage> Handle(Study study, CancellationToken cancellationToken)
    {
        var sessions = await db
            .ReadingSessions.AsNoTracking()
            .Where(s => s.StudyId == study.Id)
            .OrderBy(s => s.Number)
            .Select(s => new
            {
                s.Id,
                s.ReaderId,
                s.ArmId,
                Total = s.Places.Count,
            })
            .ToListAsync(cancellationToken);
        var readings = await (
            from reading in db.Readings
            join place in db.Set<SessionPlace>()
                on new
                {
                    reading.SessionId,
                    reading.CaseId,
                    reading.Attempt,
                } equals new
                {
                    place.SessionId,
                    place.CaseId,
                    place.Attempt,
                }
            where reading.StudyId == study.Id
            select new ReadAt(place.SessionId, place.Position, reading.Status, reading.OpenedAt, reading.LockedAt)
        ).ToListAsync(cancellationToken);
        var bySession = readings.ToLookup(r => r.SessionId);
        var perSquare = sessions.Count == 0 ? 1 : Math.Max(1, (sessions.Max(s => s.Total) + MostSquares - 1) / MostSquares);
        var arms = study.Protocol.Arms.ToDictionary(a => a.Id, a => a.Name);
        return new ProgressPage(
            study,
            sessions
                .Select(s =>
                {
                    var reader = study.Readers.Single(r => r.Id == s.ReaderId);
                    return Of(reader, arms.GetValueOrDefault(s.ArmId, s.ArmId), s.Total, bySession[s.Id].ToList(), perSquare);
                })
                .ToList(),
            perSquare
        );
    }

    private static SessionProgress Of(StudyReader reader, string arm, int total, List<ReadAt> readings, int perSquare) =>
        new(
            reader.Name,
            reader.Level,
            arm,
            total,
            readings.Count(r => r.Status == ReadingStatus.Locked),
            readings.Count(r => r.Status == ReadingStatus.Draft),
            readings.Count(r => r.Status == ReadingStatus.Opened),
            Pace.MedianOf(readings.Where(r => r.LockedAt is not null).Select(r => r.LockedAt!.Value - r.OpenedAt)),
            readings.Count == 0 ? null : readings.Max(r => r.LockedAt ?? r.OpenedAt),
            Squares(total, readings, perSquare)
        );

    private static List<ProgressSquare> Squares(int total, List<ReadAt> readings, int perSquare)
    {
        var states = new SquareState[total];
        foreach (var reading in readings)
        {
            states[reading.Position - 1] = reading.Status switch
            {
                ReadingStatus.Opened => SquareState.Open,
                ReadingStatus.Draft => SquareState.Draft,
                ReadingStatus.Locked or ReadingStatus.Skipped => SquareState.Locked,
            };
        }

        return states
            .Chunk(perSquare)
            .Select((run, i) => new ProgressSquare((i * perSquare) + 1, (i * perSquare) + run.Length, Together(run)))
            .ToList();
    }

    private static SquareState Together(SquareState[] run) =>
        run.All(s => s == run[0]) ? run[0]
        : run.Any(s => s is SquareState.Locked or SquareState.Draft) ? SquareState.Draft
        : SquareState.Open;

    private sealed record ReadAt(Guid SessionId, int Position, ReadingStatus Status, DateTimeOffset OpenedAt, DateTimeOffset? LockedAt);
}
