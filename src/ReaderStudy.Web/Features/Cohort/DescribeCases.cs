using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Cohort;

/// <summary>Says of several cases at once what they are for.</summary>
public sealed class SetPurpose(ReaderStudyDbContext db, AuditTrail audit)
{
    /// <returns>How many cases have another purpose than before.</returns>
    public async Task<int> Handle(
        StudyPass pass,
        IReadOnlyCollection<Guid> caseIds,
        CasePurpose purpose,
        CancellationToken cancellationToken
    )
    {
        Rule.Require(pass.Study.Status is StudyStatus.Draft, Study.DesignIsFrozen);
        var changed = await db
            .Cases.Where(c => c.StudyId == pass.Study.Id && caseIds.Contains(c.Id) && c.Purpose != purpose)
            .ToListAsync(cancellationToken);
        changed.ForEach(c => c.UseFor(purpose));
        if (changed.Count > 0)
        {
            audit.Record(
                "case.purpose-set",
                pass.PersonId,
                pass.Study.Id,
                $"study {pass.Study.Id}",
                $"{changed.Count} cases: {purpose.ToString().ToLowerInvariant()}"
            );
            await db.SaveChangesAsync(cancellationToken);
        }

        return changed.Count;
    }
}

/// <summary>Sets or takes away the clinical history of a case.</summary>
public sealed class TellHistory(ReaderStudyDbContext db, AuditTrail audit)
{
    /// <returns>The case.</returns>
    public async Task<Case> Handle(StudyPass pass, Guid caseId, string? history, CancellationToken cancellationToken)
    {
        Rule.Require(pass.Study.Status is StudyStatus.Draft, Study.DesignIsFrozen);
        var home =
            await db.Cases.SingleOrDefaultAsync(c => c.Id == caseId && c.StudyId == pass.Study.Id, cancellationToken)
            ?? throw new NotFoundException("case");
        home.Tell(history);
        audit.Record("case.history-set", pass.PersonId, pass.Study.Id, $"case {home.Id}", home.History is null ? "taken away" : "");
        await db.SaveChangesAsync(cancellationToken);
        return home;
    }
}

/// <summary>Names the variant of a series (a reconstruction, a dose), by which an arm chooses what it shows.</summary>
public sealed class NameVariant(ReaderStudyDbContext db, AuditTrail audit)
{
    public async Task Handle(StudyPass pass, Guid seriesId, string? variant, CancellationToken cancellationToken)
    {
        Rule.Require(pass.Study.Status is StudyStatus.Draft, Study.DesignIsFrozen);
        var series =
            await db.Series.SingleOrDefaultAsync(
                s => s.Id == seriesId && db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == pass.Study.Id),
                cancellationToken
            ) ?? throw new NotFoundException("series");
        series.NameVariant(variant);
        audit.Record("series.variant-named", pass.PersonId, pass.Study.Id, $"series {series.Id}", series.Variant ?? "");
        await db.SaveChangesAsync(cancellationToken);
    }
}
