using Microsoft.EntityFrameworkCore;
using Quartz;
using ReaderStudy.Data;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Predictions;

/// <summary>Asks a run to stop after the case it is at; what is done stays done.</summary>
public sealed class CancelPredictions(ReaderStudyDbContext db, AuditTrail audit, ISchedulerFactory schedulers)
{
    public async Task Handle(StudyPass pass, Guid runId, CancellationToken cancellationToken)
    {
        var run =
            await db.PredictionRuns.SingleOrDefaultAsync(r => r.Id == runId && r.StudyId == pass.Study.Id, cancellationToken)
            ?? throw new NotFoundException("prediction run");
        if (run.IsOver || run.CancelIsRequested)
        {
            return;
        }

        run.RequestCancel();
        audit.Record("predictions.cancel-asked", pass.PersonId, pass.Study.Id, $"prediction run {run.Id}");
        await db.SaveChangesAsync(cancellationToken);
        // A run that nobody works on any more is ended by its job, too.
        await schedulers.StartOnceAsync<PredictionJob>(run.Id, cancellationToken);
    }
}
