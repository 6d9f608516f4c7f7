using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Data;
using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Domain.Truth;
using ReaderStudy.Web.Features.Exports;
using ReaderStudy.Web.Features.Shared;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Truth;

/// <summary>Where the reference standard comes about: truthers vote, coordinators see how far they are.</summary>
[Route("studies/{studyId:guid}/truth")]
public sealed class TruthController(
    StudyAccess access,
    TruthPage page,
    TruthCasePage casePage,
    GiveVote giveVote,
    SignVotes signVotes,
    CloseWithoutConsensus close,
    ExportVotes export,
    Signatures signatures,
    AuditTrail audit,
    TimeProvider clock
) : Controller
{
    private const int Large = 1024;
    private const int Small = 240;

    [HttpGet("")]
    public async Task<IActionResult> Index(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(
            User,
            studyId,
            cancellationToken,
            StudyRole.Coordinator,
            StudyRole.Statistician,
            StudyRole.Truther
        );
        ViewData["Pass"] = pass;
        var view = await page.Handle(pass, cancellationToken);
        if (view.Panels is not null)
        {
            await audit.RecordNowAsync("truth.viewed", pass.PersonId, studyId, $"study {studyId}", Request.Path, cancellationToken);
        }

        return View("Index", view);
    }

    [HttpGet("cases/{caseId:guid}")]
    public async Task<IActionResult> Case(Guid studyId, Guid caseId, CancellationToken cancellationToken) =>
        View("Case", await casePage.Handle(await TrutherAsync(studyId, cancellationToken), caseId, new(), null, null, cancellationToken));

    [HttpPost("cases/{caseId:guid}")]
    public async Task<IActionResult> Vote(Guid studyId, Guid caseId, [FromForm] VoteForm form, CancellationToken cancellationToken)
    {
        var pass = await TrutherAsync(studyId, cancellationToken);
        this.RequireUnderstood();
        var month = string.IsNullOrWhiteSpace(form.Month) ? null : ReferenceMonth.Read(form.Month);
        var kind = ReferenceKinds.Find(form.Kind ?? "");
        var fault =
            pass.Study.Protocol.Reference.Find(form.Class ?? "") is null ? "Choose a class."
            : kind is null ? "Say what your vote rests on."
            : month is null && !string.IsNullOrWhiteSpace(form.Month)
                ? $"'{form.Month}' is not a month. Write it as year and month, 2026-03."
            : month > DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime) ? "The month of the reference lies in the future."
            : null;
        var doubt = form.Confirmed ? null : FreeTextScan.Reason(form.Rationale ?? "");
        if (fault is not null || doubt is not null)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("Case", await casePage.Handle(pass, caseId, form, fault, doubt, cancellationToken));
        }

        var state = await giveVote.Handle(
            pass,
            caseId,
            new GivenVote(form.Class!, kind!.Value, month, form.Rationale ?? ""),
            cancellationToken
        );
        TempData["Notice"] =
            state == PanelState.Decided
                ? "Your vote is kept, and with it the case has its reference standard."
                : "Your vote is kept. Others vote on this case now.";
        return Redirect($"/studies/{studyId}/truth");
    }

    [HttpGet("cases/{caseId:guid}/series/{seriesId:guid}/{position:int}")]
    public async Task<IActionResult> Slice(
        Guid studyId,
        Guid caseId,
        Guid seriesId,
        int position,
        [FromQuery] int? window,
        CancellationToken cancellationToken
    )
    {
        var pass = await TrutherAsync(studyId, cancellationToken);
        var (code, phase, slices) = await casePage.SeriesAsync(pass, caseId, seriesId, cancellationToken);
        return View("Slice", new SliceView(pass, caseId, seriesId, code, phase, slices, Math.Clamp(position, 0, slices - 1), window));
    }

    [HttpGet("cases/{caseId:guid}/series/{seriesId:guid}/{position:int}.png")]
    [ResponseCache(Duration = 3600, Location = ResponseCacheLocation.Client)]
    public async Task<IActionResult> Png(
        Guid studyId,
        Guid caseId,
        Guid seriesId,
        int position,
        [FromQuery] int? window,
        [FromQuery] bool small,
        CancellationToken cancellationToken
    )
    {
        var pass = await TrutherAsync(studyId, cancellationToken);
        var preset = pass.Study.Protocol.Hanging.Windows.ElementAtOrDefault(window ?? 0);
        var shown = preset is null ? (Window?)null : new Window(preset.Center, preset.Width);
        var longest = small ? Small : Large;
        return File(await casePage.SliceAsync(pass, caseId, seriesId, position, longest, shown, cancellationToken), "image/png");
    }

    [HttpGet("sign")]
    public async Task<IActionResult> Sign(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Truther);
        ViewData["Pass"] = pass;
        return View("Sign", await signVotes.Handle(pass, cancellationToken));
    }

    [HttpPost("sign")]
    public async Task<IActionResult> Sign(
        Guid studyId,
        [FromForm] string? sha256,
        [FromForm] string? password,
        CancellationToken cancellationToken
    )
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Truther);
        ViewData["Pass"] = pass;
        var votes = await signVotes.Handle(pass, cancellationToken);
        Rule.Require(votes.NewVotes > 0, SignVotes.SomethingToSign);
        Rule.Require(votes.Sha256 == sha256, SignVotes.SignsWhatWasShown);
        var subject = $"truth votes 1 to {votes.Votes.Count} of {pass.PersonId}";
        var signing = await signatures.SignAsync(User, password, studyId, SignatureMeaning.Truth, subject, votes.Sha256, cancellationToken);
        if (signing.Signature is null)
        {
            ModelState.AddModelError("Password", signing.Fault!);
            return View("Sign", votes);
        }

        await signVotes.SignAsync(pass, signing.Signature, cancellationToken);
        TempData["Notice"] = votes.Votes.Count == 1 ? "Your vote is signed." : $"Your {votes.Votes.Count} votes are signed.";
        return Redirect($"/studies/{studyId}/truth");
    }

    [HttpPost("close")]
    public async Task<IActionResult> Close(Guid studyId, [FromForm] int rounds, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator);
        this.RequireUnderstood();
        var number = await close.Handle(pass, rounds, cancellationToken);
        TempData["Notice"] = number == 1 ? "One case was excluded: no consensus." : $"{number} cases were excluded: no consensus.";
        return Redirect($"/studies/{studyId}/truth");
    }

    [HttpGet("votes.csv")]
    public async Task<IActionResult> Votes(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator, StudyRole.Statistician);
        Rule.Require(pass.Study.IsUnblinded, StudyAccess.Blinded);
        return File(await export.Handle(pass, cancellationToken), "text/csv", "truth-votes.csv");
    }

    /// <summary>For truthers, as long as they vote.</summary>
    private async Task<StudyPass> TrutherAsync(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Truther);
        ViewData["Pass"] = pass;
        var plan = pass.Study.Protocol.Truth;
        Rule.Require(plan.HasVotes, TruthPanel.TruthIsRecorded);
        Rule.Require(plan.IsOpenIn(pass.Study.Status), TruthPanel.PanelIsOpen);
        return pass;
    }
}
