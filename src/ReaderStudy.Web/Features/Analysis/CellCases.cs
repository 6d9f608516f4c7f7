using Microsoft.EntityFrameworkCore;
using ReaderStudy.Analysis.Ratings;
using ReaderStudy.Analysis.Results;
using ReaderStudy.Data;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Analysis;

/// <summary>Which cell of which disagreement matrix.</summary>
/// <param name="Task">Id of the task.</param>
/// <param name="Reader">Id of the reader.</param>
/// <param name="Model">Id of the model; null: the only one.</param>
/// <param name="Arm">Id of the arm; null: the first.</param>
/// <param name="Truth"><c>all</c>, a truth of the task, or a reference class.</param>
/// <param name="Cell"><c>both</c>, <c>only-model</c>, <c>only-reader</c> or <c>neither</c>.</param>
public sealed record CellOfMatrix(string Task, string Reader, string? Model, string? Arm, string? Truth, string Cell);

/// <summary>One case of a cell with all that is known of it.</summary>
/// <param name="CaseId">Of the case.</param>
/// <param name="Code">Its code.</param>
/// <param name="Truth">Its reference class.</param>
/// <param name="ModelLabel">The model's answer to the task's question.</param>
/// <param name="Scores">The model's raw scores by class, highest first; empty for imported labels.</param>
/// <param name="Answers">Every reader's answer to the task's question in the arm, in the order of the page's readers.</param>
/// <param name="HasImages">There are images to look at.</param>
public sealed record CellCase(
    Guid CaseId,
    string Code,
    string Truth,
    string ModelLabel,
    IReadOnlyList<KeyValuePair<string, double>> Scores,
    IReadOnlyList<string> Answers,
    bool HasImages
);

/// <param name="Analysis">The stored analysis.</param>
/// <param name="Task">The task.</param>
/// <param name="Comparison">The model and the reader.</param>
/// <param name="Stratum">The cases' truth.</param>
/// <param name="Cell">As asked for.</param>
/// <param name="Readers">All readers.</param>
/// <param name="Cases">By code.</param>
public sealed record CellPage(
    AnalysisPage Analysis,
    TaskResults Task,
    Comparison Comparison,
    ComparisonStratum Stratum,
    string Cell,
    IReadOnlyList<RaterSummary> Readers,
    IReadOnlyList<CellCase> Cases
);

/// <summary>Opens a cell of a disagreement matrix: its cases, in order.</summary>
public sealed class CellCases(ReaderStudyDbContext db, StoredAnalysis stored, StudyRatings ratings, CountedRuns counted)
{
    public async Task<CellPage> Handle(StudyPass pass, CellOfMatrix asked, CancellationToken cancellationToken)
    {
        var page = await stored.Handle(pass, cancellationToken);
        var arm = page.Results.Arms.FirstOrDefault(a => asked.Arm is null || a.Arm == asked.Arm) ?? throw new NotFoundException("arm");
        var task = arm.Tasks.FirstOrDefault(t => t.Task == asked.Task) ?? throw new NotFoundException("task");
        var comparison =
            task.Comparisons.FirstOrDefault(c => c.Reader == asked.Reader && (asked.Model is null || c.Model == asked.Model))
            ?? throw new NotFoundException("comparison");
        var truth = asked.Truth is null or "" ? "all" : asked.Truth;
        var stratum = comparison.Strata.FirstOrDefault(s => s.Of == truth) ?? throw new NotFoundException("truth");
        var ids = asked.Cell switch
        {
            "both" => stratum.BothRight.Cases,
            "only-model" => stratum.OnlyModelRight.Cases,
            "only-reader" => stratum.OnlyReaderRight.Cases,
            "neither" => stratum.NeitherRight.Cases,
            _ => throw new NotFoundException("cell"),
        };
        var readers = page.Results.Raters.Where(r => !r.IsModel).ToList();
        return new CellPage(
            page,
            task,
            comparison,
            stratum,
            asked.Cell,
            readers,
            await CasesAsync(pass.Study, ids, task, comparison.Model, arm.Arm, readers, cancellationToken)
        );
    }

    private async Task<List<CellCase>> CasesAsync(
        Study study,
        IReadOnlyList<string> codes,
        TaskResults task,
        string model,
        string arm,
        List<RaterSummary> readers,
        CancellationToken cancellationToken
    )
    {
        var wanted = codes.ToHashSet();
        var table = (await ratings.Handle(study, cancellationToken)).Table;
        var answers = table
            .Ratings.Where(r => r.Question == task.Question && (r.Arm is null || r.Arm == arm) && wanted.Contains(r.CaseId))
            .ToLookup(r => (r.CaseId, r.RaterId), Answer);
        var truths = table.Cases.ToDictionary(c => c.Id, c => c.Truth);
        var known = await db
            .Cases.Where(c => c.StudyId == study.Id)
            .Select(c => new
            {
                c.Id,
                c.Code,
                HasImages = c.Series.Any(),
            })
            .ToDictionaryAsync(c => c.Code, cancellationToken);
        var scores = await ScoresAsync(study, model, cancellationToken);
        return
        [
            .. codes
                .Where(known.ContainsKey)
                .Select(code => new CellCase(
                    known[code].Id,
                    code,
                    truths.GetValueOrDefault(code, ""),
                    answers[(code, model)].FirstOrDefault("not scored"),
                    scores.GetValueOrDefault(known[code].Id, []),
                    [.. readers.Select(r => answers[(code, r.Id)].FirstOrDefault("not read"))],
                    known[code].HasImages
                )),
        ];
    }

    private async Task<Dictionary<Guid, List<KeyValuePair<string, double>>>> ScoresAsync(
        Study study,
        string model,
        CancellationToken cancellationToken
    )
    {
        var run = (await counted.Handle(study, null, cancellationToken))
            .Where(c => c.Run.ModelId == model || c.Run.ModelId + " (model)" == model)
            .Select(c => (Guid?)c.Run.Id)
            .FirstOrDefault();
        if (run is null)
        {
            return [];
        }

        var raw = await db
            .Predictions.Where(p => p.RunId == run && p.ScoresJson != null)
            .Select(p => new { p.CaseId, p.ScoresJson })
            .ToListAsync(cancellationToken);
        return raw.ToDictionary(p => p.CaseId, p => DerivedLabels.Read(p.ScoresJson!).OrderByDescending(s => s.Value).ToList());
    }

    private static string Answer(Rating rating) =>
        rating.Labels.Count switch
        {
            0 => "left open",
            _ => string.Join(" and ", rating.Labels),
        };
}
