using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Locking;

/// <param name="Reader">Reader 2.</param>
/// <param name="Arm">The reading condition.</param>
/// <param name="Planned">Places in the session.</param>
/// <param name="Locked">Readings that count.</param>
/// <param name="Unfinished">Opened or drafted, not locked: lost to the analysis.</param>
public sealed record SessionCompleteness(string Reader, string Arm, int Planned, int Locked, int Unfinished)
{
    public int Missing => Planned - Locked;
}

/// <param name="Pass">The person's way in.</param>
/// <param name="Sessions">By number.</param>
/// <param name="RunsUnderWay">Prediction runs that have not ended.</param>
public sealed record CompletenessPage(StudyPass Pass, IReadOnlyList<SessionCompleteness> Sessions, int RunsUnderWay)
{
    public int Planned => Sessions.Sum(s => s.Planned);

    public int Locked => Sessions.Sum(s => s.Locked);

    public int Missing => Planned - Locked;
}

/// <summary>Counts which readings are there and which are missing; nothing of what they say.</summary>
public sealed class Completeness(ReaderStudyDbContext db)
{
    public async Task<CompletenessPage> Handle(StudyPass pass, CancellationToken cancellationToken)
    {
        var study = pass.Study;
        var sessions = await db
            .ReadingSessions.AsNoTracking()
            .Where(s => s.StudyId == study.Id)
            .OrderBy(s => s.Number)
            .Select(s => new
            {
                s.ReaderId,
                s.ArmId,
                Planned = s.Places.Count,
                Locked = db.Readings.Count(r => r.SessionId == s.Id && r.Status == ReadingStatus.Locked),
                Unfinished = db.Readings.Count(r => r.SessionId == s.Id && r.Status != ReadingStatus.Locked),
            })
            .ToListAsync(cancellationToken);
        var runs = await db.PredictionRuns.CountAsync(
            r => r.StudyId == study.Id && (r.Status == PredictionRunStatus.Queued || r.Status == PredictionRunStatus.Running),
            cancellationToken
        );
        var arms = study.Protocol.Arms.ToDictionary(a => a.Id, a => a.Name);
        return new CompletenessPage(
            pass,
            sessions
                .Select(s => new SessionCompleteness(
                    study.Readers.Single(r => r.Id == s.ReaderId).Name,
                    arms.GetValueOrDefault(s.ArmId, s.ArmId),
                    s.Planned,
                    s.Locked,
                    s.Unfinished
                ))
                .ToList(),
            runs
        );
    }
}
