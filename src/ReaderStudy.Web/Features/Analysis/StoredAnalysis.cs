using Microsoft.EntityFrameworkCore;
using ReaderStudy.Analysis.Results;
using ReaderStudy.Data;
using ReaderStudy.Domain.Analysis;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Reports;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Analysis;

/// <summary>A stored analysis with what is printed around it.</summary>
/// <param name="Pass">Who looks.</param>
/// <param name="Run">The stored run.</param>
/// <param name="Report">What the report is made of.</param>
/// <param name="NewerRuns">Models whose run finished after the analysis and would count in another one: it does not know them.</param>
public sealed record AnalysisPage(StudyPass Pass, AnalysisRun Run, StudyReport Report, IReadOnlyList<string> NewerRuns)
{
    public StudyResults Results => Report.Results;
}

/// <summary>Reads the latest stored analysis of a study; the first look after the unblinding runs it.</summary>
public sealed class StoredAnalysis(ReaderStudyDbContext db, RunAnalysis runAnalysis, CountedRuns counted)
{
    public async Task<AnalysisPage> Handle(StudyPass pass, CancellationToken cancellationToken)
    {
        var study = pass.Study;
        var run =
            await db
                .AnalysisRuns.AsNoTracking()
                .Where(r => r.StudyId == study.Id)
                .OrderByDescending(r => r.RunAt)
                .FirstOrDefaultAsync(cancellationToken)
            ?? await runAnalysis.Handle(study.Id, pass.PersonId, cancellationToken);
        var then = await counted.Handle(study, run.RunAt, cancellationToken);
        var now = await counted.Handle(study, null, cancellationToken);
        return new AnalysisPage(
            pass,
            run,
            new StudyReport
            {
                Title = study.Name,
                Date = DateOnly.FromDateTime(run.RunAt.UtcDateTime),
                Results = ResultsJson.Read(run.ResultsJson),
                Protocol = study.Protocol,
                Facts = Facts(study, then),
                Remarks = Remarks(study, [.. then.Select(c => c.Run.ModelId)]),
                Signatures = await SignaturesAsync(study, cancellationToken),
            },
            [.. now.Select(c => c.Run).Where(r => r.FinishedAt > run.RunAt).Select(r => r.ModelId)]
        );
    }

    private static List<StudyFact> Facts(Study study, IReadOnlyList<CountedRun> runs) =>
        study.IsImported
            ? [new StudyFact("Readings", $"made elsewhere, imported on {Shared.Texts.Day(study.CreatedAt)}")]
            :
            [
                new StudyFact(
                    "Reading",
                    $"{Shared.Texts.Day(study.SealedAt!.Value)} (protocol sealed) to {Shared.Texts.Day(study.DataLockedAt!.Value)} (data locked)"
                ),
                .. runs.Select(c => new StudyFact(
                    $"Output of {c.Run.ModelId}",
                    $"run of {Shared.Texts.Day(c.Run.RequestedAt)}, {(c.IsShown ? "as readers saw it, fixed at the sealing" : "the last one before this analysis; readers did not see it")}; model SHA-256 {c.Run.ModelSha256}"
                )),
            ];

    private static List<string> Remarks(Study study, List<string> models)
    {
        var remarks = models.ConvertAll(m => $"Labels of {m} were derived here from its raw scores: {DerivedLabels.RuleInWords}.");
        if (study.IsImported)
        {
            remarks.Add(
                "The readings were made elsewhere and were taken as they stand in the file; ReaderStudy did not watch over the reading."
            );
        }

        return remarks;
    }

    private async Task<List<Signature>> SignaturesAsync(Study study, CancellationToken cancellationToken)
    {
        if (study.IsImported)
        {
            return [];
        }

        var given = new (Guid? By, DateTimeOffset? At, string Meaning)[]
        {
            (study.SealedBy, study.SealedAt, "Protocol sealed"),
            (study.DataLockedBy, study.DataLockedAt, "Data locked"),
            (study.UnblindedBy, study.UnblindedAt, "Study unblinded"),
        };
        var people = given.Select(g => g.By).OfType<Guid>().ToList();
        var names = await db.Users.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.DisplayName, cancellationToken);
        return
        [
            .. given
                .Where(g => g.By is not null && g.At is not null)
                .Select(g => new Signature(
                    names.GetValueOrDefault(g.By!.Value, "unknown"),
                    RolesOf(study, g.By.Value),
                    g.Meaning,
                    g.At!.Value
                )),
        ];
    }

    private static string RolesOf(Study study, Guid person) =>
        string.Join(", ", study.Members.Where(m => m.PersonId == person).Select(m => m.Role.ToString()).Order(StringComparer.Ordinal));
}
