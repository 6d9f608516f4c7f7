using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Analysis;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Audit;

/// <summary>
/// What happened in a study, for those who run it. Entries hold no answer and no truth; those on single readings are seen after the unblinding.
/// </summary>
[Route("studies/{studyId:guid}/audit")]
public sealed class AuditController(StudyAccess access, ListEntries list, ExportEntries export) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid studyId, [FromQuery] AuditFilter filter, CancellationToken cancellationToken)
    {
        var pass = await PassAsync(studyId, cancellationToken);
        return View("Index", await list.Handle(pass, filter, cancellationToken));
    }

    [HttpGet("entries.csv")]
    [Records("audit.exported")]
    public async Task<IActionResult> Csv(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await PassAsync(studyId, cancellationToken);
        return new EntriesResult(
            $"{FileNames.Of(pass.Study.Name)}-audit.csv",
            "text/csv; charset=utf-8",
            (to, token) => export.Handle(pass, AuditFormat.Csv, to, token)
        );
    }

    [HttpGet("entries.jsonl")]
    [Records("audit.exported")]
    public async Task<IActionResult> JsonLines(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await PassAsync(studyId, cancellationToken);
        return new EntriesResult(
            $"{FileNames.Of(pass.Study.Name)}-audit.jsonl",
            "application/jsonl",
            (to, token) => export.Handle(pass, AuditFormat.JsonLines, to, token)
        );
    }

    private async Task<StudyPass> PassAsync(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator, StudyRole.Statistician);
        ViewData["Pass"] = pass;
        return pass;
    }
}
