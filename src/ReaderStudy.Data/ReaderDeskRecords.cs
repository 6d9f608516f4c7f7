using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data;

/// <summary>Collects what the rules of opening and correcting look at.</summary>
internal sealed class ReaderDeskRecords(ReaderStudyDbContext db, ReaderDeskProtocols protocols, ReaderDeskTraining training)
{
    /// <param name="study">The study.</param>
    /// <param name="readerId">The <see cref="StudyReader"/>.</param>
    /// <param name="personId">The reader's account.</param>
    /// <param name="inForce">The protocol in force.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<ReaderRecord> OfAsync(
        Study study,
        Guid readerId,
        Guid personId,
        Protocol inForce,
        CancellationToken cancellationToken
    )
    {
        var sessions = await db
            .ReadingSessions.AsNoTracking()
            .Include(s => s.Places)
            .Where(s => s.StudyId == study.Id && s.ReaderId == readerId)
            .OrderBy(s => s.Number)
            .ToListAsync(cancellationToken);
        var sessionIds = sessions.Select(s => s.Id).ToList();
        return new ReaderRecord(
            inForce,
            sessions,
            await Marks(db.Readings.Where(r => r.StudyId == study.Id && r.ReaderId == readerId)).ToListAsync(cancellationToken),
            await IsAcknowledgedAsync(study, personId, inForce, cancellationToken),
            await training.ScoresAsync(inForce, sessions, cancellationToken),
            await db
                .Deviations.AsNoTracking()
                .Where(d => d.StudyId == study.Id && d.Status == DeviationStatus.Approved)
                .ToListAsync(cancellationToken)
        )
        {
            ScreenChecked = await db.SiteChecks.AnyAsync(c => sessionIds.Contains(c.SessionId), cancellationToken),
        };
    }

    /// <summary>Readings without what they say.</summary>
    public static IQueryable<ReadingMark> Marks(IQueryable<Reading> readings) =>
        readings.Select(r => new ReadingMark(r.SessionId, r.CaseId, r.Attempt, r.ArmId, r.Status, r.OpenedAt, r.LockedAt));

    /// <summary>True when the person acknowledged a version whose instructions are those in force, word for word.</summary>
    private async Task<bool> IsAcknowledgedAsync(Study study, Guid personId, Protocol inForce, CancellationToken cancellationToken)
    {
        var numbers = await db
            .Acknowledgements.Where(a => a.StudyId == study.Id && a.PersonId == personId)
            .Select(a => a.ProtocolVersion)
            .Distinct()
            .ToListAsync(cancellationToken);
        foreach (var number in numbers.OrderDescending())
        {
            if ((await protocols.OfAsync(study, number, cancellationToken)).Instructions == inForce.Instructions)
            {
                return true;
            }
        }

        return false;
    }
}
