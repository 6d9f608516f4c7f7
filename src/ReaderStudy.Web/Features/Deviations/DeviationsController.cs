using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Shared;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Deviations;

/// <summary>Asking for, deciding and noting deviations from the protocol. What was typed stays on the page when something is missing.</summary>
[Route("studies/{studyId:guid}/deviations")]
public sealed class DeviationsController(
    StudyAccess access,
    ListDeviations list,
    MakeDeviation make,
    DecideDeviation decide,
    Signatures signatures,
    RecordRefusal refusal
) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid studyId, CancellationToken cancellationToken) =>
        await PageAsync(
            await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator, StudyRole.Statistician),
            p => p,
            cancellationToken
        );

    /// <summary>The same as a table.</summary>
    [HttpGet("deviations.csv")]
    [Records("deviations.exported")]
    public async Task<IActionResult> Table(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator, StudyRole.Statistician);
        return File(DeviationsCsv.Of(await list.OfAsync(pass.Study, cancellationToken)), "text/csv", "deviations.csv");
    }

    [HttpPost("")]
    public async Task<IActionResult> Ask(Guid studyId, [FromForm] DeviationForm form, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator);
        if (ModelState.Fault() is { } fault)
        {
            return await NotUnderstoodAsync(pass, fault, "Form", p => p with { Form = form }, cancellationToken);
        }

        Deviation deviation;
        try
        {
            deviation = await make.Draft(pass, form, isNote: false, cancellationToken);
        }
        catch (BrokenRuleException broken) when (pass.Study.IsOpenForReading && this.WantsPage())
        {
            return await RefusedAsync(pass, broken, "Form", p => p with { Form = form }, cancellationToken);
        }

        var signing = await signatures.SignAsync(
            User,
            form.Password,
            studyId,
            SignatureMeaning.DeviationRequest,
            $"deviation {deviation.Id}",
            deviation.RequestSha256(),
            cancellationToken
        );
        if (signing.Signature is null)
        {
            ModelState.AddModelError("Form.Password", signing.Fault!);
            return await PageAsync(pass, p => p with { Form = form }, cancellationToken);
        }

        await make.Handle(pass.Study, deviation, signing.Signature, cancellationToken);
        TempData["Notice"] = "A statistician of the study now decides.";
        return Redirect($"/studies/{studyId}/deviations");
    }

    [HttpPost("note")]
    public async Task<IActionResult> Note(Guid studyId, [FromForm] DeviationForm form, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator);
        if (ModelState.Fault() is { } fault)
        {
            return await NotUnderstoodAsync(pass, fault, "Note", p => p with { Note = form }, cancellationToken);
        }

        try
        {
            await make.Handle(pass.Study, await make.Draft(pass, form, isNote: true, cancellationToken), null, cancellationToken);
        }
        catch (BrokenRuleException broken) when (pass.Study.IsOpenForReading && this.WantsPage())
        {
            return await RefusedAsync(pass, broken, "Note", p => p with { Note = form }, cancellationToken);
        }

        TempData["Notice"] = "Noted. It is part of the data.";
        return Redirect($"/studies/{studyId}/deviations");
    }

    [HttpPost("{deviationId:guid}/decision")]
    public async Task<IActionResult> Decide(
        Guid studyId,
        Guid deviationId,
        [FromForm] string? decision,
        [FromForm] string? reason,
        [FromForm] string? password,
        CancellationToken cancellationToken
    )
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Statistician);
        var deviation = await decide.Find(pass.Study, deviationId, cancellationToken);
        ViewData["Deciding"] = deviationId;
        ViewData["DecisionReason"] = reason;
        try
        {
            DecideDeviation.Check(pass, deviation, reason);
        }
        catch (BrokenRuleException broken) when (broken.Rule == Deviation.ReasonIsGiven && this.WantsPage())
        {
            return await RefusedAsync(pass, broken, "Decision", p => p, cancellationToken);
        }

        if (decision is not ("approve" or "refuse"))
        {
            ModelState.AddModelError("Decision.Reason", "Choose whether you approve or refuse.");
            return await PageAsync(pass, p => p, cancellationToken);
        }

        var approve = decision == "approve";
        var signing = await signatures.SignAsync(
            User,
            password,
            studyId,
            SignatureMeaning.DeviationApproval,
            $"deviation {deviation.Id}",
            deviation.DecisionSha256(approve, reason!),
            cancellationToken
        );
        if (signing.Signature is null)
        {
            ModelState.AddModelError("Decision.Password", signing.Fault!);
            return await PageAsync(pass, p => p, cancellationToken);
        }

        await decide.Handle(pass.Study, deviation, approve, reason!, signing.Signature, cancellationToken);
        TempData["Notice"] = approve ? "Approved. The rule is set aside where it says so." : "Refused. The rule holds.";
        return Redirect($"/studies/{studyId}/deviations");
    }

    private Task<IActionResult> NotUnderstoodAsync(
        StudyPass pass,
        string fault,
        string form,
        Func<DeviationsPage, DeviationsPage> fill,
        CancellationToken cancellationToken
    )
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        ModelState.AddModelError(form + ".Reason", $"{fault} Nothing was saved.");
        return PageAsync(pass, fill, cancellationToken);
    }

    private async Task<IActionResult> RefusedAsync(
        StudyPass pass,
        BrokenRuleException broken,
        string form,
        Func<DeviationsPage, DeviationsPage> fill,
        CancellationToken cancellationToken
    )
    {
        await refusal.Handle(pass, broken.Rule, Request.Path, cancellationToken);
        Response.StatusCode = StatusCodes.Status409Conflict;
        ModelState.AddModelError(form + ".Reason", broken.Message);
        return await PageAsync(pass, fill, cancellationToken);
    }

    private async Task<IActionResult> PageAsync(
        StudyPass pass,
        Func<DeviationsPage, DeviationsPage> fill,
        CancellationToken cancellationToken
    )
    {
        ViewData["Pass"] = pass;
        return View("Index", fill(await list.Handle(pass, cancellationToken)));
    }
}
