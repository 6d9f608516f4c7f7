using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Shared;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Sealing;

/// <summary>The page on which a coordinator seals the protocol.</summary>
[Route("studies/{studyId:guid}/seal")]
public sealed class SealingController(
    StudyAccess access,
    SealingChecklist checklist,
    SealStudy seal,
    Signatures signatures,
    RecordRefusal refusal
) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid studyId, CancellationToken cancellationToken) =>
        await PageAsync(await EnterAsync(studyId, cancellationToken), cancellationToken);

    /// <param name="studyId">The study.</param>
    /// <param name="sha256">The hash that was on the page; a program that shows none leaves it out.</param>
    /// <param name="password">The signature.</param>
    /// <param name="cancellationToken">Stops.</param>
    [HttpPost("")]
    public async Task<IActionResult> Seal(
        Guid studyId,
        [FromForm] string? sha256,
        [FromForm] string? password,
        CancellationToken cancellationToken
    )
    {
        var pass = await EnterAsync(studyId, cancellationToken);
        if (sha256 is not null && sha256 != ProtocolJson.Sha256Of(pass.Study.ProtocolText))
        {
            return await RefuseAsync(pass, cancellationToken);
        }

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

        try
        {
            await seal.Handle(pass.Study, signing.Signature, cancellationToken);
        }
        catch (BrokenRuleException broken) when (broken.Rule == Study.SealsWhatWasShown)
        {
            return await RefuseAsync(pass, cancellationToken);
        }

        TempData["Notice"] = "The protocol is sealed. Readers find their cases under My sessions.";
        return Redirect($"/studies/{studyId}");
    }

    private async Task<StudyPass> EnterAsync(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator);
        Rule.Require(pass.Study.Status == StudyStatus.Draft, Study.SealOnce);
        return pass;
    }

    /// <summary>The page again, with the protocol as it is now, for a person; a program is told the code.</summary>
    private async Task<IActionResult> RefuseAsync(StudyPass pass, CancellationToken cancellationToken)
    {
        if (!this.WantsPage())
        {
            throw new BrokenRuleException(Study.SealsWhatWasShown);
        }

        await refusal.Handle(pass, Study.SealsWhatWasShown, Request.Path, cancellationToken);
        var now = await EnterAsync(pass.Study.Id, cancellationToken);
        Response.StatusCode = StatusCodes.Status409Conflict;
        ModelState.Remove("sha256");
        ModelState.AddModelError("Password", Study.SealsWhatWasShown.Message);
        return await PageAsync(now, cancellationToken);
    }

    private async Task<IActionResult> PageAsync(StudyPass pass, CancellationToken cancellationToken)
    {
        ViewData["Pass"] = pass;
        return View("Index", await checklist.Handle(pass.Study, cancellationToken));
    }
}
