using ReaderStudy.Data;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Studies;

/// <summary>Puts a finished study away: it leaves the home page, and can still be looked at.</summary>
public sealed class ArchiveStudy(ReaderStudyDbContext db, AuditTrail audit, TimeProvider clock)
{
    /// <exception cref="Domain.BrokenRuleException">It is not unblinded, or is archived already.</exception>
    public async Task Handle(StudyPass pass, CancellationToken cancellationToken)
    {
        pass.Study.Archive(pass.PersonId, clock.GetUtcNow());
        audit.Record("study.archived", pass.PersonId, pass.Study.Id, $"study {pass.Study.Id}");
        await db.SaveChangesAsync(cancellationToken);
    }
}
