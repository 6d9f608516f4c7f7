using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Hosting;

/// <summary>What went wrong, for a person or a program.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable name that programs compare.</param>
/// <param name="Message">What a person is told.</param>
/// <param name="OpensAt">When it becomes possible by itself; null: no date is known.</param>
/// <param name="Checks">Contradictions that wait for a confirmation; null: none.</param>
public sealed record Problem(
    int Status,
    string Code,
    string Message,
    DateTimeOffset? OpensAt = null,
    IReadOnlyList<OpenCheck>? Checks = null
);

/// <param name="Id">Of the protocol's check.</param>
/// <param name="Message">What a person is told.</param>
public sealed record OpenCheck(string Id, string Message);

/// <summary>The one place where exceptions become answers: a broken rule is 409 with its code, and leaves an entry in the audit trail.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class ProblemController(ReaderStudyDbContext db, AuditTrail audit) : Controller
{
    [Route("/problem")]
    public async Task<IActionResult> Exception(CancellationToken cancellationToken)
    {
        var feature = HttpContext.Features.Get<IExceptionHandlerPathFeature>();
        var error = feature?.Error is DbUpdateException { InnerException.Message: { } words }
            ? Refusals.Of(words) ?? feature.Error
            : feature?.Error;
        var problem = error switch
        {
            BrokenRuleException broken => Of(broken),
            NotFoundException missing => new Problem(404, "not-found", missing.Message),
            ForbiddenException forbidden => new Problem(403, "forbidden", forbidden.Message),
            DbUpdateConcurrencyException => new Problem(
                409,
                "changed-meanwhile",
                "Somebody else changed this at the same moment, so nothing of yours was saved. Load the page again and look at what is there now."
            ),
            BadHttpRequestException bad => new Problem(bad.StatusCode, "bad-request", bad.Message),
            _ => new Problem(500, "error", "Something went wrong on the server. Nothing was changed by this request; the log says more."),
        };
        if (User.Identity is { IsAuthenticated: true } && error is BrokenRuleException or ForbiddenException)
        {
            await RefusedAsync(error, feature!.Path, cancellationToken);
        }

        return Answer(problem, feature?.Path ?? "");
    }

    /// <summary>Answers without a body, such as an unknown address.</summary>
    [Route("/problem/{status:int}")]
    public IActionResult Status(int status)
    {
        var path = HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? "";
        var message = status switch
        {
            400 => "The request was not understood. Reload the page and try again.",
            403 => "Your account does not include that.",
            404 => "There is no such page.",
            _ => ((HttpStatusCode)status).ToString(),
        };
        return Answer(new Problem(status, $"http-{status}", message), path);
    }

    /// <summary>Leaves an entry in the trail of the study that the address names, by itself or by a session.</summary>
    private async Task RefusedAsync(Exception error, string path, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var studyId = parts switch
        {
            ["studies", var id, ..] when Guid.TryParse(id, out var study) => study,
            ["reading" or "sessions", var id, ..] when Guid.TryParse(id, out var session) => await db
                .ReadingSessions.Where(s => s.Id == session)
                .Select(s => (Guid?)s.StudyId)
                .SingleOrDefaultAsync(cancellationToken),
            _ => (Guid?)null,
        };
        var (action, subject) = error is BrokenRuleException broken ? ("rule.refused", broken.Rule.Code) : ("access.refused", "role");
        audit.Record(action, User.PersonId(), studyId, subject, path);
        await db.SaveChangesAsync(cancellationToken);
    }

    private static Problem Of(BrokenRuleException broken) =>
        new(
            409,
            broken.Rule.Code,
            broken.Message,
            broken.OpensAt,
            broken.Checks.Count == 0 ? null : broken.Checks.Select(c => new OpenCheck(c.Id, c.Message)).ToList()
        );

    private IActionResult Answer(Problem problem, string path)
    {
        Response.StatusCode = problem.Status;
        var wantsPage = Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
        return wantsPage
            ? View("/Features/Shared/Problem.cshtml", problem)
            : Json(
                new
                {
                    code = problem.Code,
                    message = problem.Message,
                    path,
                    opensAt = problem.OpensAt,
                    checks = problem.Checks,
                }
            );
    }
}
