using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Cohort;

public enum CohortFilter
{
    All,

    /// <summary>Included cases in which something is wrong or open.</summary>
    Findings,

    Excluded,

    /// <summary>Cases outside the test set, for training.</summary>
    Training,

    /// <summary>Cases on which a wrong output is shown on purpose.</summary>
    Catch,
}

/// <param name="Case">The case with its series, by phase.</param>
/// <param name="Images">Images by series.</param>
/// <param name="Truth">Null when there is none, or when it is hidden.</param>
/// <param name="Findings">What is wrong or open, in words.</param>
/// <param name="HistoryWarning">What in the clinical history a person should look at; null: nothing.</param>
public sealed record CohortCase(
    Case Case,
    IReadOnlyDictionary<Guid, int> Images,
    string? Truth,
    IReadOnlyList<string> Findings,
    string? HistoryWarning
);

/// <param name="Pass">Who looks.</param>
/// <param name="Cases">Of this page; those with findings first.</param>
/// <param name="Filter">What is shown.</param>
/// <param name="Find">Part of a code or a centre; null: all.</param>
/// <param name="Page">From 1.</param>
/// <param name="Pages">At least 1.</param>
/// <param name="Matches">Cases that the filter lets through.</param>
/// <param name="Included">Cases that will be read.</param>
/// <param name="Excluded">Cases that will not.</param>
/// <param name="WithFindings">Included cases in which something is wrong or open.</param>
/// <param name="Unconfirmed">Series whose phase is proposed and waits for a person.</param>
/// <param name="Errors">Why a file of truth was refused; empty: none was.</param>
public sealed record CohortView(
    StudyPass Pass,
    IReadOnlyList<CohortCase> Cases,
    CohortFilter Filter,
    string? Find,
    int Page,
    int Pages,
    int Matches,
    int Included,
    int Excluded,
    int WithFindings,
    int Unconfirmed,
    IReadOnlyList<string> Errors
)
{
    public bool ShowsTruth => Pass.Sees(StudyItems.Truth);
}

/// <summary>Gathers the table of cases.</summary>
public sealed class CohortPage(ReaderStudyDbContext db)
{
    public const int PageSize = 25;

    public async Task<CohortView> Handle(
        StudyPass pass,
        CohortFilter filter,
        string? find,
        int page,
        IReadOnlyList<string> errors,
        CancellationToken cancellationToken
    )
    {
        var lines = await LinesAsync(pass, cancellationToken);
        var open = lines.Where(l => l is { IsIncluded: true, Findings.Count: > 0 }).ToList();
        var text = string.IsNullOrWhiteSpace(find) ? null : find.Trim();
        var matching = filter switch
        {
            CohortFilter.All => lines,
            CohortFilter.Findings => open,
            CohortFilter.Excluded => lines.Where(l => !l.IsIncluded).ToList(),
            CohortFilter.Training => lines.Where(l => l.Purpose == CasePurpose.Training).ToList(),
            CohortFilter.Catch => lines.Where(l => l.Purpose == CasePurpose.Catch).ToList(),
        };
        var found = matching
            .Where(l => text is null || Has(l.Code, text) || Has(l.Centre, text))
            .OrderByDescending(l => l is { IsIncluded: true, Findings.Count: > 0 })
            .ThenByDescending(l => l.IsIncluded)
            .ThenBy(l => l.Code.Length)
            .ThenBy(l => l.Code, StringComparer.Ordinal)
            .ToList();
        var pages = Math.Max(1, (found.Count + PageSize - 1) / PageSize);
        var current = Math.Clamp(page, 1, pages);
        var shown = found.Skip((current - 1) * PageSize).Take(PageSize).ToList();
        return new CohortView(
            pass,
            await CasesAsync(shown, pass.Study.Protocol, cancellationToken),
            filter,
            text,
            current,
            pages,
            found.Count,
            lines.Count(l => l.IsIncluded),
            lines.Count(l => !l.IsIncluded),
            open.Count,
            lines.Where(l => l.IsIncluded).Sum(l => l.Unconfirmed),
            errors
        );
    }

