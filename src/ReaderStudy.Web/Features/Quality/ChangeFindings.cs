using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Quality;

/// <summary>Leaves findings as they are, with a reason; one or all open ones of a kind.</summary>
public sealed class AcceptFindings(ReaderStudyDbContext db, AuditTrail audit, TimeProvider clock)
{
    /// <param name="pass">A coordinator's.</param>
    /// <param name="findingId">One finding; null: all open ones of the kind.</param>
    /// <param name="kind">Read only when no finding is given.</param>
    /// <param name="reason">Why they may stay.</param>
    /// <param name="cancellationToken">Stops before anything is saved.</param>
    /// <returns>How many were accepted.</returns>
    public async Task<int> Handle(StudyPass pass, Guid? findingId, FindingKind? kind, string reason, CancellationToken cancellationToken)
    {
        Rule.Require(pass.Study.Status is StudyStatus.Draft, Study.DesignIsFrozen);
        var findings = await db
            .CohortFindings.Where(f => f.StudyId == pass.Study.Id && f.State == FindingState.Open)
            .Where(f => findingId == null ? f.Kind == kind : f.Id == findingId)
            .ToListAsync(cancellationToken);
        if (findings.Count == 0 && findingId is not null)
        {
            throw new NotFoundException("finding");
        }

        foreach (var finding in findings)
        {
            finding.Accept(reason, pass.PersonId, clock.GetUtcNow());
            audit.Record("finding.accepted", pass.PersonId, pass.Study.Id, $"finding {finding.Id}", $"{finding.Kind}: {finding.Reason}");
        }

        await db.SaveChangesAsync(cancellationToken);
        return findings.Count;
    }
}

/// <summary>Takes back that a finding was accepted.</summary>
public sealed class ReopenFinding(ReaderStudyDbContext db, FindFindings find, AuditTrail audit)
{
    public async Task Handle(StudyPass pass, Guid findingId, CancellationToken cancellationToken)
    {
        Rule.Require(pass.Study.Status is StudyStatus.Draft, Study.DesignIsFrozen);
        var finding =
            await db.CohortFindings.SingleOrDefaultAsync(
                f => f.Id == findingId && f.StudyId == pass.Study.Id && f.State == FindingState.Accepted,
                cancellationToken
            ) ?? throw new NotFoundException("finding");
        finding.Reopen();
        audit.Record("finding.reopened", pass.PersonId, pass.Study.Id, $"finding {finding.Id}", finding.Kind.ToString());
        await db.SaveChangesAsync(cancellationToken);
        await find.Handle(pass.Study.Id, cancellationToken);
    }
}
