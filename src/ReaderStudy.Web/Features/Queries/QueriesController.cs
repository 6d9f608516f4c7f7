using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Shared;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Queries;

/// <param name="Pass">The way in.</param>
/// <param name="Subject">Reader 2, place 17; null: a case is to be named.</param>
/// <param name="Places">In the session; 0: a case is to be named.</param>
/// <param name="Form">As typed.</param>
public sealed record AskPage(StudyPass Pass, string? Subject, int Places, QueryForm Form);

/// <summary>The coordinators' side of queries.</summary>
[Route("studies/{studyId:guid}/queries")]
public sealed class QueriesController(
    StudyAccess access,
    ListQueries list,
    WriteQuery write,
    RecordRefusal refusal,
    ReaderStudyDbContext db
) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid studyId, CancellationToken cancellationToken) =>
        await PageAsync(await EnterAsync(studyId, cancellationToken), cancellationToken);

    [HttpGet("new")]
    public async Task<IActionResult> New(Guid studyId, Guid? session, int? position, CancellationToken cancellationToken)
    {
        this.RequireUnderstood();
        var pass = await EnterAsync(studyId, cancellationToken);
        Rule.Require(pass.Study.IsOpenForReading, Query.UntilLock);
        return await AskPageAsync(pass, new QueryForm { Session = session, Position = position }, cancellationToken);
    }

    [HttpPost("")]
    public async Task<IActionResult> Ask(Guid studyId, [FromForm] QueryForm form, CancellationToken cancellationToken)
    {
        var pass = await EnterAsync(studyId, cancellationToken);
        if (ModelState.Fault() is { } fault)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            ModelState.AddModelError("Text", fault);
            return await AskPageAsync(pass, form, cancellationToken);
        }

        try
        {
            if (form.Session is { } id)
            {
                var session = await FindAsync(pass, id, cancellationToken);
                if (form.Position is { } position && (position < 1 || position > session.Places))
                {
                    throw new NotFoundException("place");
                }

                await write.Handle(
                    pass.Study,
                    (session.ReaderId, id, form.Position),
                    form,
                    QuerySide.Coordinator,
                    pass.PersonId,
                    cancellationToken
                );
            }
            else
            {
                Rule.Require(!string.IsNullOrWhiteSpace(form.CaseCode), Query.SubjectIsGiven);
                await write.AboutCase(pass.Study, form, pass.PersonId, cancellationToken);
            }
        }
        catch (BrokenRuleException broken) when (pass.Study.IsOpenForReading && this.WantsPage())
        {
            await RefuseAsync(pass, broken, cancellationToken);
            return await AskPageAsync(pass, form, cancellationToken);
        }

        TempData["Notice"] = form.Session is null ? "Asked." : "Asked. The reader finds it under My sessions.";
        return Redirect($"/studies/{studyId}/queries");
    }

    [HttpPost("{queryId:guid}/{step:regex(^(answer|close|reopen)$)}")]
    public async Task<IActionResult> Go(
        Guid studyId,
        Guid queryId,
        string step,
        [FromForm] string? text,
        CancellationToken cancellationToken
    )
    {
        var pass = await EnterAsync(studyId, cancellationToken);
        var query =
            await db.Queries.Include(q => q.Messages).SingleOrDefaultAsync(q => q.Id == queryId && q.StudyId == studyId, cancellationToken)
            ?? throw new NotFoundException("query");
        try
        {
            await write.Go(
                pass.Study,
                query,
                Enum.Parse<QueryStep>(step, ignoreCase: true),
                QuerySide.Coordinator,
                text,
                pass.PersonId,
                cancellationToken
            );
        }
        catch (BrokenRuleException broken) when (pass.Study.IsOpenForReading && this.WantsPage())
        {
            await RefuseAsync(pass, broken, cancellationToken);
            (ViewData["Query"], ViewData["Text"]) = (queryId, text);
            return await PageAsync(pass, cancellationToken);
        }

        return Redirect($"/studies/{studyId}/queries");
    }

    private Task<StudyPass> EnterAsync(Guid studyId, CancellationToken cancellationToken) =>
        access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator);

    private async Task RefuseAsync(StudyPass pass, BrokenRuleException broken, CancellationToken cancellationToken)
    {
        await refusal.Handle(pass, broken.Rule, Request.Path, cancellationToken);
        Response.StatusCode = StatusCodes.Status409Conflict;
        ModelState.AddModelError("Text", broken.Message);
    }

    private async Task<(Guid ReaderId, string Name, int Places)> FindAsync(
        StudyPass pass,
        Guid sessionId,
        CancellationToken cancellationToken
    )
    {
        var session =
            await db
                .ReadingSessions.AsNoTracking()
                .Where(s => s.Id == sessionId && s.StudyId == pass.Study.Id)
                .Select(s => new
                {
                    s.ReaderId,
                    s.Kind,
                    s.Period,
                    s.Part,
                    Places = s.Places.Count,
                })
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw new NotFoundException("session");
        var name = Progress.SessionName.Of(session.Kind, session.Period, session.Part, session.Part > 1).ToLowerInvariant();
        return (session.ReaderId, $"{pass.Study.Readers.Single(r => r.Id == session.ReaderId).Name}, {name}", session.Places);
    }

    private async Task<IActionResult> PageAsync(StudyPass pass, CancellationToken cancellationToken)
    {
        ViewData["Pass"] = pass;
        return View("Index", await list.Handle(pass, cancellationToken));
    }

    private async Task<IActionResult> AskPageAsync(StudyPass pass, QueryForm form, CancellationToken cancellationToken)
    {
        ViewData["Pass"] = pass;
        var found = form.Session is { } id ? await FindAsync(pass, id, cancellationToken) : default;
        return View("New", new AskPage(pass, found.Name, found.Places, form));
    }
}
