using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Blinding;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Protocols;

/// <param name="Version">The version.</param>
/// <param name="SignedBy">Who put it in force.</param>
/// <param name="Changes">Against the version before; empty for the first.</param>
/// <param name="Readings">How many readings were opened under it.</param>
/// <param name="FirstOpenedAt">When the first of them was opened; null: none.</param>
public sealed record ListedVersion(
    ProtocolVersion Version,
    string SignedBy,
    IReadOnlyList<ProtocolChange> Changes,
    int Readings,
    DateTimeOffset? FirstOpenedAt
);

/// <param name="Pass">The way in.</param>
/// <param name="Versions">The latest first.</param>
public sealed record VersionsPage(StudyPass Pass, IReadOnlyList<ListedVersion> Versions);

/// <summary>The versions of a sealed protocol: who, when, why, what changed, and from which reading on.</summary>
[Route("studies/{studyId:guid}/protocol/versions")]
public sealed class VersionsController(StudyAccess access, ListVersions versions, ReaderStudyDbContext db) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid studyId, CancellationToken cancellationToken)
    {
        var pass = await access.ItemsAsync(User, studyId, StudyItems.Design, cancellationToken);
        ViewData["Pass"] = pass;
        return View("/Features/Protocols/Versions.cshtml", new VersionsPage(pass, await versions.Handle(studyId, cancellationToken)));
    }

    /// <summary>The text of a version, byte for byte as it was sealed or signed.</summary>
    [HttpGet("{number:int}")]
    [Records("protocol.downloaded")]
    public async Task<IActionResult> Download(Guid studyId, int number, CancellationToken cancellationToken)
    {
        await access.ItemsAsync(User, studyId, StudyItems.Design, cancellationToken);
        var version =
            await db
                .ProtocolVersions.AsNoTracking()
                .SingleOrDefaultAsync(v => v.StudyId == studyId && v.Number == number, cancellationToken)
            ?? throw new NotFoundException("version of the protocol");
        return File(
            Encoding.UTF8.GetBytes(version.Text),
            "application/json",
            string.Create(CultureInfo.InvariantCulture, $"{version.Protocol.Id}-version-{number}.json")
        );
    }
}

/// <summary>Lists the versions of a study's protocol.</summary>
public sealed class ListVersions(ReaderStudyDbContext db)
{
    public async Task<IReadOnlyList<ListedVersion>> Handle(Guid studyId, CancellationToken cancellationToken)
    {
        var versions = await db
            .ProtocolVersions.AsNoTracking()
            .Where(v => v.StudyId == studyId)
            .OrderBy(v => v.Number)
            .ToListAsync(cancellationToken);
        var opened = await db.Readings.Where(r => r.StudyId == studyId).Select(r => r.OpenedAt).ToListAsync(cancellationToken);
        var people = versions.ConvertAll(v => v.SignedBy);
        var names = await db.Users.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.DisplayName, cancellationToken);
        var listed = new List<ListedVersion>();
        for (var i = 0; i < versions.Count; i++)
        {
            // A reading belongs to the version that was in force when it was opened; the first one also covers what came before it.
            var from = i == 0 ? DateTimeOffset.MinValue : versions[i].EffectiveAt;
            var until = i + 1 < versions.Count ? versions[i + 1].EffectiveAt : DateTimeOffset.MaxValue;
            var under = opened.Where(o => o >= from && o < until).ToList();
            listed.Add(
                new ListedVersion(
                    versions[i],
                    names.GetValueOrDefault(versions[i].SignedBy, "unknown"),
                    i == 0 ? [] : ProtocolDifference.Between(versions[i - 1].Protocol, versions[i].Protocol),
                    under.Count,
                    under.Count == 0 ? null : under.Min()
                )
            );
        }

        listed.Reverse();
        return listed;
    }
}
