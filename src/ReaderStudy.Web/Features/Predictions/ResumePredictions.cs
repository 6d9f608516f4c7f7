using Microsoft.EntityFrameworkCore;
using Quartz;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Predictions;

/// <summary>Takes a failed or cancelled run up again where it stopped.</summary>
public sealed class ResumePredictions(ReaderStudyDbContext db, AuditTrail audit, ISchedulerFactory schedulers, TimeProvider clock)
{
    public static readonly Rule HasStopped = new("prediction-run.has-stopped", "The run is still stopping. Try again in a moment.");

    public async Task Handle(StudyPass pass, Guid runId, CancellationToken cancellationToken)
    {
        var run =
            await db.PredictionRuns.SingleOrDefaultAsync(r => r.Id == runId && r.StudyId == pass.Study.Id, cancellationToken)
            ?? throw new NotFoundException("prediction run");
        run.Resume();
        // The job writes the end of the run before it is gone itself; until then it would be taken for a waiting one.
        Rule.Require(await schedulers.UntilGoneAsync<PredictionJob>(runId, clock, cancellationToken), HasStopped);
        audit.Record(
            "predictions.resumed",
            pass.PersonId,
            pass.Study.Id,
            $"prediction run {run.Id}",
            $"{run.CasesDone} of {run.CasesTotal} cases"
        );
        await db.SaveChangesAsync(cancellationToken);
        await schedulers.StartOnceAsync<PredictionJob>(run.Id, cancellationToken);
    }
}
