using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Imports;
using ReaderStudy.Web.Features.Quality;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Cohort;

/// <summary>Sets or confirms the phase of a series; what is proposed for the other series of its exam is weighed anew against it.</summary>
public sealed class SetPhase(ReaderStudyDbContext db, ProposePhases propose, FindFindings find, AuditTrail audit)
{
    public async Task Handle(StudyPass pass, Guid seriesId, Phase phase, CancellationToken cancellationToken)
    {
        Rule.Require(pass.Study.Status is StudyStatus.Draft, Study.DesignIsFrozen);
        var series =
            await db.Series.SingleOrDefaultAsync(
                s => s.Id == seriesId && db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == pass.Study.Id),
                cancellationToken
            ) ?? throw new NotFoundException("series");
        var before = series.Phase;
        series.ConfirmPhase(phase);
        audit.Record(
            "series.phase-set",
            pass.PersonId,
            pass.Study.Id,
            $"series {series.Id}",
            $"{PhaseNames.IdOf(before)} to {PhaseNames.IdOf(phase)}"
        );
        await db.SaveChangesAsync(cancellationToken);
        await propose.OfCaseAsync(series.CaseId, cancellationToken);
        await find.Handle(pass.Study.Id, cancellationToken);
    }
}

/// <summary>Confirms every proposed phase of the study's included cases at once, but for series that are left out of reading.</summary>
public sealed class ConfirmPhases(ReaderStudyDbContext db, FindFindings find, AuditTrail audit)
{
    /// <summary>How many were confirmed.</summary>
    public async Task<int> Handle(StudyPass pass, CancellationToken cancellationToken)
    {
        Rule.Require(pass.Study.Status is StudyStatus.Draft, Study.DesignIsFrozen);
        var open = await db
            .Series.Where(s =>
                !s.PhaseIsConfirmed
                && s.Phase != Phase.Unknown
                && s.ExclusionReason == null
                && db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == pass.Study.Id && c.IsIncluded)
            )
            .ToListAsync(cancellationToken);
        foreach (var series in open)
        {
            series.ConfirmPhase(series.Phase);
        }

        if (open.Count > 0)
        {
            audit.Record("series.phases-confirmed", pass.PersonId, pass.Study.Id, $"study {pass.Study.Id}", $"{open.Count} series");
            await db.SaveChangesAsync(cancellationToken);
            await find.Handle(pass.Study.Id, cancellationToken);
        }

        return open.Count;
    }
}

/// <summary>Takes a case out of the study, with a reason, or back in.</summary>
public sealed class IncludeCase(ReaderStudyDbContext db, FindFindings find, AuditTrail audit)
{
    /// <param name="pass">A coordinator's.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="exclusionReason">Null: the case is included again.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task Handle(StudyPass pass, Guid caseId, string? exclusionReason, CancellationToken cancellationToken)
    {
        Rule.Require(pass.Study.Status is StudyStatus.Draft, Study.DesignIsFrozen);
        var home =
            await db.Cases.SingleOrDefaultAsync(c => c.Id == caseId && c.StudyId == pass.Study.Id, cancellationToken)
            ?? throw new NotFoundException("case");
        if (exclusionReason is null)
        {
            home.Include();
            audit.Record("case.included", pass.PersonId, pass.Study.Id, $"case {home.Id}");
        }
        else
        {
            home.Exclude(exclusionReason.Length > 500 ? exclusionReason[..500] : exclusionReason);
            audit.Record("case.excluded", pass.PersonId, pass.Study.Id, $"case {home.Id}");
        }

        await db.SaveChangesAsync(cancellationToken);
        await find.Handle(pass.Study.Id, cancellationToken);
    }
}
