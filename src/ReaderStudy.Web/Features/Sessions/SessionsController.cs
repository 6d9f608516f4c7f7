using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Data;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Sessions;

/// <summary>A reader's own sessions. Like the reading room, it is handed nothing but the reader's desk.</summary>
[Route("sessions")]
public sealed class SessionsController(ReaderDesk desk) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        var sessions = await desk.SessionsAsync(User.PersonId(), cancellationToken);
        var paces = await desk.PacesAsync(User.PersonId(), cancellationToken);
        return View(
            "Index",
            sessions.Select(s => new ListedSession(s, paces.TryGetValue(s.SessionId, out var pace) ? pace : null)).ToList()
        );
    }

    [HttpGet("{sessionId:guid}/instructions")]
    public async Task<IActionResult> Instructions(Guid sessionId, CancellationToken cancellationToken) =>
        View("Instructions", await desk.InstructionsAsync(User.PersonId(), sessionId, cancellationToken));

    [HttpPost("{sessionId:guid}/instructions")]
    public async Task<IActionResult> Acknowledge(Guid sessionId, [FromForm] int version, CancellationToken cancellationToken)
    {
        await desk.AcknowledgeAsync(User.PersonId(), sessionId, version, cancellationToken);
        return Redirect("/sessions");
    }

    /// <summary>Takes a training once more that was not passed.</summary>
    [HttpPost("{sessionId:guid}/again")]
    public async Task<IActionResult> Again(Guid sessionId, CancellationToken cancellationToken)
    {
        await desk.TrainAgainAsync(User.PersonId(), sessionId, cancellationToken);
        return Redirect("/sessions");
    }
}
