using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Queries;

/// <summary>Counts what waits in the studies that a person coordinates or reads in.</summary>
public sealed class PendingQueries(ReaderStudyDbContext db)
{
    /// <summary>Queries that are open or answered, by study; those of a reader are their own. Studies without any are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> Handle(Guid personId, CancellationToken cancellationToken)
    {
        var queries = await db
            .Queries.AsNoTracking()
            .Include(q => q.Messages)
            .Where(q =>
                db.StudyMembers.Any(m =>
                    m.StudyId == q.StudyId
                    && m.PersonId == personId
                    && (m.Role == StudyRole.Coordinator || db.StudyReaders.Any(r => r.Id == q.ReaderId && r.PersonId == personId))
                )
            )
            .ToListAsync(cancellationToken);
        return queries.Where(q => q.IsPending).GroupBy(q => q.StudyId).ToDictionary(g => g.Key, g => g.Count());
    }

    /// <summary>Of one study, whoever asks.</summary>
    public static async Task<int> CountAsync(ReaderStudyDbContext db, Guid studyId, CancellationToken cancellationToken) =>
        await db.Queries.CountAsync(
            q =>
                q.StudyId == studyId
                && q.Messages.Any(m => m.Leads != QueryState.Closed && !q.Messages.Any(later => later.Number > m.Number)),
            cancellationToken
        );
}
