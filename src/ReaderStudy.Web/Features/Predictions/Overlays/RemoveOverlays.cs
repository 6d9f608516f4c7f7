using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Predictions.Overlays;

/// <summary>Takes away everything that was brought in to a run of a draft.</summary>
public sealed class RemoveOverlays(ReaderStudyDbContext db, AuditTrail audit, ImageStore store)
{
    public async Task Handle(StudyPass pass, Guid runId, CancellationToken cancellationToken)
    {
        var run = await AddOverlays.RunAsync(db, pass, runId, cancellationToken);
        var all = await db.PredictionOverlays.Where(o => o.RunId == runId).ToListAsync(cancellationToken);
        if (all.Count == 0)
        {
            return;
        }

        db.PredictionOverlays.RemoveRange(all);
        audit.Record("predictions.overlays-removed", pass.PersonId, pass.Study.Id, $"prediction run {run.Id}", $"{all.Count}");
        await AddOverlays.SaveAsync(db, pass.Study, cancellationToken);
        all.ForEach(o => store.Delete(o.FileKey));
    }
}
