using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Shared;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Locking;

/// <summary>The two signatures that end the reading: the coordinator's lock, then the statistician's unblinding, over the same hash.</summary>
[Route("studies/{studyId:guid}")]
public sealed class LockingController(
    StudyAccess access,
    LockChecklist checklist,
    LockData lockData,
    UnblindStudy unblind,
    Signatures signatures,
    RecordRefusal refusal
) : Controller
{
    [HttpGet("lock")]
    public async Task<IActionResult> Lock(Guid studyId, CancellationToken cancellationToken) =>
        await PageAsync(
            "Lock",
            await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator, StudyRole.Statistician),
            null,
            cancellationToken
        );

    /// <param name="studyId">The study.</param>
    /// <param name="reason">Why readings are missing.</param>
    /// <param name="state">The hash that was on the page; a program that shows none leaves it out.</param>
    /// <param name="password">The signature.</param>
    /// <param name="cancellationToken">Stops.</param>
    [HttpPost("lock")]
    public async Task<IActionResult> Lock(
        Guid studyId,
        [FromForm] string? reason,
        [FromForm] string? state,
        [FromForm] string? password,
        CancellationToken cancellationToken
    )
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator);
        DataLock draft;
        try
        {
            draft = await lockData.Draft(pass.Study, reason, pass.PersonId, cancellationToken);
            Rule.Require(
                state is null || state == draft.StateSha256,
                DataLock.DataChanged,
                "Readings were finished since the page was opened. The numbers are new: look at them, then sign."
            );
        }
        catch (BrokenRuleException broken) when (pass.Study.IsOpenForReading && this.WantsPage())
        {
            await refusal.Handle(pass, broken.Rule, Request.Path, cancellationToken);
            Response.StatusCode = StatusCodes.Status409Conflict;
            ModelState.Remove("state");
            ModelState.AddModelError(broken.Rule == DataLock.ReasonIsGiven ? "Reason" : "Password", broken.Message);
            return await PageAsync("Lock", pass, reason, cancellationToken);
        }

        var signing = await SignAsync(pass, password, SignatureMeaning.DataLock, draft.StateSha256, cancellationToken);
        if (signing.Signature is null)
        {
            ModelState.AddModelError("Password", signing.Fault!);
            return await PageAsync("Lock", pass, reason, cancellationToken);
        }

        await lockData.Handle(pass.Study, draft, signing.Signature, cancellationToken);
        TempData["Notice"] = "The data are locked. A statistician unblinds the study.";
        return Redirect($"/studies/{studyId}/lock");
    }

    [HttpGet("unblind")]
    public async Task<IActionResult> Unblind(Guid studyId, CancellationToken cancellationToken) =>
        await PageAsync("Unblind", await EnterUnblindingAsync(studyId, cancellationToken), null, cancellationToken);

    [HttpPost("unblind")]
    public async Task<IActionResult> Unblind(Guid studyId, [FromForm] string? password, CancellationToken cancellationToken)
    {
        var pass = await EnterUnblindingAsync(studyId, cancellationToken);
        Rule.Require(pass.Study.DataLockedBy != pass.PersonId, Study.TwoSigners);
        var state = await unblind.CheckAsync(pass.Study, cancellationToken);
        var signing = await SignAsync(pass, password, SignatureMeaning.Unblinding, state, cancellationToken);
        if (signing.Signature is null)
        {
            ModelState.AddModelError("Password", signing.Fault!);
            return await PageAsync("Unblind", pass, null, cancellationToken);
        }

        await unblind.Handle(pass.Study, signing.Signature, cancellationToken);
        TempData["Notice"] = "The study is unblinded.";
        return Redirect($"/studies/{studyId}/analysis");
    }

    /// <summary>Over the hash of the data's state.</summary>
    private Task<Signing> SignAsync(
        StudyPass pass,
        string? password,
        SignatureMeaning meaning,
        string stateSha256,
        CancellationToken cancellationToken
    ) => signatures.SignAsync(User, password, pass.Study.Id, meaning, $"study {pass.Study.Id}", stateSha256, cancellationToken);

    private async Task<StudyPass> EnterUnblindingAsync(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Statistician);
        Rule.Require(pass.Study.Status == StudyStatus.DataLocked, Study.UnblindAfterLock);
        return pass;
    }

    private async Task<IActionResult> PageAsync(string view, StudyPass pass, string? reason, CancellationToken cancellationToken)
    {
        ViewData["Pass"] = pass;
        return View(view, await checklist.Handle(pass, cancellationToken) with { Reason = reason });
    }
}
