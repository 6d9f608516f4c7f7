using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Shared;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Queries;

/// <summary>The reader's side of queries: about their own session and the cases in it by place.</summary>
[Route("sessions/{sessionId:guid}/queries")]
public sealed class SessionQueriesController(SessionQueries sessions, WriteQuery write, RecordRefusal refusal, ReaderStudyDbContext db)
    : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid sessionId, int? position, CancellationToken cancellationToken) =>
        View(
            "/Features/Queries/Session.cshtml",
            await sessions.Handle(User.PersonId(), sessionId, new QueryForm { Position = position }, cancellationToken)
        );

    [HttpPost("")]
    public async Task<IActionResult> Ask(Guid sessionId, [FromForm] QueryForm form, CancellationToken cancellationToken)
    {
        var (study, reader, places) = await sessions.FindAsync(User.PersonId(), sessionId, cancellationToken);
        if (ModelState.Fault() is { } fault)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            ModelState.AddModelError("Text", fault);
            return View("/Features/Queries/Session.cshtml", await sessions.Handle(User.PersonId(), sessionId, form, cancellationToken));
        }

        if (form.Position is { } position && (position < 1 || position > places))
        {
            throw new NotFoundException("case");
        }

        try
        {
            await write.Handle(study, (reader, sessionId, form.Position), form, QuerySide.Reader, User.PersonId(), cancellationToken);
        }
        catch (BrokenRuleException broken) when (study.IsOpenForReading && this.WantsPage())
        {
            await RefuseAsync(study, broken, cancellationToken);
            return View("/Features/Queries/Session.cshtml", await sessions.Handle(User.PersonId(), sessionId, form, cancellationToken));
        }

        TempData["Notice"] = "Asked. The coordinators answer here.";
        return Redirect($"/sessions/{sessionId}/queries");
    }

    [HttpPost("{queryId:guid}/{step:regex(^(answer|close|reopen)$)}")]
    public async Task<IActionResult> Go(
        Guid sessionId,
        Guid queryId,
        string step,
        [FromForm] string? text,
        CancellationToken cancellationToken
    )
    {
        var (study, _, _) = await sessions.FindAsync(User.PersonId(), sessionId, cancellationToken);
        var query =
            await db
                .Queries.Include(q => q.Messages)
                .SingleOrDefaultAsync(q => q.Id == queryId && q.SessionId == sessionId, cancellationToken)
            ?? throw new NotFoundException("query");
        try
        {
            await write.Go(
                study,
                query,
                Enum.Parse<QueryStep>(step, ignoreCase: true),
                QuerySide.Reader,
                text,
                User.PersonId(),
                cancellationToken
            );
        }
        catch (BrokenRuleException broken) when (study.IsOpenForReading && this.WantsPage())
        {
            await RefuseAsync(study, broken, cancellationToken);
            (ViewData["Query"], ViewData["Text"]) = (queryId, text);
            return View(
                "/Features/Queries/Session.cshtml",
                await sessions.Handle(User.PersonId(), sessionId, new QueryForm(), cancellationToken)
            );
        }

        return Redirect($"/sessions/{sessionId}/queries");
    }

    private async Task RefuseAsync(Study study, BrokenRuleException broken, CancellationToken cancellationToken)
    {
        await refusal.Handle(new StudyPass(study, User.PersonId(), [StudyRole.Reader]), broken.Rule, Request.Path, cancellationToken);
        Response.StatusCode = StatusCodes.Status409Conflict;
        ModelState.AddModelError("Text", broken.Message);
    }
}
