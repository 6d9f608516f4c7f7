using Microsoft.EntityFrameworkCore;
using ReaderStudy.Analysis;
using ReaderStudy.Analysis.Ratings;
using ReaderStudy.Analysis.Results;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Analysis;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Analysis;

/// <summary>
/// Runs the planned analysis and stores it, pinned by the hash of its input, the protocol's hash and the software's version. The same
/// input gives the run that is there already.
/// </summary>
public sealed class RunAnalysis(ReaderStudyDbContext db, AuditTrail audit, StudyRatings ratings, TimeProvider clock)
{
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    /// <summary>The run of the study's data as they are now.</summary>
    public async Task<AnalysisRun> Handle(Guid studyId, Guid personId, CancellationToken cancellationToken)
    {
        await OneAtATime.WaitAsync(cancellationToken);
        try
        {
            return await RunAsync(studyId, personId, cancellationToken);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private async Task<AnalysisRun> RunAsync(Guid studyId, Guid personId, CancellationToken cancellationToken)
    {
        var study = await db.Studies.SingleAsync(s => s.Id == studyId, cancellationToken);
        Rule.Require(study.IsUnblinded, Study.ResultsAfterUnblinding);
        var collected = await ratings.Handle(study, cancellationToken);
        var input = InputHash.Of(collected.Table);
        var protocol = study.ProtocolSha256!;
        var known = await db
            .AnalysisRuns.Where(r =>
                r.StudyId == studyId && r.InputSha256 == input && r.ProtocolSha256 == protocol && r.SoftwareVersion == StudyAnalysis.Version
            )
            .OrderBy(r => r.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (known is not null)
        {
            return known;
        }

        var plan = study.Protocol;
        var results = StudyAnalysis.Of(
            plan,
            collected.Table,
            collected.Noted,
            new ProtocolUsed(plan.Id, plan.Title, protocol, study.ProtocolVersion)
        );
        var run = new AnalysisRun(studyId, input, protocol, StudyAnalysis.Version, ResultsJson.Write(results), personId, clock.GetUtcNow());
        db.AnalysisRuns.Add(run);
        study.MarkAnalysed();
        audit.Record("study.analysed", personId, studyId, $"analysis {run.Id}", $"input {input}, protocol {protocol}");
        await db.SaveChangesAsync(cancellationToken);
        return run;
    }
}
