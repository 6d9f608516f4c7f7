using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Locking;

/// <summary>Releases truth, predictions and answers together; signed by another person than the data lock, over the same data.</summary>
public sealed class UnblindStudy(ReaderStudyDbContext db, TakeState takeState, AuditTrail audit, TimeProvider clock)
{
    /// <summary>The hash to be signed: that of the data, which are still those that were locked.</summary>
    /// <exception cref="BrokenRuleException">The data are not those that were locked.</exception>
    public async Task<string> CheckAsync(Study study, CancellationToken cancellationToken)
    {
        var state = await takeState.Handle(study, cancellationToken);
        var locked = await db
            .DataLocks.AsNoTracking()
            .Where(l => l.StudyId == study.Id)
            .Select(l => l.StateSha256)
            .SingleOrDefaultAsync(cancellationToken);
        Rule.Require(
            locked is null || locked == state.Sha256,
            DataLock.DataChanged,
            $"They were locked with SHA-256 {locked}, and have {state.Sha256} now: somebody changed the database. Verify the audit trail before anything else."
        );
        return state.Sha256;
    }

    /// <exception cref="BrokenRuleException">The study cannot be unblinded now, or not by this person.</exception>
    public async Task Handle(Study study, Signature signature, CancellationToken cancellationToken)
    {
        var state = await CheckAsync(study, cancellationToken);
        study.Unblind(signature.PersonId, clock.GetUtcNow());
        db.Signatures.Add(signature);
        audit.Record(
            "study.unblinded",
            signature.PersonId,
            study.Id,
            $"study {study.Id}",
            $"state SHA-256 {state}; protocol SHA-256 {study.ProtocolSha256}"
        );
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new BrokenRuleException(Study.UnblindAfterLock, "Somebody else has just unblinded it.");
        }
    }
}
