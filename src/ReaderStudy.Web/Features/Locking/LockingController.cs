using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Locking;

/// <summary>The two signatures that end the reading: the coordinator's lock, then the statistician's unblinding.</summary>
[Route("studies/{studyId:guid}")]
public sealed class LockingController(
    StudyAccess access,
    Completeness completeness,
    LockData lockData,
    UnblindStudy unblind,
    Signatures signatures
) : Controller
{
    [HttpGet("lock")]
    public async Task<IActionResult> Lock(Guid studyId, CancellationToken cancellationToken) =>
        await PageAsync(
            "Lock",
            await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator, StudyRole.Statistician),
            cancellationToken
        );

    [HttpPost("lock")]
    public async Task<IActionResult> Lock(Guid studyId, [FromForm] string? password, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator);
        Rule.Require(pass.Study.IsOpenForReading, Study.LockFromReading);
        if (await signatures.FaultAsync(User, password, studyId, "data lock", cancellationToken) is { } fault)
        {
            ModelState.AddModelError("Password", fault);
            return await PageAsync("Lock", pass, cancellationToken);
        }

        await lockData.Handle(pass.Study, pass.PersonId, cancellationToken);
        TempData["Notice"] = "The data are locked. A statistician unblinds the study.";
        return Redirect($"/studies/{studyId}/lock");
    }

    [HttpGet("unblind")]
    public async Task<IActionResult> Unblind(Guid studyId, CancellationToken cancellationToken) =>
        await PageAsync("Unblind", await EnterUnblindingAsync(studyId, cancellationToken), cancellationToken);

    [HttpPost("unblind")]
    public async Task<IActionResult> Unblind(Guid studyId, [FromForm] string? password, CancellationToken cancellationToken)
    {
        var pass = await EnterUnblindingAsync(studyId, cancellationToken);
        Rule.Require(pass.Study.DataLockedBy != pass.PersonId, Study.TwoSigners);
        if (await signatures.FaultAsync(User, password, studyId, "unblinding", cancellationToken) is { } fault)
        {
            ModelState.AddModelError("Password", fault);
            return await PageAsync("Unblind", pass, cancellationToken);
        }

        await unblind.Handle(pass.Study, pass.PersonId, cancellationToken);
        TempData["Notice"] = "The study is unblinded.";
        return Redirect($"/studies/{studyId}/analysis");
    }

    private async Task<StudyPass> EnterUnblindingAsync(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Statistician);
        Rule.Require(pass.Study.Status == StudyStatus.DataLocked, Study.UnblindAfterLock);
        return pass;
    }

    private async Task<IActionResult> PageAsync(string view, StudyPass pass, CancellationToken cancellationToken)
    {
        ViewData["Pass"] = pass;
        return View(view, await completeness.Handle(pass, cancellationToken));
    }
}
