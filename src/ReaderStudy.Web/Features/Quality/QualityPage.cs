using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Quality;

public enum FindingFilter
{
    Open,
    Accepted,
    All,
}

/// <param name="Series">The series.</param>
/// <param name="Images">How many it has, those left out included.</param>
public sealed record SeriesLine(Series Series, int Images);

/// <param name="Finding">The finding.</param>
/// <param name="CaseCode">Null while the images are in no case.</param>
/// <param name="Series">The series it is about; for findings of a whole case all of its series.</param>
/// <param name="Held">The first of the held images it stands for; null for other findings.</param>
/// <param name="HeldImages">How many.</param>
/// <param name="There">Of a conflict the image that is there, by series and place; null when it is not there any more.</param>
public sealed record FindingLine(
    CohortFinding Finding,
    string? CaseCode,
    IReadOnlyList<SeriesLine> Series,
    HeldImage? Held,
    int HeldImages,
    Instance? There
);

/// <param name="Kind">Of the findings.</param>
/// <param name="Number">How many the filter lets through.</param>
public sealed record KindLine(FindingKind Kind, int Number);

/// <param name="Pass">Who looks.</param>
/// <param name="Filter">What is shown.</param>
/// <param name="Kind">The one kind that is shown; null: all.</param>
/// <param name="Find">Part of a case's code; null: all.</param>
/// <param name="Kinds">Kinds that there are, those that block sealing first.</param>
/// <param name="Lines">Of this page.</param>
/// <param name="Page">From 1.</param>
/// <param name="Pages">At least 1.</param>
/// <param name="Open">Open findings of the study.</param>
/// <param name="Blocking">Those of them because of which the protocol is not sealed.</param>
/// <param name="Decided">Accepted findings of the study.</param>
/// <param name="LeftOut">Series that are left out of reading.</param>
public sealed record QualityView(
    StudyPass Pass,
    FindingFilter Filter,
    FindingKind? Kind,
    string? Find,
    IReadOnlyList<KindLine> Kinds,
    IReadOnlyList<FindingLine> Lines,
    int Page,
    int Pages,
    int Open,
    int Blocking,
    int Decided,
    IReadOnlyList<(string CaseCode, SeriesLine Line)> LeftOut
);

/// <summary>Gathers a study's findings, grouped by what can be done about them.</summary>
public sealed class QualityPage(ReaderStudyDbContext db)
{
    public const int PageSize = 30;

    public async Task<QualityView> Handle(
        StudyPass pass,
        FindingFilter filter,
        FindingKind? kind,
        string? find,
        int page,
        CancellationToken cancellationToken
    )
    {
        var codes = await db
            .Cases.Where(c => c.StudyId == pass.Study.Id)
            .Select(c => new { c.Id, c.Code })
            .ToDictionaryAsync(c => c.Id, c => c.Code, cancellationToken);
        var all = await db
            .CohortFindings.AsNoTracking()
            .Where(f => f.StudyId == pass.Study.Id && f.State != FindingState.Resolved)
            .ToListAsync(cancellationToken);
        var text = string.IsNullOrWhiteSpace(find) ? null : find.Trim();
        string? CodeOf(CohortFinding f) => f.CaseId is { } id ? codes.GetValueOrDefault(id) : null;
        var matching = all.Where(f =>
                filter switch
                {
                    FindingFilter.Open => f.State is FindingState.Open,
                    FindingFilter.Accepted => f.State is FindingState.Accepted,
                    FindingFilter.All => true,
                }
            )
            .Where(f => text is null || CodeOf(f)?.Contains(text, StringComparison.OrdinalIgnoreCase) == true)
            .ToList();
        var shown = matching
            .Where(f => kind is null || f.Kind == kind)
            .OrderBy(f => FindingKinds.RemedyOf(f.Kind))
            .ThenBy(f => f.Kind)
            .ThenBy(f => CodeOf(f)?.Length ?? 0)
            .ThenBy(f => CodeOf(f), StringComparer.Ordinal)
            .ThenBy(f => f.Id)
            .ToList();
        var pages = Math.Max(1, (shown.Count + PageSize - 1) / PageSize);
        var current = Math.Clamp(page, 1, pages);
        return new QualityView(
            pass,
            filter,
            kind,
            text,
            [
                .. matching
                    .GroupBy(f => f.Kind)
                    .Select(g => new KindLine(g.Key, g.Count()))
                    .OrderByDescending(k => FindingKinds.IsBlocking(k.Kind))
                    .ThenBy(k => k.Kind),
            ],
            await LinesAsync([.. shown.Skip((current - 1) * PageSize).Take(PageSize)], codes, pass.Study.Id, cancellationToken),
            current,
            pages,
            all.Count(f => f.State is FindingState.Open),
            all.Count(f => f.Blocks),
            all.Count(f => f.State is FindingState.Accepted),
            await LeftOutAsync(codes, pass.Study.Id, cancellationToken)
        );
    }

