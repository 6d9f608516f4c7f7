using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Studies;

/// <param name="Pass">The way in.</param>
/// <param name="Name">Of the new study.</param>
/// <param name="SeesTruth">Whether the person sees the reference standard now.</param>
/// <param name="PassesTruthOn">Whether it can be copied.</param>
public sealed record ClonePage(StudyPass Pass, string Name, bool SeesTruth, bool PassesTruthOn);

/// <summary>Beginning a study from another, putting one away, and deleting a draft.</summary>
[Route("studies/{studyId:guid}")]
public sealed class LifeController(StudyAccess access, CloneStudy clone, ArchiveStudy archive, RemoveStudy remove, Signatures signatures)
    : Controller
{
    [Authorize(Roles = AccountRoles.Coordinator)]
    [HttpGet("clone")]
    public async Task<IActionResult> Clone(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator);
        return ClonePage(pass, $"{pass.Study.Name[..Math.Min(pass.Study.Name.Length, 190)]} (copy)");
    }

    [Authorize(Roles = AccountRoles.Coordinator)]
    [HttpPost("clone")]
    public async Task<IActionResult> Clone(
        Guid studyId,
        [FromForm] string? name,
        [FromForm] bool people,
        [FromForm] bool cases,
        [FromForm] bool truth,
        CancellationToken cancellationToken
    )
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator);
        if (name?.Trim().Length is not (>= 1 and <= 200))
        {
            ModelState.AddModelError("Name", Study.NameIsGiven.Message);
            return ClonePage(pass, name ?? "");
        }

        var id = await clone.Handle(pass, new CloneChoices(name.Trim(), people, cases, truth), cancellationToken);
        TempData["Notice"] =
            truth && cases && !CloneStudy.PassesTruthOn(pass)
                ? "The study was copied, without its reference standard. It is a draft."
                : "The study was copied. It is a draft.";
        return Redirect($"/studies/{id}");
    }

    [HttpGet("archive")]
    public async Task<IActionResult> Archive(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await FinishedAsync(studyId, cancellationToken);
        ViewData["Pass"] = pass;
        return View("/Features/Studies/Archive.cshtml", pass);
    }

    [HttpPost("archive")]
    public async Task<IActionResult> ArchiveNow(Guid studyId, CancellationToken cancellationToken)
    {
        await archive.Handle(await FinishedAsync(studyId, cancellationToken), cancellationToken);
        TempData["Notice"] = "The study is archived. It is listed under Archived studies.";
        return Redirect("/");
    }

    [HttpGet("delete")]
    public async Task<IActionResult> Delete(Guid studyId, CancellationToken cancellationToken) =>
        DeletePage(await DraftAsync(studyId, cancellationToken), null);

    [HttpPost("delete")]
    public async Task<IActionResult> DeleteNow(
        Guid studyId,
        [FromForm] string? reason,
        [FromForm] string? password,
        CancellationToken cancellationToken
    )
    {
        var pass = await DraftAsync(studyId, cancellationToken);
        if (reason?.Trim().Length is not (>= 10 and <= 2000))
        {
            ModelState.AddModelError("Reason", Study.RemovalHasReason.Message);
        }
        else if (await signatures.FaultAsync(User, password, studyId, "delete", cancellationToken) is { } fault)
        {
            ModelState.AddModelError("Password", fault);
        }

        if (!ModelState.IsValid)
        {
            return DeletePage(pass, reason);
        }

        await remove.Handle(pass, reason!, cancellationToken);
        TempData["Notice"] = "The draft was deleted, and its images with it. Its trace is kept under Archived studies.";
        return Redirect("/");
    }

    private async Task<StudyPass> FinishedAsync(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator);
        Rule.Require(pass.Study.Status is StudyStatus.Unblinded or StudyStatus.Analysed, Study.ArchiveAfterUnblinding);
        return pass;
    }

    private async Task<StudyPass> DraftAsync(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator);
        Rule.Require(pass.Study.Status is StudyStatus.Draft, Study.SealedStays);
        return pass;
    }

    private ViewResult ClonePage(StudyPass pass, string name)
    {
        ViewData["Pass"] = pass;
        return View(
            "/Features/Studies/Clone.cshtml",
            new ClonePage(pass, name, pass.Sees(StudyItems.Truth), CloneStudy.PassesTruthOn(pass))
        );
    }

    private ViewResult DeletePage(StudyPass pass, string? reason)
    {
        ViewData["Pass"] = pass;
        ViewData["Reason"] = reason;
        return View("/Features/Studies/Delete.cshtml", pass);
    }
}
