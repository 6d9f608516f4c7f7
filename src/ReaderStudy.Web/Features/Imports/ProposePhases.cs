using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Dicom.Series;
using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>Proposes the phases of a study's series, those of one exam together. What a person confirmed stays.</summary>
public sealed class ProposePhases(ReaderStudyDbContext db)
{
    private const int BatchCases = 200;

    public async Task Handle(Guid studyId, CancellationToken cancellationToken)
    {
        var ids = await db
            .Cases.Where(c => c.StudyId == studyId && c.Series.Any(s => !s.PhaseIsConfirmed && s.PhaseEvidence != null))
            .OrderBy(c => c.Id)
            .Select(c => c.Id)
            .ToListAsync(cancellationToken);
        foreach (var batch in ids.Chunk(BatchCases))
        {
            await ProposeAsync(batch, cancellationToken);
        }
    }

    /// <summary>For the series of one case anew, when a person has confirmed one of them.</summary>
    public Task OfCaseAsync(Guid caseId, CancellationToken cancellationToken) => ProposeAsync([caseId], cancellationToken);

    private async Task ProposeAsync(Guid[] cases, CancellationToken cancellationToken)
    {
        var series = await db.Series.Where(s => cases.Contains(s.CaseId) && s.PhaseEvidence != null).ToListAsync(cancellationToken);
        foreach (var exam in series.GroupBy(s => (s.CaseId, s.ExamUid)))
        {
            Propose([.. exam.OrderBy(s => s.SeriesUid, StringComparer.Ordinal)]);
        }

        await db.SaveChangesAsync(cancellationToken);
        series.ForEach(s => db.Entry(s).State = EntityState.Detached);
    }

    private static void Propose(List<Series> exam)
    {
        var known = exam.Select(s => (Series: s, Evidence: PhaseOfSeries.EvidenceOf(s)))
            .Where(p => p is { Evidence: not null, Series.ExclusionReason: null })
            .ToList();
        var proposals = ExamPhases.Propose(known.ConvertAll(p => p.Evidence!));
        foreach (var (one, proposal) in known.Select(p => p.Series).Zip(proposals))
        {
            var reason = proposal.Reason.Length > 0 ? char.ToUpperInvariant(proposal.Reason[0]) + proposal.Reason[1..] : "";
            one.ProposePhase(
                PhaseOfSeries.PhaseOf(proposal.Phase),
                Clip(reason),
                proposal.Confidence,
                proposal.Doubt is { } doubt ? Clip(doubt) : null
            );
        }
    }

    private static string Clip(string text) => text.Length <= 500 ? text : text[..499] + "…";
}
