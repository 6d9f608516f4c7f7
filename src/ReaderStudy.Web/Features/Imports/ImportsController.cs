using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Imports;

/// <param name="Path">Within the import.</param>
/// <param name="Size">In bytes.</param>
public sealed record OfferedFile(string Path, long Size);

/// <summary>Bringing images into a study; for its coordinators.</summary>
[Route("studies/{studyId:guid}/imports")]
public sealed class ImportsController(
    ReaderStudyDbContext db,
    StudyAccess access,
    StudyKeys keys,
    ImportOverview overview,
    StartImport start,
    ReceiveFiles receive,
    QueueImport queue,
    CancelImport cancel,
    ImportProgress progress,
    Paths paths,
    TimeProvider clock
) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await PassAsync(studyId, cancellationToken);
        return View("Index", await overview.Handle(pass, null, null, cancellationToken));
    }

    /// <summary>Begins an upload.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Start(Guid studyId, [FromQuery] bool pictures, CancellationToken cancellationToken)
    {
        var pass = await PassAsync(studyId, cancellationToken);
        var id = await start.Handle(pass, null, pictures, cancellationToken);
        return Json(new { id, url = $"/studies/{studyId}/imports/{id}" });
    }

    /// <summary>Imports a folder on the server.</summary>
    [HttpPost("folder")]
    public async Task<IActionResult> StartFolder(
        Guid studyId,
        [FromForm] string? folder,
        [FromForm] bool pictures,
        CancellationToken cancellationToken
    )
    {
        var pass = await PassAsync(studyId, cancellationToken);
        Rule.Require(pass.Study.Status is StudyStatus.Draft, Study.DesignIsFrozen);
        var asked = folder?.Trim() ?? "";
        if (start.ProblemOf(asked) is { } problem)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("Index", await overview.Handle(pass, asked, problem, cancellationToken));
        }

        var id = await start.Handle(pass, asked, pictures, cancellationToken);
        return Redirect($"/studies/{studyId}/imports/{id}");
    }

    [HttpGet("{importId:guid}")]
    public async Task<IActionResult> Import(Guid studyId, Guid importId, CancellationToken cancellationToken)
    {
        var pass = await PassAsync(studyId, cancellationToken);
        var import = await FindAsync(studyId, importId, cancellationToken);
        return View("Import", await progress.Handle(pass, import, cancellationToken));
    }

    [HttpGet("{importId:guid}/progress")]
    public async Task<IActionResult> Progress(Guid studyId, Guid importId, CancellationToken cancellationToken)
    {
        await PassAsync(studyId, cancellationToken);
        var import = await FindAsync(studyId, importId, cancellationToken);
        return Json(await progress.StateAsync(import, cancellationToken));
    }

    /// <summary>What de-identification did, as a table.</summary>
    [HttpGet("{importId:guid}/report.csv")]
    [Records("import.report-downloaded")]
    public async Task<IActionResult> ReportCsv(Guid studyId, Guid importId, CancellationToken cancellationToken)
    {
        await PassAsync(studyId, cancellationToken);
        return File(ImportReport.Csv(await FindAsync(studyId, importId, cancellationToken)), "text/csv", "deidentification.csv");
    }

    [HttpGet("{importId:guid}/report.json")]
    [Records("import.report-downloaded")]
    public async Task<IActionResult> ReportJson(Guid studyId, Guid importId, CancellationToken cancellationToken)
    {
        await PassAsync(studyId, cancellationToken);
        return File(ImportReport.Json(await FindAsync(studyId, importId, cancellationToken)), "application/json", "deidentification.json");
    }

    /// <summary>Of files that could be sent, the places in the list of those that are missing.</summary>
    [HttpPost("{importId:guid}/missing")]
    public async Task<IActionResult> Missing(
        Guid studyId,
        Guid importId,
        [FromBody] IReadOnlyList<OfferedFile> offered,
        CancellationToken cancellationToken
    )
    {
        await PassAsync(studyId, cancellationToken);
        var import = await FindAsync(studyId, importId, cancellationToken);
        var names = new SourceKeys(keys.Of(studyId));
        var known = (
            await db.ImportFiles.Where(f => f.ImportId == import.Id).Select(f => f.SourceKey).ToListAsync(cancellationToken)
        ).ToHashSet();
        return Json(Enumerable.Range(0, offered.Count).Where(i => !known.Contains(names.Of(offered[i].Path, offered[i].Size))));
    }

    /// <summary>Takes files, each de-identified before it is stored.</summary>
    [HttpPost("{importId:guid}/files")]
    [DisableRequestSizeLimit]
    [NeverAForm]
    public async Task<IActionResult> Receive(Guid studyId, Guid importId, CancellationToken cancellationToken)
    {
        var pass = await PassAsync(studyId, cancellationToken);
        Rule.Require(pass.Study.Status is StudyStatus.Draft, Study.DesignIsFrozen);
        var import = await FindAsync(studyId, importId, cancellationToken);
        Rule.Require(import.Status is ImportStatus.Receiving, Domain.Cohorts.Import.StillReceiving);
        if (UploadedFiles.BoundaryOf(Request) is not { } boundary)
        {
            return StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        var order = clock.GetUtcNow().ToUnixTimeMilliseconds() * 1000;
        var files = UploadedFiles.ReadAsync(boundary, Request.Body, paths.Spool, cancellationToken);
        return Json(await receive.Handle(import, files, order, cancellationToken));
    }

    [HttpPost("{importId:guid}/start")]
    public async Task<IActionResult> Queue(Guid studyId, Guid importId, CancellationToken cancellationToken)
    {
        var pass = await PassAsync(studyId, cancellationToken);
        await queue.Handle(pass, await FindAsync(studyId, importId, cancellationToken), cancellationToken);
        return Redirect($"/studies/{studyId}/imports/{importId}");
    }

    [HttpPost("{importId:guid}/cancel")]
    public async Task<IActionResult> Cancel(Guid studyId, Guid importId, CancellationToken cancellationToken)
    {
        var pass = await PassAsync(studyId, cancellationToken);
        await cancel.Handle(pass, await FindAsync(studyId, importId, cancellationToken), cancellationToken);
        return Redirect($"/studies/{studyId}/imports/{importId}");
    }

    private async Task<StudyPass> PassAsync(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator);
        ViewData["Pass"] = pass;
        return pass;
    }

    private async Task<Import> FindAsync(Guid studyId, Guid importId, CancellationToken cancellationToken) =>
        await db.Imports.SingleOrDefaultAsync(i => i.Id == importId && i.StudyId == studyId, cancellationToken)
        ?? throw new NotFoundException("import");

    /// <summary>Refuses forms before anything reads them: the framework would buffer their files on disk, identities and all.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class NeverAFormAttribute : Attribute, IAuthorizationFilter, IOrderedFilter
    {
        /// <summary>Before the check of the antiforgery token, which would read the form.</summary>
        public int Order => int.MinValue;

        public void OnAuthorization(AuthorizationFilterContext context)
        {
            if (context.HttpContext.Request.HasFormContentType)
            {
                context.Result = new StatusCodeResult(StatusCodes.Status415UnsupportedMediaType);
            }
        }
    }
}
