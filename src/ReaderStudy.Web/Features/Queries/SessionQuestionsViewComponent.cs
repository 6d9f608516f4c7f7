using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Conduct;

namespace ReaderStudy.Web.Features.Queries;

/// <summary>On My sessions, beside a session: the way to its questions, and how many wait for the reader.</summary>
public sealed class SessionQuestionsViewComponent(ReaderStudyDbContext db) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Guid sessionId)
    {
        var queries = await db
            .Queries.AsNoTracking()
            .Include(q => q.Messages)
            .Where(q => q.SessionId == sessionId)
            .ToListAsync(HttpContext.RequestAborted);
        var waiting = queries.Count(q =>
            q.State is QueryState.Open && q.AskedBy is QuerySide.Coordinator
            || q.State is QueryState.Answered && q.AskedBy is QuerySide.Reader
        );
        return View("/Features/Queries/Waiting.cshtml", (sessionId, waiting));
    }
}
