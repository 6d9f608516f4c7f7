using Microsoft.EntityFrameworkCore;
using Quartz;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Inference;
using ReaderStudy.Web.Features.Models;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Predictions;

/// <summary>Queues a model over the included cases of a study and starts the job.</summary>
public sealed class StartPredictions(
    ReaderStudyDbContext db,
    AuditTrail audit,
    ModelCatalog catalog,
    ISchedulerFactory schedulers,
    TimeProvider clock
)
{
    public static readonly Rule NeedsImages = new("prediction-run.needs-images", "A model needs images, and there are none in this study.");
    public static readonly Rule ModelIsUsable = new("prediction-run.model-usable", "This model cannot be run in this study.");
    public static readonly Rule OneAtATime = new("prediction-run.one-at-a-time", "A run of this model is waiting or running already.");

    public async Task<Guid> Handle(StudyPass pass, string modelId, CancellationToken cancellationToken)
    {
        var study = pass.Study;
        var cases = await db.Cases.CountAsync(c => c.StudyId == study.Id && c.IsIncluded, cancellationToken);
        Rule.Require(cases > 0 && !study.IsImported, NeedsImages);
        var entry = catalog.Find(modelId);
        Rule.Require(entry is not null, ModelIsUsable, $"There is no model '{modelId}' in the models folder.");
        Rule.Require(entry!.Package is not null, ModelIsUsable, entry.Refusal);
        var mismatch = MismatchOf(study.Protocol, entry.Package!.Manifest);
        Rule.Require(mismatch is null, ModelIsUsable, mismatch);
        var waiting = await db.PredictionRuns.AnyAsync(
            r =>
                r.StudyId == study.Id
                && r.ModelId == modelId
                && (r.Status == PredictionRunStatus.Queued || r.Status == PredictionRunStatus.Running),
            cancellationToken
        );
        Rule.Require(!waiting, OneAtATime);
        var run = PredictionRun.Queue(study.Id, modelId, entry.Package.Sha256, cases, pass.PersonId, clock.GetUtcNow());
        db.PredictionRuns.Add(run);
        audit.Record("predictions.started", pass.PersonId, study.Id, $"prediction run {run.Id}", $"{cases} cases, model {run.ModelSha256}");
        await db.SaveChangesAsync(cancellationToken);
        await schedulers.StartOnceAsync<PredictionJob>(run.Id, cancellationToken);
        return run.Id;
    }

    /// <summary>How the model's classes differ from the protocol's, in a sentence; null: they are the same, in the same groups.</summary>
    public static string? MismatchOf(Protocol protocol, ModelManifest manifest)
    {
        var ours = protocol.Reference.Classes.Select(c => $"{c.Id} ({c.Group})").ToHashSet();
        var theirs = manifest.Classes.Select(c => $"{c.Code} ({c.Group})").ToHashSet();
        return ours.SetEquals(theirs)
            ? null
            : $"It scores {string.Join(", ", theirs)}; the protocol's reference classes are {string.Join(", ", ours)}.";
    }
}
