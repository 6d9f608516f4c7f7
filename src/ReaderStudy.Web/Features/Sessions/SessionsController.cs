using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Data;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Sessions;

/// <param name="Session">The person's own.</param>
/// <param name="Pace">Median time from opening a case to locking it; null before the first lock.</param>
public sealed record ListedSession(MySession Session, TimeSpan? Pace);

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
}
