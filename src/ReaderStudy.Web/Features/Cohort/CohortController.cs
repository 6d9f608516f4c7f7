using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Analysis.Csv;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Cohort;

/// <summary>The cases of a study, their images, truth and patient data.</summary>
[Route("studies/{studyId:guid}")]
public sealed class CohortController(
    StudyAccess access,
    CohortPage page,
    SetPhase setPhase,
    ConfirmPhases confirmPhases,
    IncludeCase includeCase,
    SetPurpose setPurpose,
    TellHistory tellHistory,
    NameVariant nameVariant,
    SeriesThumbnail thumbnail,
    PictureThumbnail pictureThumbnail,
    ImportCaseTable importTable,
    CaseTableTemplate template
) : Controller
{
    private const int MaxTableBytes = 16 << 20;

    [HttpGet("cohort")]
    [Records("truth.viewed", WhenSeen = StudyItems.Truth)]
    public async Task<IActionResult> Index(
        Guid studyId,
        [FromQuery] CohortFilter show,
        [FromQuery] string? find,
        [FromQuery(Name = "page")] int? number,
        CancellationToken cancellationToken
    )
    {
        var pass = await access.ItemsAsync(User, studyId, StudyItems.CaseDetails, cancellationToken);
        ViewData["Pass"] = pass;
        return View("Index", await page.Handle(pass, show, find, number ?? 1, [], cancellationToken));
    }

    [HttpPost("cohort/series/{seriesId:guid}/phase")]
    public async Task<IActionResult> Phase(
        Guid studyId,
        Guid seriesId,
        [FromForm] string phase,
        [FromForm] string? back,
        CancellationToken cancellationToken
    )
    {
        var pass = await CoordinatorAsync(studyId, cancellationToken);
        if (PhaseNames.Find(phase ?? "") is not { } known)
        {
            return BadRequest();
        }

        await setPhase.Handle(pass, seriesId, known, cancellationToken);
        return Back(studyId, back);
    }

    [HttpPost("cohort/phases")]
    public async Task<IActionResult> Confirm(Guid studyId, [FromForm] string? back, CancellationToken cancellationToken)
    {
        var pass = await CoordinatorAsync(studyId, cancellationToken);
        var number = await confirmPhases.Handle(pass, cancellationToken);
        TempData["Notice"] = number == 1 ? "The phase of one series was confirmed." : $"The phases of {number} series were confirmed.";
        return Back(studyId, back);
    }

    [HttpPost("cohort/cases/{caseId:guid}/exclude")]
    public async Task<IActionResult> Exclude(
        Guid studyId,
        Guid caseId,
        [FromForm] string? reason,
        [FromForm] string? back,
        CancellationToken cancellationToken
    )
    {
        var pass = await CoordinatorAsync(studyId, cancellationToken);
        await includeCase.Handle(pass, caseId, reason ?? "", cancellationToken);
        return Back(studyId, back);
    }

    [HttpPost("cohort/cases/{caseId:guid}/include")]
    public async Task<IActionResult> Include(Guid studyId, Guid caseId, [FromForm] string? back, CancellationToken cancellationToken)
    {
        var pass = await CoordinatorAsync(studyId, cancellationToken);
        await includeCase.Handle(pass, caseId, null, cancellationToken);
        return Back(studyId, back);
    }

    [HttpPost("cohort/purpose")]
    public async Task<IActionResult> Purpose(
        Guid studyId,
        [FromForm(Name = "case")] Guid[]? cases,
        [FromForm] string? purpose,
        [FromForm] string? back,
        CancellationToken cancellationToken
    )
    {
        var pass = await CoordinatorAsync(studyId, cancellationToken);
        Rule.Require(pass.Study.Status is StudyStatus.Draft, Study.DesignIsFrozen);
        if (!Enum.TryParse<CasePurpose>(purpose, ignoreCase: true, out var known) || !Enum.IsDefined(known))
        {
            return BadRequest();
        }

        var number = await setPurpose.Handle(pass, cases ?? [], known, cancellationToken);
        TempData["Notice"] =
            number == 1
                ? $"One case is a {purpose.ToLowerInvariant()} case now."
                : $"{number} cases are {purpose.ToLowerInvariant()} cases now.";
        return Back(studyId, back);
    }

    [HttpPost("cohort/cases/{caseId:guid}/history")]
    public async Task<IActionResult> History(
        Guid studyId,
        Guid caseId,
        [FromForm] string? history,
        [FromForm] string? back,
        CancellationToken cancellationToken
    )
    {
        var pass = await CoordinatorAsync(studyId, cancellationToken);
        var home = await tellHistory.Handle(pass, caseId, history, cancellationToken);
        TempData["Notice"] = HistoryWarning.Of(home.History, pass.Study.Protocol) is { } warning
            ? $"The history of {home.Code} is kept. Look at it again: {warning}."
            : $"The history of {home.Code} is kept.";
        return Back(studyId, back);
    }

    [HttpPost("cohort/series/{seriesId:guid}/variant")]
    public async Task<IActionResult> Variant(
        Guid studyId,
        Guid seriesId,
        [FromForm] string? variant,
        [FromForm] string? back,
        CancellationToken cancellationToken
    )
    {
        await nameVariant.Handle(await CoordinatorAsync(studyId, cancellationToken), seriesId, variant, cancellationToken);
        return Back(studyId, back);
    }

    [HttpGet("series/{seriesId:guid}/thumbnail")]
    public async Task<IActionResult> Thumbnail(Guid studyId, Guid seriesId, [FromQuery] int slice, CancellationToken cancellationToken)
    {
        await access.ItemsAsync(User, studyId, StudyItems.CaseDetails, cancellationToken);
        Response.Headers.CacheControl = "private, no-cache";
        if (await pictureThumbnail.Handle(studyId, seriesId, cancellationToken) is { } picture)
        {
            return File(picture.Jpeg, "image/jpeg", null, new Microsoft.Net.Http.Headers.EntityTagHeaderValue($"\"{picture.Version}\""));
        }

        // Asked for anew each time: when a stack is sorted again, another image has this place.
        var (png, version) = await thumbnail.Handle(studyId, seriesId, slice, cancellationToken);
        return File(png, "image/png", null, new Microsoft.Net.Http.Headers.EntityTagHeaderValue($"\"{version}\""));
    }

    /// <summary>The form stays in memory: its first column may hold patient numbers.</summary>
    [HttpPost("cohort/table")]
    [RequestSizeLimit(MaxTableBytes)]
    [RequestFormLimits(MemoryBufferThreshold = MaxTableBytes, MultipartBodyLengthLimit = MaxTableBytes)]
    public async Task<IActionResult> Table(Guid studyId, IFormFile? file, [FromForm] string? source, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator, StudyRole.Truther);
        ViewData["Pass"] = pass;
        Rule.Require(pass.Study.Status is StudyStatus.Draft, Study.DesignIsFrozen);
        if (file is null)
        {
            return await RefusedAsync(pass, ["Choose a CSV file first."], cancellationToken);
        }

        var from = string.IsNullOrWhiteSpace(source) ? "Case table" : source.Trim();
        try
        {
            await using var stream = file.OpenReadStream();
            var result = await importTable.Handle(pass, stream, from.Length > 200 ? from[..200] : from, cancellationToken);
            TempData["Notice"] =
                $"{result.Cases} rows were taken; the reference standard of {result.NewTruths} cases is new or changed. {string.Join(" ", result.Notes)}";
            return Redirect($"/studies/{studyId}/cohort");
        }
        catch (FileRefusedException refused)
        {
            return await RefusedAsync(pass, [.. refused.Errors.Select(e => e.ToString())], cancellationToken);
        }
    }

    [HttpGet("cohort/table.csv")]
    [Records("cohort.table-downloaded")]
    public async Task<IActionResult> Template(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.ItemsAsync(User, studyId, StudyItems.CaseDetails, cancellationToken);
        return File(await template.Handle(pass, cancellationToken), "text/csv", "cases.csv");
    }

    private async Task<IActionResult> RefusedAsync(StudyPass pass, IReadOnlyList<string> errors, CancellationToken cancellationToken)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("Index", await page.Handle(pass, CohortFilter.All, null, 1, errors, cancellationToken));
    }

    private async Task<StudyPass> CoordinatorAsync(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator);
        ViewData["Pass"] = pass;
        return pass;
    }

    /// <summary>To the same filter and page of the cohort; anything else in <paramref name="back"/> is ignored.</summary>
    private RedirectResult Back(Guid studyId, string? back) =>
        Redirect($"/studies/{studyId}/cohort{(back is not null && back.StartsWith('?') ? back : "")}");
}
