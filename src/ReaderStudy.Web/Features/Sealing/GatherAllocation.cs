using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Sealing;

/// <summary>
/// Gathers what a study's allocation is drawn from. Truth and centre of a case are taken only where something is drawn from them, so that
/// the stored input tells no more of the cases than it must.
/// </summary>
public sealed class GatherAllocation(ReaderStudyDbContext db)
{
    /// <param name="study">With its readers.</param>
    /// <param name="seed">Of the generator.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public async Task<AllocationInput> Handle(Study study, ulong seed, CancellationToken cancellationToken)
    {
        var protocol = study.Protocol;
        var cases = await db
            .Cases.AsNoTracking()
            .Where(c => c.StudyId == study.Id && c.IsIncluded)
            .Select(c => new
            {
                c.Id,
                c.Code,
                c.Purpose,
                c.Centre,
                Truth = db
                    .ReferenceStandards.Where(r => r.CaseId == c.Id)
                    .OrderByDescending(r => r.Revision)
                    .Select(r => r.ClassId)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var strata = protocol.Design.Strata;
        var byTruth = strata.Contains(Stratum.Class) || strata.Contains(Stratum.Group);
        return new AllocationInput(
            protocol.Design,
            protocol.Arms,
            protocol.Reference,
            study.Readers.Select(r => new AllocationReader(r.Id, r.Name, r.Level)).ToList(),
            cases
                .Where(c => c.Purpose != CasePurpose.Training || protocol.Training is not null)
                .Select(c => new AllocationCase(
                    c.Id,
                    c.Code,
                    c.Purpose,
                    c.Purpose == CasePurpose.Catch || (byTruth && c.Purpose == CasePurpose.Test)
                        ? protocol.Reference.Find(c.Truth ?? "")?.Id
                        : null,
                    strata.Contains(Stratum.Centre) && c.Purpose != CasePurpose.Training ? c.Centre : null
                ))
                .ToList(),
            seed
        );
    }
}
