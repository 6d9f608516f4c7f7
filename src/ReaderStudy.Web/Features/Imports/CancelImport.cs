using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>Stops an import. Images that are in cases already stay; those still waiting are thrown away.</summary>
public sealed class CancelImport(ReaderStudyDbContext db, ImageStore images, AuditTrail audit, TimeProvider clock)
{
    public async Task Handle(StudyPass pass, Import import, CancellationToken cancellationToken)
    {
        if (import.IsOver)
        {
            return;
        }

        import.Cancel(clock.GetUtcNow());
        audit.Record("import.cancelled", pass.PersonId, pass.Study.Id, $"import {import.Id}");
        await db.SaveChangesAsync(cancellationToken);
        var waiting = await db
            .ImportFiles.Where(f => f.ImportId == import.Id && f.Status == ImportFileStatus.Received)
            .ToListAsync(cancellationToken);
        db.ImportFiles.RemoveRange(waiting);
        await db.SaveChangesAsync(cancellationToken);
        foreach (var key in waiting.Select(f => f.FileKey!))
        {
            images.Delete(key);
            images.Delete(ReceiveFiles.ReceiptKeyOf(key));
        }
    }
}
