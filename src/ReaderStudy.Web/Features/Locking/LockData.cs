using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Sealing;

namespace ReaderStudy.Web.Features.Locking;

/// <summary>Closes the readings for good; what is missing then stays missing and is reported as such.</summary>
public sealed class LockData(ReaderStudyDbContext db, AuditTrail audit, TimeProvider clock)
{
    /// <exception cref="BrokenRuleException">The data cannot be locked, or somebody locked them meanwhile.</exception>
    public async Task Handle(Study study, Signature signature, CancellationToken cancellationToken)
    {
        var withoutTruth = await TruthGaps.CodesAsync(db, study, cancellationToken);
        Rule.Require(withoutTruth.Count == 0, Study.TruthBeforeLock, $"{withoutTruth.Count} have none.");
        study.LockData(signature.PersonId, clock.GetUtcNow());
        db.Signatures.Add(signature);
        var planned = await db.ReadingSessions.Where(s => s.StudyId == study.Id).SelectMany(s => s.Places).CountAsync(cancellationToken);
        var locked = await db.Readings.CountAsync(r => r.StudyId == study.Id && r.Status == ReadingStatus.Locked, cancellationToken);
        audit.Record(
            "study.data-locked",
            signature.PersonId,
            study.Id,
            $"study {study.Id}",
            $"{locked} of {planned} readings locked; protocol SHA-256 {study.ProtocolSha256}"
        );
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new BrokenRuleException(Study.LockFromReading);
        }
    }
}
