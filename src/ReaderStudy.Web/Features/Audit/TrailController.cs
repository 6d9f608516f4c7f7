using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Data;
using ReaderStudy.Data.Evidence;
using ReaderStudy.Domain.Audit;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Audit;

/// <param name="Page">The entries.</param>
/// <param name="Head">The end of the chain now.</param>
public sealed record TrailPage(AuditPage Page, AuditHead Head);

/// <summary>The whole audit trail, accounts and all studies; for administrators alone.</summary>
[Authorize(Roles = AccountRoles.Administrator)]
[Route("audit")]
public sealed class TrailController(ListEntries list, ExportEntries export, VerifyTrail verify, AuditTrail audit) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index([FromQuery] AuditFilter filter, CancellationToken cancellationToken) =>
        View(
            "/Features/Audit/Trail.cshtml",
            new TrailPage(await list.Handle(null, filter, cancellationToken), await audit.HeadAsync(cancellationToken))
        );

    [HttpGet("entries.csv")]
    [Records("audit.exported")]
    public IActionResult Csv() =>
        new EntriesResult("audit.csv", "text/csv; charset=utf-8", (to, token) => export.Handle(null, AuditFormat.Csv, to, token));

    [HttpGet("entries.jsonl")]
    [Records("audit.exported")]
    public IActionResult JsonLines() =>
        new EntriesResult("audit.jsonl", "application/jsonl", (to, token) => export.Handle(null, AuditFormat.JsonLines, to, token));

    [HttpPost("verify")]
    public async Task<IActionResult> Verify(CancellationToken cancellationToken)
    {
        AuditReport report = await verify.Handle(User.PersonId(), cancellationToken);
        return View("/Features/Audit/Verified.cshtml", report);
    }
}
