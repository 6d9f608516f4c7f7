using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Data;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>Takes what the reading page showed; nothing of it is ever sent back to a reader.</summary>
[Route("reading/{sessionId:guid}/cases/{position:int}/seen")]
public sealed class SeenController(ReaderDesk desk) : Controller
{
    private const int LargestBody = 64 * 1024;

    [HttpPost("")]
    [RequestSizeLimit(LargestBody)]
    public async Task<IActionResult> Add(Guid sessionId, int position, [FromBody] SeenRequest? given, CancellationToken cancellationToken)
    {
        var seen = SeenRequest.Check(given);
        await desk.AddSeenAsync(User.PersonId(), sessionId, position, seen, cancellationToken);
        Response.Headers.CacheControl = "no-store";
        return Json(new { seen.Sequence });
    }
}
