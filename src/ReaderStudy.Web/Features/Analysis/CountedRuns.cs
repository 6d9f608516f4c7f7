using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Analysis;

/// <param name="Run">Finished, of a model that ran here.</param>
/// <param name="IsShown">An arm shows the model: readers saw this run, and later ones do not count.</param>
public sealed record CountedRun(PredictionRun Run, bool IsShown);

/// <summary>
/// Which run of each model that ran here the analysis counts: of a model that an arm shows, what readers saw, fixed at the sealing; of one
/// that no arm shows, and that nobody saw, the last finished run, since it may well be made after the reading.
/// </summary>
public sealed class CountedRuns(ReaderStudyDbContext db)
{
    /// <param name="study">The study.</param>
    /// <param name="before">Runs that finished later are passed over; null: none is.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>By the model's id.</returns>
    public async Task<IReadOnlyList<CountedRun>> Handle(Study study, DateTimeOffset? before, CancellationToken cancellationToken)
    {
        var shown = study.Protocol.Arms.Where(a => a.ShowsAi).Select(a => a.Model).OfType<string>().ToHashSet();
        var finished = await db
            .PredictionRuns.AsNoTracking()
            .Where(r => r.StudyId == study.Id && r.Status == PredictionRunStatus.Succeeded && !r.IsImported)
            .ToListAsync(cancellationToken);
        var counted = new List<CountedRun>();
        foreach (var runs in finished.GroupBy(r => r.ModelId).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var run = shown.Contains(runs.Key)
                ? await ShownRuns.OfAsync(db, study, runs.Key, cancellationToken)
                : runs.Where(r => before is null || r.FinishedAt <= before)
                    .OrderByDescending(r => r.FinishedAt)
                    .ThenByDescending(r => r.Id)
                    .FirstOrDefault();
            if (run is { IsImported: false })
            {
                counted.Add(new CountedRun(run, shown.Contains(runs.Key)));
            }
        }

        return counted;
    }
}
