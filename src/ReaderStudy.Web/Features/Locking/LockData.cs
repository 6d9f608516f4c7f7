using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Audit;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Sealing;

namespace ReaderStudy.Web.Features.Locking;

/// <summary>Closes the readings for good; what is missing then stays missing and is reported as such.</summary>
public sealed class LockData(ReaderStudyDbContext db, LockChecklist checklist, TakeState takeState, AuditTrail audit, TimeProvider clock)
{
    /// <summary>What would be locked now; not yet saved.</summary>
    /// <exception cref="BrokenRuleException">The study is not open, something pends, or a reason is missing.</exception>
    public async Task<DataLock> Draft(Study study, string? reason, Guid by, CancellationToken cancellationToken)
    {
        Rule.Require(study.IsOpenForReading, Study.LockFromReading);
        var withoutTruth = await TruthGaps.CodesAsync(db, study, cancellationToken);
        Rule.Require(withoutTruth.Count == 0, Study.TruthBeforeLock, $"{withoutTruth.Count} have none.");
        var pending = await checklist.PendingAsync(study, cancellationToken);
        Rule.Require(pending.Count == 0, DataLock.NothingPends, string.Join(" ", pending));
        var head = await db
            .AuditEntries.AsNoTracking()
            .OrderByDescending(e => e.Sequence)
            .Select(e => new { e.Sequence, e.Hash })
            .FirstOrDefaultAsync(cancellationToken);
        return new DataLock(
            await takeState.Handle(study, cancellationToken),
            reason,
            head?.Sequence ?? 0,
            head?.Hash ?? AuditChain.Origin,
            by,
            clock.GetUtcNow()
        );
    }

    /// <param name="study">Open for reading.</param>
    /// <param name="draft">From <see cref="Draft"/>.</param>
    /// <param name="signature">Over the state's hash.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="BrokenRuleException">A reading was locked meanwhile, or somebody else locked the data.</exception>
    public async Task Handle(Study study, DataLock draft, Signature signature, CancellationToken cancellationToken)
    {
        var stood = study.Status;
        study.LockData(signature.PersonId, draft.LockedAt);
        db.DataLocks.Add(draft);
        db.Signatures.Add(signature);
        audit.Record(
            "study.data-locked",
            signature.PersonId,
            study.Id,
            $"study {study.Id}",
            $"{draft.Read} of {draft.Planned} readings locked, {draft.Skipped} skipped; state SHA-256 {draft.StateSha256}; protocol SHA-256 {study.ProtocolSha256}"
        );
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // The database takes the lock only from an open study, once, and over all readings there are.
            db.ChangeTracker.Clear();
            var now = await db.Studies.AsNoTracking().SingleAsync(s => s.Id == study.Id, cancellationToken);
            Rule.Require(now.IsOpenForReading, Study.LockFromReading, "Somebody else has just locked them.");
            var state = await takeState.Handle(now, cancellationToken);
            if (state.Sha256 == draft.StateSha256 && now.Status == stood)
            {
                throw;
            }

            throw new BrokenRuleException(
                DataLock.DataChanged,
                "A reader began or finished a case while you signed. Look at the numbers again, then sign. Nothing was locked."
            );
        }
    }
}
