using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Web.Features.Quality;

/// <summary>Findings because of which the protocol is not sealed.</summary>
internal static class BlockingFindings
{
    private static readonly FindingKind[] Kinds = [.. Enum.GetValues<FindingKind>().Where(FindingKinds.IsBlocking)];

    public static Task<int> CountAsync(ReaderStudyDbContext db, Guid studyId, CancellationToken cancellationToken) =>
        db.CohortFindings.CountAsync(
            f => f.StudyId == studyId && f.State == FindingState.Open && Kinds.Contains(f.Kind),
            cancellationToken
        );
}
