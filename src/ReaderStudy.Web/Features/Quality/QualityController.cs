using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Cohort;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Quality;

/// <summary>The findings of a cohort, and what a coordinator does about them.</summary>
[Route("studies/{studyId:guid}/quality")]
public sealed class QualityController(
    StudyAccess access,
    QualityPage page,
    SeriesPage seriesPage,
    FindFindings find,
    AcceptFindings accept,
    ReopenFinding reopen,
    ExcludeSeries excludeSeries,
    ExcludeImages excludeImages,
    SplitSeries split,
    SetPhase setPhase,
    DecideConflict conflict
) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(
        Guid studyId,
        [FromQuery] FindingFilter show,
        [FromQuery] FindingKind? kind,
        [FromQuery(Name = "find")] string? text,
        [FromQuery(Name = "page")] int? number,
        CancellationToken cancellationToken
    )
    {
        var pass = await PassAsync(studyId, cancellationToken);
        if (pass.Study.Status is StudyStatus.Draft)
        {
            // The protocol may have changed since the images did.
            await find.Handle(studyId, cancellationToken);
        }

        return View("Index", await page.Handle(pass, show, kind, text, number ?? 1, cancellationToken));
    }

    [HttpGet("series/{seriesId:guid}")]
    public async Task<IActionResult> Series(Guid studyId, Guid seriesId, CancellationToken cancellationToken) =>
        View("Series", await seriesPage.Handle(await PassAsync(studyId, cancellationToken), seriesId, cancellationToken));

    [HttpPost("findings/{findingId:guid}/accept")]
    public async Task<IActionResult> Accept(
        Guid studyId,
        Guid findingId,
        [FromForm] string? reason,
        [FromForm] string? back,
        CancellationToken cancellationToken
    )
    {
        await accept.Handle(await PassAsync(studyId, cancellationToken), findingId, null, reason ?? "", cancellationToken);
        return Back(studyId, back, "The finding was left as it is.");
    }

    /// <summary>All open findings of one kind.</summary>
    [HttpPost("findings/accept")]
    public async Task<IActionResult> AcceptKind(
        Guid studyId,
        [FromForm] FindingKind? kind,
        [FromForm] string? reason,
        [FromForm] string? back,
        CancellationToken cancellationToken
    )
    {
        var pass = await PassAsync(studyId, cancellationToken);
        if (kind is null)
        {
            return BadRequest();
        }

        var number = await accept.Handle(pass, null, kind, reason ?? "", cancellationToken);
        return Back(studyId, back, number == 1 ? "One finding was left as it is." : $"{number} findings were left as they are.");
    }

    [HttpPost("findings/{findingId:guid}/reopen")]
    public async Task<IActionResult> Reopen(Guid studyId, Guid findingId, [FromForm] string? back, CancellationToken cancellationToken)
    {
        await reopen.Handle(await PassAsync(studyId, cancellationToken), findingId, cancellationToken);
        return Back(studyId, back, "The finding is open again.");
    }

    [HttpPost("series/{seriesId:guid}/phase")]
    public async Task<IActionResult> Phase(
        Guid studyId,
        Guid seriesId,
        [FromForm] string? phase,
        [FromForm] string? back,
        CancellationToken cancellationToken
    )
    {
        var pass = await PassAsync(studyId, cancellationToken);
        if (PhaseNames.Find(phase ?? "") is not { } known)
        {
            return BadRequest();
        }

        await setPhase.Handle(pass, seriesId, known, cancellationToken);
        return Back(studyId, back, $"The phase was set to {PhaseNames.ShortOf(known)}.");
    }

    [HttpPost("series/{seriesId:guid}/exclude")]
    public async Task<IActionResult> Exclude(
        Guid studyId,
        Guid seriesId,
        [FromForm] string? reason,
        [FromForm] string? back,
        CancellationToken cancellationToken
    )
    {
        await excludeSeries.Handle(await PassAsync(studyId, cancellationToken), seriesId, reason ?? "", cancellationToken);
        return Back(studyId, back, "The series is left out of reading.");
    }

    [HttpPost("series/{seriesId:guid}/include")]
    public async Task<IActionResult> Include(Guid studyId, Guid seriesId, [FromForm] string? back, CancellationToken cancellationToken)
    {
        await excludeSeries.Handle(await PassAsync(studyId, cancellationToken), seriesId, null, cancellationToken);
        return Back(studyId, back, "The series is read again.");
    }

    [HttpPost("series/{seriesId:guid}/images")]
    public async Task<IActionResult> Images(
        Guid studyId,
        Guid seriesId,
        [FromForm] Guid[] image,
        [FromForm] string? reason,
        [FromForm] bool include,
        CancellationToken cancellationToken
    )
    {
        var pass = await PassAsync(studyId, cancellationToken);
        await excludeImages.Handle(pass, seriesId, image, include ? null : reason ?? "", cancellationToken);
        TempData["Notice"] = include ? "The images are read again." : "The images are left out of reading.";
        return Redirect($"/studies/{studyId}/quality/series/{seriesId}");
    }

    [HttpPost("series/{seriesId:guid}/split")]
    public async Task<IActionResult> Split(Guid studyId, Guid seriesId, [FromForm] string? back, CancellationToken cancellationToken)
    {
        var number = await split.Handle(await PassAsync(studyId, cancellationToken), seriesId, cancellationToken);
        return Back(studyId, back, $"The series is {number} series now.");
    }

    [HttpPost("series/{seriesId:guid}/join")]
    public async Task<IActionResult> Join(Guid studyId, Guid seriesId, [FromForm] string? back, CancellationToken cancellationToken)
    {
        await split.JoinAsync(await PassAsync(studyId, cancellationToken), seriesId, cancellationToken);
        return Back(studyId, back, "The parts are one series again.");
    }

    [HttpPost("conflicts/{heldId:guid}/keep")]
    public async Task<IActionResult> Keep(Guid studyId, Guid heldId, [FromForm] string? back, CancellationToken cancellationToken)
    {
        await conflict.Handle(await PassAsync(studyId, cancellationToken), heldId, take: false, cancellationToken);
        return Back(studyId, back, "The image that was there stays.");
    }

    [HttpPost("conflicts/{heldId:guid}/take")]
    public async Task<IActionResult> Take(Guid studyId, Guid heldId, [FromForm] string? back, CancellationToken cancellationToken)
    {
        await conflict.Handle(await PassAsync(studyId, cancellationToken), heldId, take: true, cancellationToken);
        return Back(studyId, back, "The new file took the place of the old one.");
    }

    private async Task<StudyPass> PassAsync(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator);
        ViewData["Pass"] = pass;
        return pass;
    }

    /// <summary>To the same filter and page; anything else in <paramref name="back"/> is ignored.</summary>
    private RedirectResult Back(Guid studyId, string? back, string notice)
    {
        TempData["Notice"] = notice;
        return Redirect($"/studies/{studyId}/quality{(back is not null && back.StartsWith('?') ? back : "")}");
    }
}
