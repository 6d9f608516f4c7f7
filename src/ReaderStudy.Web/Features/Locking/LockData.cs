using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Audit;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Sealing;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Locking;

/// <summary>
/// Closes the readings for good; what is missing then stays missing and is reported as such. What is locked is looked at once more in a
/// transaction that holds the study: whoever writes at the same moment comes before it, and the signature is asked for again, or after it,
/// and is refused.
/// </summary>
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

    /// <param name="study">Tracked; read anew once nobody else can write in it.</param>
    /// <param name="draft">From <see cref="Draft"/>, whose state was signed.</param>
    /// <param name="signature">Over the state's hash.</param>
    /// <param name="cancellationToken">Stops before anything is saved.</param>
    /// <exception cref="BrokenRuleException">Something was read, asked or noted meanwhile, or somebody else locked the data. Nothing was locked.</exception>
    public async Task Handle(Study study, DataLock draft, Signature signature, CancellationToken cancellationToken)
    {
        try
        {
            await using var transaction = await StudyHold.BeginAsync(db, study, cancellationToken);
            Rule.Require(study.IsOpenForReading, Study.LockFromReading, "Somebody else has just locked them.");
            var held = await Draft(study, draft.Reason, draft.LockedBy, cancellationToken);
            Rule.Require(
                held.StateSha256 == draft.StateSha256,
                DataLock.DataChanged,
                "Something was read or noted while you signed. Look at the numbers again, then sign. Nothing was locked."
            );
            study.LockData(signature.PersonId, held.LockedAt);
            db.DataLocks.Add(held);
            db.Signatures.Add(signature);
            audit.Record(
                "study.data-locked",
                signature.PersonId,
                study.Id,
                $"study {study.Id}",
                $"{held.Read} of {held.Planned} readings locked, {held.Skipped} skipped; state SHA-256 {held.StateSha256}; protocol SHA-256 {study.ProtocolSha256}"
            );
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (BrokenRuleException)
        {
            // The context still holds what the transaction took back.
            db.ChangeTracker.Clear();
            throw;
        }
    }
}
