using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Inference;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Predictions;

/// <summary>
/// Runs a model over the included cases of a study, one small transaction a case: what is done stays done, whatever happens to the process.
/// </summary>
public sealed class RunPredictions(
    ReaderStudyDbContext db,
    AuditTrail audit,
    CaseVolumes volumes,
    Paths paths,
    TimeProvider clock,
    ILogger<RunPredictions> log
)
{
    public async Task Execute(Guid runId, CancellationToken cancellationToken)
    {
        var run = await db.PredictionRuns.SingleOrDefaultAsync(r => r.Id == runId, cancellationToken);
        if (run is null || run.IsOver)
        {
            return;
        }

        try
        {
            var package = ModelPackage.Load(Path.Combine(paths.Models, run.ModelId));
            if (package.Sha256 != run.ModelSha256)
            {
                await FailAsync(
                    run,
                    $"The model changed since this run was started: its SHA-256 was {run.ModelSha256} and is {package.Sha256}. Start a new run.",
                    cancellationToken
                );
                return;
            }

            using var runner = new ModelRunner(package);
            await PredictAsync(run, runner, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process is asked to stop: the run stays as it is and goes on at the next start.
            throw;
        }
        catch (ModelException refused)
        {
            await FailAsync(run, refused.Message, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.LogError(exception, "Prediction run {Run} failed", runId);
            await FailAsync(run, $"The run stopped: {exception.Message} Cases that are done stay done; resume the run.", cancellationToken);
        }
    }

    private async Task PredictAsync(PredictionRun run, ModelRunner runner, CancellationToken cancellationToken)
    {
        var cases = await db
            .Cases.Where(c => c.StudyId == run.StudyId && c.IsIncluded)
            .OrderBy(c => c.Code)
            .Select(c => c.Id)
            .ToListAsync(cancellationToken);
        var done = (await db.Predictions.Where(p => p.RunId == run.Id).Select(p => p.CaseId).ToListAsync(cancellationToken)).ToHashSet();
        run.Run(cases.Count);
        run.Report(cases.Count(done.Contains));
        await db.SaveChangesAsync(cancellationToken);
        foreach (var caseId in cases.Where(c => !done.Contains(c)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await CancelIsRequestedAsync(run.Id, cancellationToken))
            {
                run.Cancel(clock.GetUtcNow());
                audit.Record(
                    "predictions.cancelled",
                    null,
                    run.StudyId,
                    $"prediction run {run.Id}",
                    $"{run.CasesDone} of {run.CasesTotal} cases"
                );
                await db.SaveChangesAsync(cancellationToken);
                return;
            }

            db.Predictions.Add(await PredictAsync(run.Id, caseId, runner, cancellationToken));
            run.Report(run.CasesDone + 1);
            await db.SaveChangesAsync(cancellationToken);
        }

        run.Succeed(clock.GetUtcNow());
        audit.Record(
            "predictions.finished",
            null,
            run.StudyId,
            $"prediction run {run.Id}",
            $"{run.CasesDone} cases, model {run.ModelSha256}"
        );
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<Prediction> PredictAsync(Guid runId, Guid caseId, ModelRunner runner, CancellationToken cancellationToken)
    {
        var loaded = await volumes.LoadAsync(caseId, runner.Package.Manifest.Preprocessing.Phases, cancellationToken);
        if (loaded.Problem is { } problem)
        {
            return Prediction.NotPossible(runId, caseId, problem, clock.GetUtcNow());
        }

        return runner.Predict(loaded.Phases, cancellationToken) switch
        {
            Predicted predicted => Prediction.Scored(
                runId,
                caseId,
                JsonSerializer.Serialize(
                    runner.Package.Manifest.Classes.Zip(predicted.Scores).ToDictionary(pair => pair.First.Code, pair => pair.Second)
                ),
                predicted.PreprocessingSha256,
                $"{predicted.Runtime} {predicted.Provider}",
                predicted.ElapsedMilliseconds,
                clock.GetUtcNow()
            ),
            NotPredicted not => Prediction.NotPossible(runId, caseId, not.Message, clock.GetUtcNow()),
            var other => throw new NotSupportedException($"{other.GetType().Name} is no outcome that can be stored."),
        };
    }

    private Task<bool> CancelIsRequestedAsync(Guid runId, CancellationToken cancellationToken) =>
        db.PredictionRuns.Where(r => r.Id == runId).Select(r => r.CancelIsRequested).SingleAsync(cancellationToken);

    private async Task FailAsync(PredictionRun run, string reason, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        db.PredictionRuns.Attach(run);
        run.Fail(reason[..Math.Min(reason.Length, 2000)], clock.GetUtcNow());
        audit.Record("predictions.failed", null, run.StudyId, $"prediction run {run.Id}", $"{run.CasesDone} of {run.CasesTotal} cases");
        await db.SaveChangesAsync(cancellationToken);
    }
}
