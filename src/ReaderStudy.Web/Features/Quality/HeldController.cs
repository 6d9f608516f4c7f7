using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Quality;

/// <summary>Images in which text may stand, for the coordinators who let them in or not.</summary>
[Route("studies/{studyId:guid}/quality/held")]
public sealed class HeldController(StudyAccess access, HeldPages pages, DecideHeldImages decide) : Controller
{
    /// <summary>Rows of number fields on the page.</summary>
    public const int RegionRows = HeldPages.MostRegions + 16;

    [HttpGet("")]
    public async Task<IActionResult> Index(Guid studyId, CancellationToken cancellationToken) =>
        View("/Features/Quality/Held.cshtml", await pages.Handle(await PassAsync(studyId, cancellationToken), cancellationToken));

    [HttpGet("{heldId:guid}")]
    [Records("images.held-viewed")]
    public async Task<IActionResult> Review(Guid studyId, Guid heldId, CancellationToken cancellationToken) =>
        await pages.ReviewAsync(await PassAsync(studyId, cancellationToken), heldId, cancellationToken) is { } review
            ? View("/Features/Quality/Review.cshtml", review)
            : Redirect($"/studies/{studyId}/quality/held");

    [HttpGet("{heldId:guid}/picture")]
    public async Task<IActionResult> Picture(Guid studyId, Guid heldId, [FromQuery] int? longest, CancellationToken cancellationToken)
    {
        var png = await pages.PictureAsync(await PassAsync(studyId, cancellationToken), heldId, longest ?? 1600, cancellationToken);
        Response.Headers.CacheControl = "no-store";
        return File(png, "image/png");
    }

    /// <summary>No text that identifies, in all images of the series with this question.</summary>
    [HttpPost("{heldId:guid}/accept")]
    public Task<IActionResult> Accept(Guid studyId, Guid heldId, CancellationToken cancellationToken) =>
        DecideAsync(studyId, heldId, HeldState.Accepted, [], cancellationToken);

    [HttpPost("{heldId:guid}/reject")]
    public Task<IActionResult> Reject(Guid studyId, Guid heldId, CancellationToken cancellationToken) =>
        DecideAsync(studyId, heldId, HeldState.Rejected, [], cancellationToken);

    /// <summary>Blanks the same regions in all images of the series with this question.</summary>
    [HttpPost("{heldId:guid}/blank")]
    public Task<IActionResult> Blank(
        Guid studyId,
        Guid heldId,
        [FromForm] string?[]? left,
        [FromForm] string?[]? top,
        [FromForm] string?[]? width,
        [FromForm] string?[]? height,
        CancellationToken cancellationToken
    ) => DecideAsync(studyId, heldId, HeldState.Blanked, Regions(left ?? [], top ?? [], width ?? [], height ?? []), cancellationToken);

    private async Task<IActionResult> DecideAsync(
        Guid studyId,
        Guid heldId,
        HeldState state,
        List<PixelRegion> regions,
        CancellationToken cancellationToken
    )
    {
        var pass = await PassAsync(studyId, cancellationToken);
        var number = await decide.Handle(pass, heldId, state, regions, cancellationToken);
        var images = number == 1 ? "One image was" : $"{number} images were";
        TempData["Notice"] = state switch
        {
            HeldState.Accepted => $"{images} imported unchanged.",
            HeldState.Blanked => $"{images} blanked and imported.",
            _ => $"{images} deleted.",
        };
        return Redirect($"/studies/{studyId}/quality/held");
    }

    /// <summary>Rows that are filled in; a region without width or height is none.</summary>
    private static List<PixelRegion> Regions(string?[] left, string?[] top, string?[] width, string?[] height)
    {
        static int Number(string?[] values, int row) =>
            row < values.Length && int.TryParse(values[row], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? Math.Min(number, 1 << 20)
                : 0;

        return
        [
            .. Enumerable
                .Range(0, Math.Min(RegionRows, left.Length))
                .Select(row => new PixelRegion(Number(left, row), Number(top, row), Number(width, row), Number(height, row)))
                .Where(r => r is { Width: > 0, Height: > 0 }),
        ];
    }

    private async Task<StudyPass> PassAsync(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator);
        ViewData["Pass"] = pass;
        return pass;
    }
}
