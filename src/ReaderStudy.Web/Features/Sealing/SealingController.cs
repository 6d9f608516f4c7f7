using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Sealing;

/// <summary>The page on which a coordinator seals the protocol.</summary>
[Route("studies/{studyId:guid}/seal")]
public sealed class SealingController(StudyAccess access, SealingChecklist checklist, SealStudy seal, Signatures signatures) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid studyId, CancellationToken cancellationToken) =>
        await PageAsync(await EnterAsync(studyId, cancellationToken), cancellationToken);

    [HttpPost("")]
    public async Task<IActionResult> Seal(Guid studyId, [FromForm] string? password, CancellationToken cancellationToken)
    {
        var pass = await EnterAsync(studyId, cancellationToken);
        var signing = await signatures.SignAsync(
            User,
            password,
            studyId,
            SignatureMeaning.Seal,
            "protocol 1",
            ProtocolJson.Sha256Of(pass.Study.ProtocolText),
            cancellationToken
        );
        if (signing.Signature is null)
        {
            ModelState.AddModelError("Password", signing.Fault!);
            return await PageAsync(pass, cancellationToken);
        }

        await seal.Handle(pass.Study, signing.Signature, cancellationToken);
        TempData["Notice"] = "The protocol is sealed. Readers find their cases under My sessions.";
        return Redirect($"/studies/{studyId}");
    }

    private async Task<StudyPass> EnterAsync(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator);
        Rule.Require(pass.Study.Status == StudyStatus.Draft, Study.SealOnce);
        return pass;
    }

    private async Task<IActionResult> PageAsync(StudyPass pass, CancellationToken cancellationToken)
    {
        ViewData["Pass"] = pass;
        return View("Index", await checklist.Handle(pass.Study, cancellationToken));
    }
}
