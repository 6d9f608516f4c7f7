using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Predictions.Overlays;

/// <summary>Coordinators bring in what a model drew, and remove it; nobody sees it before readers do.</summary>
[Route("studies/{studyId:guid}/predictions/{runId:guid}/overlays")]
public sealed class OverlaysController(StudyAccess access, AddOverlays add, RemoveOverlays remove) : Controller
{
    private const long LargestUpload = 256L * 1024 * 1024;

    [HttpPost("")]
    [RequestSizeLimit(LargestUpload)]
    [RequestFormLimits(MultipartBodyLengthLimit = LargestUpload)]
    public async Task<IActionResult> Add(Guid studyId, Guid runId, IFormFileCollection? files, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator);
        var read = new List<(string, byte[])>();
        foreach (var file in files ?? (IReadOnlyList<IFormFile>)[])
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, cancellationToken);
            read.Add((Path.GetFileName(file.FileName), bytes.ToArray()));
        }

        var count = await add.Handle(pass, runId, read, cancellationToken);
        TempData["Notice"] = count == 1 ? "One overlay was taken." : $"{count} overlays were taken.";
        return Redirect($"/studies/{studyId}/predictions");
    }

    [HttpPost("remove")]
    public async Task<IActionResult> Remove(Guid studyId, Guid runId, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator);
        await remove.Handle(pass, runId, cancellationToken);
        return Redirect($"/studies/{studyId}/predictions");
    }
}
