using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Queries;

/// <summary>A query as its reader sees it: by the place in the session, never by the case.</summary>
/// <param name="Id">The query.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Subject">Case 17, or the session.</param>
/// <param name="Messages">In order.</param>
/// <param name="CanAnswer">It is the reader's turn.</param>
/// <param name="CanClose">The reader asked, and may close or withdraw it.</param>
public sealed record ReaderQuery(
    Guid Id,
    QueryKind Kind,
    QueryState State,
    string Subject,
    IReadOnlyList<ShownMessage> Messages,
    bool CanAnswer,
    bool CanClose
);

/// <param name="SessionId">The session.</param>
/// <param name="StudyName">What the coordinator called the study.</param>
/// <param name="ArmName">The reading condition.</param>
/// <param name="Places">Cases in the session.</param>
/// <param name="IsOpen">False once the data are locked.</param>
/// <param name="Queries">Pending first.</param>
/// <param name="Form">As typed.</param>
public sealed record SessionQueriesPage(
    Guid SessionId,
    string StudyName,
    string ArmName,
    int Places,
    bool IsOpen,
    IReadOnlyList<ReaderQuery> Queries,
    QueryForm Form
);

/// <summary>A reader's own session and what was asked about it. It has no place for a case, a truth or another reader.</summary>
public sealed class SessionQueries(ReaderStudyDbContext db)
{
    /// <summary>The person's own session.</summary>
    /// <exception cref="NotFoundException">It is not theirs.</exception>
    public async Task<(Study Study, Guid ReaderId, int Places)> FindAsync(
        Guid personId,
        Guid sessionId,
        CancellationToken cancellationToken
    )
    {
        var found =
            await (
                from session in db.ReadingSessions
                join reader in db.StudyReaders on session.ReaderId equals reader.Id
                where session.Id == sessionId && reader.PersonId == personId
                select new
                {
                    session.StudyId,
                    session.ReaderId,
                    Places = session.Places.Count,
                }
            ).SingleOrDefaultAsync(cancellationToken) ?? throw new NotFoundException("session");
        var study = await db
            .Studies.Include(s => s.Members)
            .Include(s => s.Readers)
            .AsSplitQuery()
            .SingleAsync(s => s.Id == found.StudyId, cancellationToken);
        return (study, found.ReaderId, found.Places);
    }

    public async Task<SessionQueriesPage> Handle(Guid personId, Guid sessionId, QueryForm form, CancellationToken cancellationToken)
    {
        var (study, _, places) = await FindAsync(personId, sessionId, cancellationToken);
        var armId = await db.ReadingSessions.Where(s => s.Id == sessionId).Select(s => s.ArmId).SingleAsync(cancellationToken);
        var queries = await db
            .Queries.AsNoTracking()
            .Include(q => q.Messages)
            .Where(q => q.SessionId == sessionId)
            .ToListAsync(cancellationToken);
        return new SessionQueriesPage(
            sessionId,
            study.Name,
            study.Protocol.ArmOf(armId)?.Name ?? armId,
            places,
            study.IsOpenForReading,
            queries
                .OrderBy(q => q.State is QueryState.Closed)
                .ThenByDescending(q => q.Number)
                .Select(q => new ReaderQuery(
                    q.Id,
                    q.Kind,
                    q.State,
                    q.Position is { } position ? string.Create(CultureInfo.InvariantCulture, $"Case {position}") : "The session",
                    q.Messages.OrderBy(m => m.Number)
                        .Select(m => new ShownMessage(
                            m.Number,
                            m.Side is QuerySide.Coordinator ? "Coordinator" : "You",
                            QueryTexts.DidOf(m.Number, m.Leads),
                            m.Text,
                            m.At
                        ))
                        .ToList(),
                    q.State is QueryState.Open && q.AskedBy is QuerySide.Coordinator,
                    q.State is not QueryState.Closed && q.AskedBy is QuerySide.Reader
                ))
                .ToList(),
            form
        );
    }
}
