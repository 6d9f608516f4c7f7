using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data;

/// <summary>Which run of a model an arm shows: one rule for the sealing, the readers and the analysis.</summary>
public static class ShownRuns
{
    /// <summary>What a sealing fixes: of the model's finished runs the one that was started last. Null: none has finished.</summary>
    public static async Task<PredictionRun?> ToSealAsync(
        ReaderStudyDbContext db,
        Guid studyId,
        string model,
        CancellationToken cancellationToken
    ) => (await FinishedAsync(db, studyId, model, cancellationToken)).LastOrDefault();

    /// <summary>
    /// What was fixed at the sealing. A study that was sealed before runs were fixed shows the last one that was started before its sealing,
    /// else the first one after it: what one reader saw, the others see too, however often the model runs later. Null: none has finished.
    /// </summary>
    public static async Task<PredictionRun?> OfAsync(
        ReaderStudyDbContext db,
        Study study,
        string model,
        CancellationToken cancellationToken
    )
    {
        var kept = await db
            .SealedRuns.AsNoTracking()
            .Where(s => s.StudyId == study.Id && s.ModelId == model)
            .Join(db.PredictionRuns.AsNoTracking(), s => s.RunId, r => r.Id, (_, run) => run)
            .SingleOrDefaultAsync(cancellationToken);
        if (kept is not null)
        {
            return kept;
        }

        var finished = await FinishedAsync(db, study.Id, model, cancellationToken);
        return finished.LastOrDefault(r => r.RequestedAt <= study.SealedAt) ?? finished.FirstOrDefault();
    }

    private static Task<List<PredictionRun>> FinishedAsync(
        ReaderStudyDbContext db,
        Guid studyId,
        string model,
        CancellationToken cancellationToken
    ) =>
        db
            .PredictionRuns.AsNoTracking()
            .Where(r => r.StudyId == studyId && r.ModelId == model && r.Status == PredictionRunStatus.Succeeded)
            .OrderBy(r => r.RequestedAt)
            .ThenBy(r => r.Id)
            .ToListAsync(cancellationToken);
}
