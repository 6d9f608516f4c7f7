using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Archives;

/// <param name="Pass">A coordinator's.</param>
/// <param name="Archives">That may be searched.</param>
/// <param name="Search">What was searched by; a new one on the first visit.</param>
/// <param name="Found">Null before the first search.</param>
public sealed record ArchivesPage(StudyPass Pass, IReadOnlyList<string> Archives, ExamSearch Search, FoundExams? Found);

/// <param name="Pass">A coordinator's.</param>
/// <param name="Archive">The archive.</param>
/// <param name="Exams">The chosen exams.</param>
/// <param name="Problem">Why nothing was started; null: nothing was asked yet.</param>
public sealed record SeriesPage(StudyPass Pass, string Archive, IReadOnlyList<ExamSeries> Exams, string? Problem);

/// <summary>
/// Fetching exams from an archive into a draft; for its coordinators. What is searched by and what is found comes and goes in the bodies of
/// requests and answers alone, which nothing keeps.
/// </summary>
[Route("studies/{studyId:guid}/archives")]
public sealed class ArchivesController(
    StudyAccess access,
    ConfiguredArchives archives,
    SearchExams search,
    ListSeries listSeries,
    StartPull start
) : Controller
{
    private const int MostExams = 300;
    private const int MostChoices = 20_000;

    [HttpGet("")]
    public async Task<IActionResult> Index(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await PassAsync(studyId, cancellationToken);
        return View(
            "Index",
            new ArchivesPage(pass, archives.Names, new ExamSearch { Archive = archives.Names is [var first, ..] ? first : null }, null)
        );
    }

    [HttpPost("search")]
    [Records("archive.searched")]
    public async Task<IActionResult> Search(Guid studyId, [FromForm] ExamSearch asked, CancellationToken cancellationToken)
    {
        var pass = await PassAsync(studyId, cancellationToken);
        Rule.Require(pass.Study.Status is StudyStatus.Draft, Study.DesignIsFrozen);
        var found = ModelState.IsValid
            ? await search.Handle(asked, cancellationToken)
            : FoundExams.Failed("A day is not written as a date, such as 2026-11-22.");
        Response.StatusCode = found.Problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        return View("Index", new ArchivesPage(pass, archives.Names, asked, found));
    }

    [HttpPost("series")]
    [Records("archive.searched")]
    [RequestFormLimits(ValueCountLimit = MostChoices)]
    public async Task<IActionResult> Series(
        Guid studyId,
        [FromForm] string? archive,
        [FromForm] IReadOnlyList<string>? exams,
        CancellationToken cancellationToken
    )
    {
        var pass = await PassAsync(studyId, cancellationToken);
        Rule.Require(pass.Study.Status is StudyStatus.Draft, Study.DesignIsFrozen);
        var chosen = Uids(exams);
        Rule.Require(chosen.Count > 0, StartPull.SomethingIsChosen);
        Rule.Require(archives.Find(archive) is not null, StartPull.ArchiveIsConfigured);
        return View("Series", new SeriesPage(pass, archive!, await listSeries.Handle(archive!, chosen, cancellationToken), null));
    }

    /// <summary>Imports chosen series, written as exam, slash, series; or whole exams.</summary>
    [HttpPost("import")]
    [RequestFormLimits(ValueCountLimit = MostChoices)]
    public async Task<IActionResult> Import(
        Guid studyId,
        [FromForm] string? archive,
        [FromForm] IReadOnlyList<string>? exams,
        [FromForm] IReadOnlyList<string>? series,
        CancellationToken cancellationToken
    )
    {
        var pass = await PassAsync(studyId, cancellationToken);
        var order = new List<PullSeries>();
        var numbers = new Dictionary<string, int>();
        int NumberOf(string exam) => numbers.TryGetValue(exam, out var known) ? known : numbers[exam] = numbers.Count + 1;
        foreach (var choice in series ?? [])
        {
            var parts = choice.Split('/');
            if (parts.Length == 3 && Uids(parts[..2]) is [var exam, var one] && int.TryParse(parts[2], out var images))
            {
                order.Add(new PullSeries(NumberOf(exam), exam, one, images > 0 ? images : null));
            }
        }

        order.AddRange(series is null or [] ? Uids(exams).Select(e => new PullSeries(NumberOf(e), e, null, null)) : []);
        var id = await start.Handle(pass, archive ?? "", order, cancellationToken);
        return Redirect($"/studies/{studyId}/imports/{id}");
    }

    /// <summary>Those that are UIDs: nothing else comes into an address of the archive.</summary>
    private static List<string> Uids(IEnumerable<string>? texts) =>
        (texts ?? [])
            .Where(t => t is { Length: >= 1 and <= 64 } && t.All(c => char.IsAsciiDigit(c) || c == '.'))
            .Distinct(StringComparer.Ordinal)
            .Take(MostExams)
            .ToList();

    private async Task<StudyPass> PassAsync(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.RoleAsync(User, studyId, cancellationToken, StudyRole.Coordinator);
        ViewData["Pass"] = pass;
        return pass;
    }
}
