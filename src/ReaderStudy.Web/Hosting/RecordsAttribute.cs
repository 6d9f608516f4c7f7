using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using ReaderStudy.Data;
using ReaderStudy.Domain.Blinding;

namespace ReaderStudy.Web.Hosting;

/// <summary>
/// Records that somebody saw or took something: who, when, and which study, case or session the address names. The entry is written after
/// the answer was made and before its first byte leaves; refusals leave entries of their own.
/// </summary>
/// <param name="action">What the entry is called, <c>results.viewed</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RecordsAttribute(string action) : Attribute, IAsyncActionFilter
{
    public string Action => action;

    /// <summary>Only when the page shows these to the person (the truth of a draft); none: always. Needs the pass in the view data.</summary>
    public StudyItems WhenSeen { get; init; }

    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var executed = await next();
        var status = (executed.Result as IStatusCodeActionResult)?.StatusCode ?? context.HttpContext.Response.StatusCode;
        if (executed.Exception is not null || executed.Canceled || status >= 400 || !IsSeen(context.Controller))
        {
            return;
        }

        var http = context.HttpContext;
        await http
            .RequestServices.GetRequiredService<AuditTrail>()
            .RecordNowAsync(
                action,
                http.User.Identity is { IsAuthenticated: true } ? http.User.PersonId() : null,
                IdOf(context.RouteData, "studyId"),
                SubjectOf(context.RouteData),
                http.Request.Path,
                http.RequestAborted
            );
    }

    private bool IsSeen(object controller) =>
        WhenSeen == StudyItems.None || ((controller as Controller)?.ViewData["Pass"] as StudyPass)?.Sees(WhenSeen) == true;

    private static string SubjectOf(RouteData route) =>
        IdOf(route, "caseId") is { } caseId ? $"case {caseId}"
        : IdOf(route, "sessionId") is { } sessionId ? $"session {sessionId}"
        : IdOf(route, "studyId") is { } studyId ? $"study {studyId}"
        : "platform";

    private static Guid? IdOf(RouteData route, string name) => Guid.TryParse(route.Values[name] as string, out var id) ? id : null;
}
