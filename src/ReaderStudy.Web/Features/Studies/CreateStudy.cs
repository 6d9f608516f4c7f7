using ReaderStudy.Data;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Studies;

/// <summary>Starts a study from a built-in protocol; its creator coordinates it.</summary>
public sealed class CreateStudy(ReaderStudyDbContext db, AuditTrail audit, TimeProvider clock)
{
    public async Task<Guid> Handle(string name, string template, Guid personId, CancellationToken cancellationToken)
    {
        var study = Study.Draft(name, ProtocolJson.Template(template), personId, clock.GetUtcNow());
        db.Studies.Add(study);
        audit.Record("study.created", personId, study.Id, $"study {study.Id}", $"template {template}");
        await db.SaveChangesAsync(cancellationToken);
        return study.Id;
    }
}
