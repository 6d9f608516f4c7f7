using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Data;
using ReaderStudy.Domain;

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
        var problem = feature?.Error switch
        {
            BrokenRuleException broken => Of(broken),
            NotFoundException missing => new Problem(404, "not-found", missing.Message),
            ForbiddenException forbidden => new Problem(403, "forbidden", forbidden.Message),
            BadHttpRequestException bad => new Problem(bad.StatusCode, "bad-request", bad.Message),
            _ => new Problem(500, "error", "Something went wrong on the server. Nothing was changed by this request; the log says more."),
        };
        if (feature?.Error is BrokenRuleException rule && User.Identity is { IsAuthenticated: true })
        {
            db.ChangeTracker.Clear();
            audit.Record("rule.refused", User.PersonId(), null, rule.Rule.Code, feature.Path);
            await db.SaveChangesAsync(cancellationToken);
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
