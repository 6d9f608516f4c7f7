using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Data;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Ledger;

/// <summary>How often the test set was used, for coordinators and statisticians.</summary>
[Route("studies/{studyId:guid}/ledger")]
public sealed class LedgerController(
    StudyAccess access,
    TestSetLedger ledger,
    FingerprintSeries fingerprints,
    AuditTrail audit,
    ReaderStudyDbContext db
) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await EnterAsync(studyId, cancellationToken);
        return View("Index", await ledger.Handle(pass, cancellationToken));
    }

    [HttpPost("fingerprints")]
    public async Task<IActionResult> Fingerprints(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await EnterAsync(studyId, cancellationToken);
        var taken = await fingerprints.Handle(studyId, cancellationToken);
        audit.Record("cohort.fingerprints-taken", pass.PersonId, studyId, $"study {studyId}", $"{taken} series");
        await db.SaveChangesAsync(cancellationToken);
        TempData["Notice"] = taken == 1 ? "One series can be recognised now." : $"{taken} series can be recognised now.";
        return Redirect($"/studies/{studyId}/ledger");
    }

    private async Task<StudyPass> EnterAsync(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator, StudyRole.Statistician);
        ViewData["Pass"] = pass;
        return pass;
    }
}
