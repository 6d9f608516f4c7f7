using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Studies;

/// <param name="StudyId">The study.</param>
/// <param name="Name">Of the study.</param>
/// <param name="At">When it was archived or deleted.</param>
/// <param name="By">Who did it.</param>
/// <param name="Reason">Why it was deleted; null: it was archived, and can be looked at.</param>
public sealed record PutAwayStudy(Guid StudyId, string Name, DateTimeOffset At, string By, string? Reason);

/// <summary>The studies that left the home page: archived ones, and the traces of deleted drafts.</summary>
[Route("studies/archived")]
public sealed class ArchivedController(ListPutAway studies) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) =>
        View("/Features/Studies/Archived.cshtml", await studies.Handle(User.PersonId(), cancellationToken));
}

/// <summary>Lists what a person had a part in; deleted drafts for their coordinators only.</summary>
public sealed class ListPutAway(ReaderStudyDbContext db)
{
    public async Task<IReadOnlyList<PutAwayStudy>> Handle(Guid personId, CancellationToken cancellationToken)
    {
        var studies = await db
            .Studies.AsNoTracking()
            .Where(s =>
                (s.Status == StudyStatus.Archived && s.Members.Any(m => m.PersonId == personId))
                || (s.RemovedAt != null && s.Members.Any(m => m.PersonId == personId && m.Role == StudyRole.Coordinator))
            )
            .ToListAsync(cancellationToken);
        var people = studies.Select(s => s.RemovedBy ?? s.ArchivedBy).OfType<Guid>().ToList();
        var names = await db.Users.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.DisplayName, cancellationToken);
        return
        [
            .. studies
                .Select(s => new PutAwayStudy(
                    s.Id,
                    s.Name,
                    s.RemovedAt ?? s.ArchivedAt ?? s.CreatedAt,
                    names.GetValueOrDefault(s.RemovedBy ?? s.ArchivedBy ?? Guid.Empty, "unknown"),
                    s.RemovalReason
                ))
                .OrderByDescending(s => s.At),
        ];
    }
}
