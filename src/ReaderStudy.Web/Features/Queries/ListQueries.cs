using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Web.Features.Progress;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Queries;

/// <param name="Number">From 1.</param>
/// <param name="Who">The reader, or the coordinators; never a person's name.</param>
/// <param name="Did">asked, answered …</param>
/// <param name="Text">What was written.</param>
/// <param name="At">When.</param>
public sealed record ShownMessage(int Number, string Who, string Did, string Text, DateTimeOffset At);

/// <summary>A query as coordinators see it.</summary>
/// <param name="Id">The query.</param>
/// <param name="Number">In the study.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Subject">Reader 2, period 1, place 17; with the case's code where it may be told.</param>
/// <param name="Messages">In order.</param>
/// <param name="CanAnswer">It is the coordinators' turn.</param>
/// <param name="CanClose">It can be closed or withdrawn.</param>
public sealed record ListedQuery(
    Guid Id,
    int Number,
    QueryKind Kind,
    QueryState State,
    string Subject,
    IReadOnlyList<ShownMessage> Messages,
    bool CanAnswer,
    bool CanClose
);

/// <param name="Pass">The way in.</param>
/// <param name="Queries">Pending first, then by number, newest first.</param>
public sealed record QueriesPage(StudyPass Pass, IReadOnlyList<ListedQuery> Queries);

/// <summary>
/// The queries of a study for its coordinators. Which case lies at a place belongs to the drawn order, and is told once that is seen; before,
/// only where a reader asks about a case that is open to them, as somebody must be able to look into it, and of one reader never for two
/// places: they would tell a hidden repeat.
/// </summary>
public sealed class ListQueries(ReaderStudyDbContext db)
{
    public async Task<QueriesPage> Handle(StudyPass pass, CancellationToken cancellationToken)
    {
        var study = pass.Study;
        var queries = await db
            .Queries.AsNoTracking()
            .Include(q => q.Messages)
            .Where(q => q.StudyId == study.Id)
            .ToListAsync(cancellationToken);
        var sessions = await db.ReadingSessions.AsNoTracking().Where(s => s.StudyId == study.Id).ToListAsync(cancellationToken);
        var names = SessionName.Of(sessions);
        var asked = queries.Where(q => q.Position is not null).Select(q => q.SessionId).Distinct().ToList();
        var places = (
            await db.Set<SessionPlace>().AsNoTracking().Where(p => asked.Contains(p.SessionId)).ToListAsync(cancellationToken)
        ).ToDictionary(p => (p.SessionId, p.Position));
        var opened = (
            await db
                .Readings.Where(r => asked.Contains(r.SessionId))
                .Select(r => new
                {
                    r.SessionId,
                    r.CaseId,
                    r.Attempt,
                })
                .ToListAsync(cancellationToken)
        ).Select(r => (r.SessionId, r.CaseId, r.Attempt)).ToHashSet();
        var named = queries
            .Where(q => q.Position is not null && (pass.Sees(StudyItems.Allocation) || IsOpened(q)))
            .GroupBy(q => (q.ReaderId, PlaceOf(q).CaseId))
            .SelectMany(g => pass.Sees(StudyItems.Allocation) ? g : g.Where(q => PlaceOf(q) == PlaceOf(g.MinBy(o => o.Number)!)))
            .Select(q => q.Id)
            .ToHashSet();
        var codes = await db.Cases.Where(c => c.StudyId == study.Id).ToDictionaryAsync(c => c.Id, c => c.Code, cancellationToken);
        return new QueriesPage(
            pass,
            queries
                .OrderBy(q => q.State is QueryState.Closed)
                .ThenByDescending(q => q.Number)
                .Select(q => new ListedQuery(
                    q.Id,
                    q.Number,
                    q.Kind,
                    q.State,
                    SubjectOf(q),
                    q.Messages.OrderBy(m => m.Number)
                        .Select(m => new ShownMessage(
                            m.Number,
                            m.Side is QuerySide.Coordinator ? "Coordinator" : ReaderOf(q),
                            QueryTexts.DidOf(m.Number, m.Leads),
                            m.Text,
                            m.At
                        ))
                        .ToList(),
                    q.State is QueryState.Open && (q.AskedBy is QuerySide.Reader || q.CaseId is not null),
                    q.State is QueryState.Answered || (q.State is QueryState.Open && q.AskedBy is QuerySide.Coordinator)
                ))
                .ToList()
        );

        string ReaderOf(Query query) => study.Readers.SingleOrDefault(r => r.Id == query.ReaderId)?.Name ?? "Reader";

        SessionPlace PlaceOf(Query query) => places[(query.SessionId!.Value, query.Position!.Value)];

        bool IsOpened(Query query) =>
            query.AskedBy is QuerySide.Reader && opened.Contains((query.SessionId!.Value, PlaceOf(query).CaseId, PlaceOf(query).Attempt));

        string SubjectOf(Query query) =>
            query.CaseId is { } caseId ? $"Case {codes[caseId]}"
            : query.Position is { } position
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{ReaderOf(query)}, {names[query.SessionId!.Value].ToLowerInvariant()}, place {position}{(named.Contains(query.Id) ? $", case {codes[PlaceOf(query).CaseId]}" : "")}"
                )
            : $"{ReaderOf(query)}, {names[query.SessionId!.Value].ToLowerInvariant()}";
    }
}
