using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Models;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Predictions;

/// <summary>A run as it may be seen before the unblinding: how far it is, nothing of what it found.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Model">Id of the model.</param>
/// <param name="ModelSha256">Of the package; empty for imported labels.</param>
/// <param name="IsImported">Labels came from a file.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="CancelIsRequested">It stops after the case it is at.</param>
/// <param name="Done">Cases done, those that could not be scored included.</param>
/// <param name="Total">Cases of the run.</param>
/// <param name="NotScored">Cases that could not be scored, with the reason.</param>
/// <param name="Overlays">How many drawings of the model were brought in.</param>
/// <param name="FailureReason">Why the run failed; null unless it did.</param>
/// <param name="RequestedAt">When it was started.</param>
/// <param name="FinishedAt">When it ended; null before.</param>
public sealed record RunProgress(
    Guid RunId,
    string Model,
    string ModelSha256,
    bool IsImported,
    PredictionRunStatus Status,
    bool CancelIsRequested,
    int Done,
    int Total,
    IReadOnlyList<UnscoredCase> NotScored,
    int Overlays,
    string? FailureReason,
    DateTimeOffset RequestedAt,
    DateTimeOffset? FinishedAt
)
{
    public bool IsOver => Status is PredictionRunStatus.Succeeded or PredictionRunStatus.Failed or PredictionRunStatus.Cancelled;
}

/// <param name="Code">The case's code.</param>
/// <param name="Reason">Why the model could not score it: what is missing in its images.</param>
public sealed record UnscoredCase(string Code, string Reason);

/// <param name="Model">From the models folder.</param>
/// <param name="CannotRun">Why it cannot be run in this study; null: it can.</param>
public sealed record OfferedModel(CatalogEntry Model, string? CannotRun);

/// <summary>The page of a study's models.</summary>
/// <param name="Pass">Who looks.</param>
/// <param name="Cases">Included cases now.</param>
/// <param name="Runs">Newest first.</param>
/// <param name="Models">What can be started.</param>
public sealed record PredictionsPage(StudyPass Pass, int Cases, IReadOnlyList<RunProgress> Runs, IReadOnlyList<OfferedModel> Models);

/// <summary>Lists the runs of a study. Scores and labels are never part of it.</summary>
public sealed class PredictionRuns(ReaderStudyDbContext db, ModelCatalog catalog)
{
    public async Task<PredictionsPage> Handle(StudyPass pass, CancellationToken cancellationToken)
    {
        var cases = await db.Cases.CountAsync(c => c.StudyId == pass.Study.Id && c.IsIncluded, cancellationToken);
        var protocol = pass.Study.Protocol;
        return new PredictionsPage(
            pass,
            cases,
            await RunsAsync(pass.Study.Id, cancellationToken),
            pass.Study.IsImported ? [] : Offered(protocol)
        );
    }

    /// <summary>The runs alone, for polling.</summary>
    public async Task<IReadOnlyList<RunProgress>> RunsAsync(Guid studyId, CancellationToken cancellationToken)
    {
        var runs = await db
            .PredictionRuns.AsNoTracking()
            .Where(r => r.StudyId == studyId)
            .OrderByDescending(r => r.RequestedAt)
            .ToListAsync(cancellationToken);
        var unscored = await (
            from prediction in db.Predictions
            join run in db.PredictionRuns on prediction.RunId equals run.Id
            join one in db.Cases on prediction.CaseId equals one.Id
            where run.StudyId == studyId && prediction.FailureReason != null
            orderby one.Code
            select new
            {
                prediction.RunId,
                one.Code,
                prediction.FailureReason,
            }
        ).ToListAsync(cancellationToken);
        var drawn = await (
            from overlay in db.PredictionOverlays
            join run in db.PredictionRuns on overlay.RunId equals run.Id
            where run.StudyId == studyId
            group overlay by overlay.RunId into ofRun
            select new { ofRun.Key, Count = ofRun.Count() }
        ).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        return
        [
            .. runs.Select(r => new RunProgress(
                r.Id,
                r.ModelId,
                r.ModelSha256,
                r.IsImported,
                r.Status,
                r.CancelIsRequested,
                r.CasesDone,
                r.CasesTotal,
                [.. unscored.Where(u => u.RunId == r.Id).Select(u => new UnscoredCase(u.Code, u.FailureReason!))],
                drawn.GetValueOrDefault(r.Id),
                r.FailureReason,
                r.RequestedAt,
                r.FinishedAt
            )),
        ];
    }

    private List<OfferedModel> Offered(Protocol protocol) =>
        [.. catalog.Handle().Select(m => new OfferedModel(m, m.Refusal ?? StartPredictions.MismatchOf(protocol, m.Package!.Manifest)))];
}
