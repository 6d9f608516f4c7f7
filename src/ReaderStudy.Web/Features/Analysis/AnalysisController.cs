using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Analysis.Results;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Reports;
using ReaderStudy.Reports.Typst;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Analysis;

/// <summary>Results of a study, after its unblinding only: the page, the cases behind a number, and the downloads.</summary>
[Route("studies/{studyId:guid}/analysis")]
public sealed class AnalysisController(
    StudyAccess access,
    StoredAnalysis stored,
    RunAnalysis runAnalysis,
    CellCases cellCases,
    CaseImages images,
    ReportRenderer renderer
) : Controller
{
    /// <summary>What the cases behind a number show.</summary>
    private const StudyItems Evidence = StudyItems.Results | StudyItems.Truth | StudyItems.Predictions | StudyItems.AllAnswers;

    [HttpGet("")]
    [Records("results.viewed")]
    public async Task<IActionResult> Index(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.ItemsAsync(User, studyId, StudyItems.Results, cancellationToken);
        ViewData["Pass"] = pass;
        return View("Index", await stored.Handle(pass, cancellationToken));
    }

    [HttpPost("")]
    public async Task<IActionResult> Run(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator, StudyRole.Statistician);
        await access.ItemsAsync(User, studyId, StudyItems.Results, cancellationToken);
        var before = (await stored.Handle(pass, cancellationToken)).Run.Id;
        var run = await runAnalysis.Handle(studyId, pass.PersonId, cancellationToken);
        TempData["Notice"] =
            run.Id == before
                ? "The data are the same as before, and so is the analysis."
                : "The analysis was run over the data as they are now.";
        return Redirect($"/studies/{studyId}/analysis");
    }

    [HttpGet("report")]
    [Records("results.viewed")]
    public async Task<IActionResult> Report(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.ItemsAsync(User, studyId, StudyItems.Results, cancellationToken);
        ViewData["Pass"] = pass;
        return View("Report", await stored.Handle(pass, cancellationToken));
    }

    [HttpGet("cases")]
    [Records("cases.viewed-unblinded")]
    public async Task<IActionResult> Cases(Guid studyId, [FromQuery] CellOfMatrix asked, CancellationToken cancellationToken)
    {
        var pass = await access.ItemsAsync(User, studyId, Evidence, cancellationToken);
        ViewData["Pass"] = pass;
        return View("Cases", await cellCases.Handle(pass, asked, cancellationToken));
    }

    [HttpGet("cases/{caseId:guid}")]
    [Records("cases.viewed-unblinded")]
    public async Task<IActionResult> Case(Guid studyId, Guid caseId, CancellationToken cancellationToken)
    {
        var pass = await access.ItemsAsync(User, studyId, Evidence | StudyItems.Images, cancellationToken);
        ViewData["Pass"] = pass;
        return View("Case", await images.Handle(pass, caseId, cancellationToken));
    }

    [HttpGet("cases/{caseId:guid}/series/{seriesId:guid}/{position:int}.png")]
    public async Task<IActionResult> Slice(Guid studyId, Guid caseId, Guid seriesId, int position, CancellationToken cancellationToken)
    {
        var pass = await access.ItemsAsync(User, studyId, Evidence | StudyItems.Images, cancellationToken);
        Response.Headers.CacheControl = "private, max-age=3600";
        return File(await images.SliceAsync(pass, caseId, seriesId, position, cancellationToken), "image/png");
    }

    [HttpGet("report.pdf")]
    [Records("results.downloaded")]
    public async Task<IActionResult> Pdf(Guid studyId, CancellationToken cancellationToken)
    {
        var page = await PageAsync(studyId, cancellationToken);
        try
        {
            return File(await renderer.PdfAsync(page.Report, cancellationToken), "application/pdf", NameOf(page, "report.pdf"));
        }
        catch (TypstUnavailableException missing)
        {
            ViewData["Pass"] = page.Pass;
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return View("NoPdf", missing.Message);
        }
    }

    [HttpGet("report.html")]
    [Records("results.downloaded")]
    public async Task<IActionResult> Html(Guid studyId, CancellationToken cancellationToken)
    {
        var page = await PageAsync(studyId, cancellationToken);
        return File(Encoding.UTF8.GetBytes(ReportRenderer.Html(page.Report)), "text/html; charset=utf-8", NameOf(page, "report.html"));
    }

    [HttpGet("results.json")]
    [Records("results.downloaded")]
    public async Task<IActionResult> Results(Guid studyId, CancellationToken cancellationToken)
    {
        var page = await PageAsync(studyId, cancellationToken);
        return File(Encoding.UTF8.GetBytes(page.Run.ResultsJson), "application/json", NameOf(page, "results.json"));
    }

    /// <summary>The tables as CSV; the same analysis gives the same bytes.</summary>
    [HttpGet("tables.zip")]
    [Records("results.downloaded")]
    public async Task<IActionResult> Tables(Guid studyId, CancellationToken cancellationToken)
    {
        var page = await PageAsync(studyId, cancellationToken);
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            (string Name, string Content)[] files = [.. ResultsCsv.Of(page.Results), .. AboutTables.Of(page)];
            foreach (var (name, content) in files)
            {
                var entry = zip.CreateEntry(name);
                entry.LastWriteTime = new DateTimeOffset(page.Run.RunAt.UtcDateTime, TimeSpan.Zero);
                await using var stream = await entry.OpenAsync(cancellationToken);
                await stream.WriteAsync(Encoding.UTF8.GetBytes(content), cancellationToken);
            }
        }

        return File(memory.ToArray(), "application/zip", NameOf(page, "tables.zip"));
    }

    /// <summary>The style sheet of reports in the site's pages.</summary>
    [AllowAnonymous]
    [HttpGet("/report.css")]
    public IActionResult Css()
    {
        Response.Headers.CacheControl = "public, max-age=3600";
        return Content(ReportRenderer.Css, "text/css; charset=utf-8");
    }

    private async Task<AnalysisPage> PageAsync(Guid studyId, CancellationToken cancellationToken) =>
        await stored.Handle(await access.ItemsAsync(User, studyId, StudyItems.Results, cancellationToken), cancellationToken);

    private static string NameOf(AnalysisPage page, string what) => $"{FileNames.Of(page.Pass.Study.Name)}-{what}";
}
