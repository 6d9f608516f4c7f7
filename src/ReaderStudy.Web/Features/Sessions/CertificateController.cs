using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Data;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Sessions;

/// <summary>What a reader can show to others: that a session was read to its end, and nothing of what was answered in it.</summary>
[Route("sessions/{sessionId:guid}/certificate")]
public sealed class CertificateController(ReaderDesk desk) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Certificate(Guid sessionId, CancellationToken cancellationToken) =>
        View("/Features/Sessions/Certificate.cshtml", await desk.CertificateAsync(User.PersonId(), sessionId, cancellationToken));
}
