using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Locking;

/// <summary>Releases truth, predictions and answers together; signed by another person than the data lock.</summary>
public sealed class UnblindStudy(ReaderStudyDbContext db, AuditTrail audit, TimeProvider clock)
{
    /// <exception cref="BrokenRuleException">The study cannot be unblinded now, or not by this person.</exception>
    public async Task Handle(Study study, Signature signature, CancellationToken cancellationToken)
    {
        study.Unblind(signature.PersonId, clock.GetUtcNow());
        db.Signatures.Add(signature);
        audit.Record("study.unblinded", signature.PersonId, study.Id, $"study {study.Id}", $"protocol SHA-256 {study.ProtocolSha256}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new BrokenRuleException(Study.UnblindAfterLock);
        }
    }
}
