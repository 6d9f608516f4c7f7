using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Locking;

/// <summary>Releases truth, predictions and answers together; signed by another person than the data lock.</summary>
public sealed class UnblindStudy(ReaderStudyDbContext db, AuditTrail audit, TimeProvider clock)
{
    /// <exception cref="BrokenRuleException">The study cannot be unblinded now, or not by this person.</exception>
    public async Task Handle(Study study, Guid personId, CancellationToken cancellationToken)
    {
        study.Unblind(personId, clock.GetUtcNow());
        audit.Record("study.unblinded", personId, study.Id, $"study {study.Id}", $"protocol SHA-256 {study.ProtocolSha256}");
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
