using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Conduct;
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
        var signing = await SignAsync(pass, password, SignatureMeaning.DataLock, cancellationToken);
        if (signing.Signature is null)
        {
            ModelState.AddModelError("Password", signing.Fault!);
            return await PageAsync("Lock", pass, cancellationToken);
        }

        await lockData.Handle(pass.Study, signing.Signature, cancellationToken);
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
        var signing = await SignAsync(pass, password, SignatureMeaning.Unblinding, cancellationToken);
        if (signing.Signature is null)
        {
            ModelState.AddModelError("Password", signing.Fault!);
            return await PageAsync("Unblind", pass, cancellationToken);
        }

        await unblind.Handle(pass.Study, signing.Signature, cancellationToken);
        TempData["Notice"] = "The study is unblinded.";
        return Redirect($"/studies/{studyId}/analysis");
    }

    /// <summary>Over the hash of the protocol in force.</summary>
    private Task<Signing> SignAsync(StudyPass pass, string? password, SignatureMeaning meaning, CancellationToken cancellationToken) =>
        signatures.SignAsync(
            User,
            password,
            pass.Study.Id,
            meaning,
            $"study {pass.Study.Id}",
            pass.Study.ProtocolSha256!,
            cancellationToken
        );

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
