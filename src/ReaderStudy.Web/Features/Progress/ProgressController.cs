using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Progress;

/// <summary>How far the readers are; never what they answered.</summary>
[Route("studies/{studyId:guid}/progress")]
public sealed class ProgressController(StudyAccess access, WatchProgress watch) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.ItemsAsync(User, studyId, StudyItems.Progress, cancellationToken);
        ViewData["Pass"] = pass;
        return View("Index", await watch.Handle(pass, cancellationToken));
    }
}
