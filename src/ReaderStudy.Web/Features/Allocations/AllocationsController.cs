using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Exports;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Allocations;

/// <summary>Who read what in which arm and in what order, and the proof that chance alone decided it; open from the data lock on.</summary>
[Route("studies/{studyId:guid}/allocation")]
public sealed class AllocationsController(
    StudyAccess access,
    ShowAllocation show,
    LoadAllocation load,
    ExportAllocation export,
    ReaderStudyDbContext db,
    AuditTrail audit
) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid studyId, int page, CancellationToken cancellationToken)
    {
        var pass = await EnterAsync(studyId, cancellationToken);
        ViewData["Pass"] = pass;
        return View("Index", await show.Handle(pass, page, cancellationToken));
    }

    [HttpGet("allocation.zip")]
    public async Task<IActionResult> Files(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await EnterAsync(studyId, cancellationToken);
        var allocation = await load.Handle(pass.Study, cancellationToken);
        if (allocation.Sealed is null)
        {
            throw new NotFoundException("allocation");
        }

        Rule.Require(pass.Sees(allocation.Tells), SealedAllocation.OpensWithTheTruth);
        audit.Record(
            "study.allocation-exported",
            pass.PersonId,
            studyId,
            $"study {studyId}",
            $"input SHA-256 {allocation.Sealed.Sha256}, {allocation.Sessions.Count} sessions"
        );
        await db.SaveChangesAsync(cancellationToken);
        return new ZipResult("allocation.zip", (zip, token) => export.Handle(allocation, zip, token));
    }

    private async Task<StudyPass> EnterAsync(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator, StudyRole.Statistician);
        Rule.Require(pass.Sees(StudyItems.Allocation), SealedAllocation.OpensWithTheLock);
        return pass;
    }
}
