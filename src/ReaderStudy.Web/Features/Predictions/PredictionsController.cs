using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Predictions;

/// <summary>The models of a study: coordinators start, stop and resume runs; nobody sees a score before the unblinding.</summary>
[Route("studies/{studyId:guid}/predictions")]
public sealed class PredictionsController(
    StudyAccess access,
    PredictionRuns runs,
    StartPredictions start,
    CancelPredictions cancel,
    ResumePredictions resume
) : Controller
{
    [HttpGet("")]
    [Records("predictions.viewed", WhenSeen = StudyItems.Predictions)]
    public async Task<IActionResult> Index(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await PassAsync(studyId, cancellationToken);
        ViewData["Pass"] = pass;
        return View("Index", await runs.Handle(pass, cancellationToken));
    }

    /// <summary>How far the runs are, for the page that shows it.</summary>
    [HttpGet("progress")]
    public async Task<IActionResult> Progress(Guid studyId, CancellationToken cancellationToken)
    {
        await PassAsync(studyId, cancellationToken);
        var all = await runs.RunsAsync(studyId, cancellationToken);
        return Json(
            all.Select(r => new
            {
                r.RunId,
                r.Status,
                r.Done,
                r.Total,
                r.IsOver,
            })
        );
    }

    [HttpPost("")]
    public async Task<IActionResult> Start(Guid studyId, [FromForm] string? model, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator);
        await start.Handle(pass, model ?? "", cancellationToken);
        return Redirect($"/studies/{studyId}/predictions");
    }

    [HttpPost("{runId:guid}/cancel")]
    public async Task<IActionResult> Cancel(Guid studyId, Guid runId, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator);
        await cancel.Handle(pass, runId, cancellationToken);
        return Redirect($"/studies/{studyId}/predictions");
    }

    [HttpPost("{runId:guid}/resume")]
    public async Task<IActionResult> Resume(Guid studyId, Guid runId, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator);
        await resume.Handle(pass, runId, cancellationToken);
        return Redirect($"/studies/{studyId}/predictions");
    }

    /// <summary>Coordinators always; who sees predictions after the unblinding, then.</summary>
    private async Task<StudyPass> PassAsync(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.MemberAsync(User, studyId, cancellationToken);
        return pass.Is(StudyRole.Coordinator) ? pass : await access.ItemsAsync(User, studyId, StudyItems.Predictions, cancellationToken);
    }
}