    private async Task<List<FindingLine>> LinesAsync(
        List<CohortFinding> findings,
        Dictionary<Guid, string> codes,
        Guid studyId,
        CancellationToken cancellationToken
    )
    {
        var caseIds = findings.Select(f => f.CaseId).OfType<Guid>().Distinct().ToList();
        var series = await db.Series.AsNoTracking().Where(s => caseIds.Contains(s.CaseId)).ToListAsync(cancellationToken);
        var images = await CountsAsync(series, cancellationToken);
        var byCase = series.ToLookup(s => s.CaseId);
        var needsHeld = findings.Exists(f => FindingKinds.IsDecidedOnImages(f.Kind));
        var held = needsHeld
            ? await db
                .HeldImages.AsNoTracking()
                .Where(h => h.StudyId == studyId && h.State == HeldState.Waiting)
                .ToListAsync(cancellationToken)
            : [];
        var groups = held.GroupBy(FindHeldImages.GroupOf).ToDictionary(g => g.Key, g => g.ToList());
        var uids = held.Where(h => h.Cause == HeldCause.UidConflict).Select(h => h.Image.SopUid).ToList();
        var seriesIds = series.ConvertAll(s => s.Id);
        var there = await db
            .Instances.AsNoTracking()
            .Where(i => uids.Contains(i.SopInstanceUid) && seriesIds.Contains(i.SeriesId))
            .ToListAsync(cancellationToken);
        return findings.ConvertAll(f =>
        {
            var own = f.CaseId is { } home
                ? byCase[home].Where(s => f.SeriesId is null ? s.ExclusionReason is null : s.Id == f.SeriesId)
                : [];
            var group = groups.GetValueOrDefault(f.Subject) ?? [];
            return new FindingLine(
                f,
                f.CaseId is { } id ? codes.GetValueOrDefault(id) : null,
                FindingKinds.IsDecidedOnImages(f.Kind)
                    ? []
                    : [.. own.OrderBy(s => s.Phase).Select(s => new SeriesLine(s, images.GetValueOrDefault(s.Id)))],
                group.MinBy(h => h.Image.Order),
                group.Count,
                group.Count > 0 ? there.Find(i => i.SopInstanceUid == group[0].Image.SopUid) : null
            );
        });
    }

    private async Task<List<(string, SeriesLine)>> LeftOutAsync(
        Dictionary<Guid, string> codes,
        Guid studyId,
        CancellationToken cancellationToken
    )
    {
        var series = await db
            .Series.AsNoTracking()
            .Where(s => s.ExclusionReason != null && db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == studyId))
            .Take(200)
            .ToListAsync(cancellationToken);
        var images = await CountsAsync(series, cancellationToken);
        return
        [
            .. series
                .Select(s => (codes[s.CaseId], new SeriesLine(s, images.GetValueOrDefault(s.Id))))
                .OrderBy(s => s.Item1, StringComparer.Ordinal),
        ];
    }

    private async Task<Dictionary<Guid, int>> CountsAsync(List<Series> series, CancellationToken cancellationToken)
    {
        var ids = series.ConvertAll(s => s.Id);
        return await db
            .Instances.Where(i => ids.Contains(i.SeriesId))
            .GroupBy(i => i.SeriesId)
            .Select(g => new { SeriesId = g.Key, Number = g.Count() })
            .ToDictionaryAsync(g => g.SeriesId, g => g.Number, cancellationToken);
    }
}
