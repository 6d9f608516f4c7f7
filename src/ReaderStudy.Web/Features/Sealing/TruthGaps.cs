using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Sealing;

/// <summary>Finds included cases that cannot be analysed: no reference standard, or one that the protocol does not know (any more).</summary>
internal static class TruthGaps
{
    /// <summary>Codes of those cases.</summary>
    public static async Task<List<string>> CodesAsync(ReaderStudyDbContext db, Study study, CancellationToken cancellationToken)
    {
        var cases = await db
            .Cases.Where(c => c.StudyId == study.Id && c.IsIncluded)
            .Select(c => new
            {
                c.Code,
                Truth = db
                    .ReferenceStandards.Where(r => r.CaseId == c.Id)
                    .OrderByDescending(r => r.Revision)
                    .Select(r => r.ClassId)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var reference = study.Protocol.Reference;
        return cases.Where(c => c.Truth is null || reference.Find(c.Truth) is null).Select(c => c.Code).ToList();
    }
}
