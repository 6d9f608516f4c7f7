using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Sealing;

/// <summary>
/// Says how often each group of the reference standard occurs in the test set, and that readers must not learn it: readers who know a share
/// decide otherwise than in practice (FDA, Clinical Performance Assessment: Considerations for CADe, 2022). For the coordinator of a draft, who
/// brings the truth in; hidden from the sealing on, as the truth is.
/// </summary>
public sealed class ContextBias(ReaderStudyDbContext db)
{
    /// <summary>In a sentence; null where the coordinator may not see the truth, or while a test case has none.</summary>
    public async Task<string?> Handle(Study study, CancellationToken cancellationToken)
    {
        var protocol = study.Protocol;
        if ((BlindingPolicy.VisibleTo(StudyRole.Coordinator, study.Status, protocol.Truth) & StudyItems.Truth) == StudyItems.None)
        {
            return null;
        }

        var truths = await db
            .Cases.Where(c => c.StudyId == study.Id && c.IsIncluded && c.Purpose == CasePurpose.Test)
            .Select(c =>
                db.ReferenceStandards.Where(r => r.CaseId == c.Id)
                    .OrderByDescending(r => r.Revision)
                    .Select(r => r.ClassId)
                    .FirstOrDefault()
            )
            .ToListAsync(cancellationToken);
        var groups = truths.Select(t => protocol.Reference.Find(t ?? "")?.Group).ToList();
        if (groups.Count == 0 || groups.Contains(null))
        {
            return null;
        }

        var shares = protocol
            .Reference.Groups.Select(g => (Name: g, Cases: groups.Count(of => of == g)))
            .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Name} {g.Cases} ({100.0 * g.Cases / groups.Count:0} %)"));
        return $"Test cases by reference standard: {string.Join(", ", shares)}. Readers who know a share decide otherwise than in practice (context bias): tell them none, neither in the instructions nor by word, and report the shares with the results.";
    }
}
