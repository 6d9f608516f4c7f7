using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Queries;
using ReaderStudy.Web.Features.Sessions;

namespace ReaderStudy.Web.Features.Home;

/// <param name="StudyId">The study.</param>
/// <param name="Name">Of the study.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Roles">The person's roles in it.</param>
/// <param name="Cases">Included cases; null when the person does not see the design.</param>
/// <param name="Readers">Readers; null likewise.</param>
/// <param name="Queries">Queries that are not closed: all for a coordinator, a reader's own, 0 for everybody else.</param>
/// <param name="Undecided">Deviations that wait for a decision; 0 for those who have no part in it.</param>
public sealed record MyStudy(
    Guid StudyId,
    string Name,
    StudyStatus Status,
    IReadOnlyList<StudyRole> Roles,
    int? Cases,
    int? Readers,
    int Queries,
    int Undecided
);

/// <summary>The home page.</summary>
/// <param name="Studies">Newest first.</param>
/// <param name="Sessions">The person's own reading sessions in which something can be done now.</param>
/// <param name="PutAway">Studies that are archived, and traces of deleted drafts.</param>
public sealed record HomePage(IReadOnlyList<MyStudy> Studies, IReadOnlyList<ListedSession> Sessions, int PutAway);

/// <summary>Lists the studies that a person has a part in.</summary>
public sealed class MyStudies(ReaderStudyDbContext db, ReaderDesk desk, PendingQueries pending)
{
    public async Task<HomePage> Handle(Guid personId, CancellationToken cancellationToken)
    {
        var studies = await db
            .Studies.Where(s => s.RemovedAt == null && s.Status != StudyStatus.Archived && s.Members.Any(m => m.PersonId == personId))
            .OrderByDescending(s => s.CreatedAt)
            .Select(s => new
            {
                s.Id,
                s.Name,
                s.Status,
                Roles = s.Members.Where(m => m.PersonId == personId).Select(m => m.Role).ToList(),
                Cases = db.Cases.Count(c => c.StudyId == s.Id && c.IsIncluded),
                Readers = s.Readers.Count,
                Undecided = db.Deviations.Count(d => d.StudyId == s.Id && d.Status == DeviationStatus.Requested),
            })
            .ToListAsync(cancellationToken);
        var queries = await pending.Handle(personId, cancellationToken);
        var sessions = await desk.SessionsAsync(personId, cancellationToken);
        var putAway = await db.Studies.CountAsync(
            s =>
                (s.Status == StudyStatus.Archived && s.Members.Any(m => m.PersonId == personId))
                || (s.RemovedAt != null && s.Members.Any(m => m.PersonId == personId && m.Role == StudyRole.Coordinator)),
            cancellationToken
        );
        return new HomePage(
            studies
                .Select(s =>
                {
                    var seesDesign = BlindingPolicy.VisibleTo(s.Roles, s.Status, new TruthPlan()).HasFlag(StudyItems.Design);
                    var decides = s.Roles.Contains(StudyRole.Statistician) || s.Roles.Contains(StudyRole.Coordinator);
                    return new MyStudy(
                        s.Id,
                        s.Name,
                        s.Status,
                        s.Roles,
                        seesDesign ? s.Cases : null,
                        seesDesign ? s.Readers : null,
                        queries.GetValueOrDefault(s.Id),
                        decides ? s.Undecided : 0
                    );
                })
                .ToList(),
            sessions.Select(s => new ListedSession(s, null)).Where(s => s.Next is not null).ToList(),
            putAway
        );
    }
}