    private static bool Has(string? value, string part) => value?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Every case in brief: little enough for ten thousand.</summary>
    private async Task<List<Line>> LinesAsync(StudyPass pass, CancellationToken cancellationToken)
    {
        var studyId = pass.Study.Id;
        var cases = await db
            .Cases.Where(c => c.StudyId == studyId)
            .Select(c => new
            {
                c.Id,
                c.Code,
                c.Centre,
                c.IsIncluded,
                c.Purpose,
            })
            .ToListAsync(cancellationToken);
        var series = await db
            .Series.Where(s => s.ExclusionReason == null && db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == studyId))
            .Select(s => new SeriesLine(s.CaseId, s.Phase, s.PhaseIsConfirmed || s.Picture != null, s.GeometryProblem))
            .ToListAsync(cancellationToken);
        var truths = pass.Sees(StudyItems.Truth) ? await TruthsAsync(studyId, cancellationToken) : null;
        var byCase = series.ToLookup(s => s.CaseId);
        return cases.ConvertAll(c => new Line(
            c.Id,
            c.Code,
            c.Centre,
            c.IsIncluded,
            truths?.GetValueOrDefault(c.Id),
            FindingsOf([.. byCase[c.Id]], !pass.Study.IsImported, truths is not null && !truths.ContainsKey(c.Id)),
            c.Purpose,
            byCase[c.Id].Count(s => s is { IsConfirmed: false, Phase: not Phase.Unknown })
        ));
    }

    /// <summary>The class of the latest revision by case.</summary>
    private async Task<Dictionary<Guid, string>> TruthsAsync(Guid studyId, CancellationToken cancellationToken)
    {
        var all = await db
            .ReferenceStandards.Where(r => db.Cases.Any(c => c.Id == r.CaseId && c.StudyId == studyId))
            .Select(r => new
            {
                r.CaseId,
                r.Revision,
                r.ClassId,
            })
            .ToListAsync(cancellationToken);
        return all.GroupBy(r => r.CaseId).ToDictionary(g => g.Key, g => g.MaxBy(r => r.Revision)!.ClassId);
    }

    private static List<string> FindingsOf(List<SeriesLine> series, bool needsImages, bool lacksTruth)
    {
        var findings = new List<string>();
        if (needsImages && series.Count == 0)
        {
            findings.Add("No images");
        }

        if (series.Count(s => s is { Phase: Phase.Unknown, IsConfirmed: false }) is > 0 and var unknown)
        {
            findings.Add(unknown == 1 ? "The phase of a series is not known" : $"The phases of {unknown} series are not known");
        }

        findings.AddRange(
            series
                .Where(s => s.Phase != Phase.Unknown)
                .GroupBy(s => s.Phase)
                .Where(g => g.Skip(1).Any())
                .Select(g => $"{g.Count()} series are called {PhaseNames.ShortOf(g.Key)}")
        );
        findings.AddRange(series.Select(s => s.Problem).OfType<string>().Distinct());
        if (lacksTruth)
        {
            findings.Add("No reference standard");
        }

        return findings;
    }

    private async Task<List<CohortCase>> CasesAsync(List<Line> shown, Protocol protocol, CancellationToken cancellationToken)
    {
        var ids = shown.ConvertAll(l => l.Id);
        var cases = await db
            .Cases.AsNoTracking()
            .Include(c => c.Series)
                .ThenInclude(s => s.Picture)
            .Where(c => ids.Contains(c.Id))
            .ToDictionaryAsync(c => c.Id, cancellationToken);
        var seriesIds = cases.Values.SelectMany(c => c.Series).Select(s => s.Id).ToList();
        var images = await db
            .Instances.Where(i => seriesIds.Contains(i.SeriesId))
            .GroupBy(i => i.SeriesId)
            .Select(g => new { SeriesId = g.Key, Number = g.Count() })
            .ToDictionaryAsync(g => g.SeriesId, g => g.Number, cancellationToken);
        return shown.ConvertAll(l => new CohortCase(
            cases[l.Id],
            images,
            l.Truth,
            l.Findings,
            HistoryWarning.Of(cases[l.Id].History, protocol)
        ));
    }

    private sealed record SeriesLine(Guid CaseId, Phase Phase, bool IsConfirmed, string? Problem);

    private sealed record Line(
        Guid Id,
        string Code,
        string? Centre,
        bool IsIncluded,
        string? Truth,
        IReadOnlyList<string> Findings,
        CasePurpose Purpose,
        int Unconfirmed
    );
}
