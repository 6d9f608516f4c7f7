using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Studies;

/// <summary>
/// Deletes a draft with a trace: nobody enters it any more and its images are deleted; its rows and the audit trail stay, with who deleted
/// it, when and why.
/// </summary>
public sealed class RemoveStudy(ReaderStudyDbContext db, AuditTrail audit, TimeProvider clock, RemoveImages removeImages)
{
    public static readonly Rule NothingIsRunning = new(
        "study.removal-while-running",
        "An import or a model run is still at work. Wait for its end, or cancel it, before the study is deleted."
    );

    /// <param name="pass">A coordinator's.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Stops before anything is saved.</param>
    /// <exception cref="BrokenRuleException">It was sealed, something is still at work, or no reason was given.</exception>
    public async Task Handle(StudyPass pass, string reason, CancellationToken cancellationToken)
    {
        var (study, now) = (pass.Study, clock.GetUtcNow());
        study.Remove(reason, pass.PersonId, now);
        var isImporting = await db.Imports.AnyAsync(
            i => i.StudyId == study.Id && (i.Status == ImportStatus.Queued || i.Status == ImportStatus.Running),
            cancellationToken
        );
        var isPredicting = await db.PredictionRuns.AnyAsync(
            r => r.StudyId == study.Id && (r.Status == PredictionRunStatus.Queued || r.Status == PredictionRunStatus.Running),
            cancellationToken
        );
        Rule.Require(!isImporting && !isPredicting, NothingIsRunning);
        foreach (var address in await db.ReceivingAddresses.Where(a => a.StudyId == study.Id).ToListAsync(cancellationToken))
        {
            address.Close(now);
        }

        var images = await db
            .Cases.Where(c => c.StudyId == study.Id)
            .SelectMany(c => c.Series)
            .SelectMany(s => s.Instances)
            .CountAsync(cancellationToken);
        images += await db.Series.CountAsync(
            s => s.Picture != null && db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == study.Id),
            cancellationToken
        );
        audit.Record(
            "study.removed",
            pass.PersonId,
            study.Id,
            $"study {study.Id}",
            FormattableString.Invariant($"{images} image(s); reason: {study.RemovalReason}")
        );
        await db.SaveChangesAsync(cancellationToken);
        removeImages.Handle(study.Id);
    }
}
