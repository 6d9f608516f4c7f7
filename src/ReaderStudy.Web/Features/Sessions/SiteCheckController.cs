using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Data;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Sessions;

/// <summary>A reader checks the screen on which a session is read. Like the reading room, it is handed nothing but the reader's desk.</summary>
[Route("sessions/{sessionId:guid}/site-check")]
public sealed class SiteCheckController(ReaderDesk desk) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Sheet(Guid sessionId, CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-store";
        return Page(await desk.SiteCheckAsync(User.PersonId(), sessionId, cancellationToken), new SiteCheckForm());
    }

    [HttpPost("")]
    public async Task<IActionResult> Check(Guid sessionId, [FromForm] SiteCheckForm given, CancellationToken cancellationToken)
    {
        var sheet = await desk.SiteCheckAsync(User.PersonId(), sessionId, cancellationToken);
        if (given.ContentFor(sheet) is not { } content)
        {
            ModelState.Clear();
            ModelState.AddModelError("", given.Fault);
            return Page(sheet, given);
        }

        await desk.AddSiteCheckAsync(User.PersonId(), sessionId, given.Number, content, cancellationToken);
        var warnings = content.Warnings();
        TempData["Notice"] =
            warnings.Count == 0
                ? "Your screen was checked, and does well."
                : $"Your screen was checked. {string.Join(" ", warnings)} This is noted; you can read all the same, or better it and check again.";
        return Redirect("/sessions");
    }

    private ViewResult Page(SiteCheckSheet sheet, SiteCheckForm given) =>
        View("/Features/Sessions/SiteCheck.cshtml", new SiteCheckPage(sheet, given));
}

/// <param name="Sheet">What is shown.</param>
/// <param name="Given">What was given before, where it was not complete.</param>
public sealed record SiteCheckPage(SiteCheckSheet Sheet, SiteCheckForm Given);
