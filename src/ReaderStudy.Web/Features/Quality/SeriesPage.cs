using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Quality;

/// <param name="Pass">Who looks.</param>
/// <param name="CaseCode">The case.</param>
/// <param name="Series">The series.</param>
/// <param name="Images">In the order of the stack, those left out at the end.</param>
/// <param name="Findings">Of this series, resolved ones left out.</param>
/// <param name="HasParts">It was split, or is a part.</param>
public sealed record SeriesView(
    StudyPass Pass,
    string CaseCode,
    Series Series,
    IReadOnlyList<Instance> Images,
    IReadOnlyList<CohortFinding> Findings,
    bool HasParts
);

/// <summary>Shows one series image by image, to leave single ones out.</summary>
public sealed class SeriesPage(ReaderStudyDbContext db)
{
    public async Task<SeriesView> Handle(StudyPass pass, Guid seriesId, CancellationToken cancellationToken)
    {
        var series =
            await db
                .Series.AsNoTracking()
                .SingleOrDefaultAsync(
                    s => s.Id == seriesId && db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == pass.Study.Id),
                    cancellationToken
                )
            ?? throw new NotFoundException("series");
        var code = await db.Cases.Where(c => c.Id == series.CaseId).Select(c => c.Code).SingleAsync(cancellationToken);
        var images = await db
            .Instances.AsNoTracking()
            .Where(i => i.SeriesId == seriesId)
            .OrderBy(i => i.Position)
            .ToListAsync(cancellationToken);
        var findings = await db
            .CohortFindings.AsNoTracking()
            .Where(f => f.SeriesId == seriesId && f.State != FindingState.Resolved)
            .ToListAsync(cancellationToken);
        var hasParts =
            series.SplitFromUid is not null
            || await db.Series.AnyAsync(s => s.CaseId == series.CaseId && s.SplitFromUid == series.SeriesUid, cancellationToken);
        return new SeriesView(pass, code, series, images, findings, hasParts);
    }
}
