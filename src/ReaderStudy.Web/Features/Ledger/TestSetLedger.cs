using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Audit;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Ledger;

/// <param name="Action">As the audit trail calls it.</param>
/// <param name="Times">How often.</param>
/// <param name="People">By how many.</param>
/// <param name="LastOn">The last time.</param>
public sealed record AccessLine(string Action, int Times, int People, DateTimeOffset LastOn);

/// <param name="Pass">Who looks.</param>
/// <param name="Here">In this study.</param>
/// <param name="Elsewhere">In other studies, those that the person takes part in by name.</param>
/// <param name="SeenBefore">Readers of this study who saw its images in another study that the person coordinates too.</param>
/// <param name="SeenBeforeElsewhere">How many readers of this study saw its images in studies of others.</param>
/// <param name="WithoutFingerprint">Series of included cases that cannot be recognised yet.</param>
/// <param name="WithoutFingerprintElsewhere">Series of all other studies of the installation that cannot be recognised yet.</param>
/// <param name="Access">What was done with the set in this study, by what the person sees of the audit trail.</param>
public sealed record LedgerView(
    StudyPass Pass,
    Exposure Here,
    IReadOnlyList<ExposureElsewhere> Elsewhere,
    IReadOnlyList<ReaderExposure> SeenBefore,
    int SeenBeforeElsewhere,
    int WithoutFingerprint,
    int WithoutFingerprintElsewhere,
    IReadOnlyList<AccessLine> Access
);

/// <summary>
/// The ledger of the test set: how often its images were read and run through models, here and in other studies of the installation. Of studies
/// that are not the person's only counts and a day are told, together.
/// </summary>
/// <remarks>FDA (2022), FDA-2009-D-0503: a log of access to the test set, a limit on its reuse, new readers where it is reused.</remarks>
public sealed class TestSetLedger(ReaderStudyDbContext db)
{
    /// <summary>Beginnings of actions that touch images, truth or answers of the set.</summary>
    private static readonly string[] Touching =
    [
        "import",
        "cohort.",
        "case.",
        "series.",
        "images.",
        "truth.",
        "reading.",
        "predictions.",
        "study.export",
        "study.sealed",
        "study.unblinded",
        "study.analysed",
    ];

    public async Task<LedgerView> Handle(StudyPass pass, CancellationToken cancellationToken)
    {
        var study = pass.Study;
        var cases = await db.Cases.CountAsync(c => c.StudyId == study.Id && c.IsIncluded, cancellationToken);
        var shared = await SharedCases.OfAsync(db, study.Id, cancellationToken);
        var exposed = await SharedCases.ExposedAsync(db, [study.Id, .. shared.Select(s => s.StudyId).Distinct()], cancellationToken);
        var mine = await MineAsync(pass.PersonId, shared, cancellationToken);
        var (seen, seenElsewhere) = SeenBefore(pass, shared, exposed, mine);
        return new LedgerView(
            pass,
            SharedCases.Count(cases, exposed.FindAll(e => e.StudyId == study.Id)),
            Elsewhere(shared, exposed, mine),
            seen,
            seenElsewhere,
            await WithoutFingerprintAsync(study.Id, cancellationToken),
            await FingerprintSeries
                .Unmarked(db)
                .CountAsync(s => !db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == study.Id), cancellationToken),
            await AccessAsync(pass, cancellationToken)
        );
    }

    private static List<ExposureElsewhere> Elsewhere(List<SharedCase> shared, List<Exposed> exposed, Dictionary<Guid, MineStudy> mine)
    {
        ExposureElsewhere Line(IReadOnlyCollection<Guid> studies, string? name)
        {
            var own = shared.Where(s => studies.Contains(s.StudyId)).ToLookup(s => s.Other, s => s.Own);
            var there = exposed.Where(e => studies.Contains(e.StudyId)).SelectMany(e => own[e.CaseId].Select(o => e with { CaseId = o }));
            return new(studies.Count, name, SharedCases.Count(own.SelectMany(o => o).Distinct().Count(), [.. there]));
        }

        var all = shared.Select(s => s.StudyId).Distinct().ToList();
        var others = all.Where(s => !mine.ContainsKey(s)).ToList();
        var lines = all.Where(mine.ContainsKey).Select(s => Line([s], mine[s].Name)).OrderBy(l => l.Name, StringComparer.Ordinal).ToList();
        return others.Count > 0 ? [.. lines, Line(others, null)] : lines;
    }

    private static (List<ReaderExposure> Named, int Others) SeenBefore(
        StudyPass pass,
        List<SharedCase> shared,
        List<Exposed> exposed,
        Dictionary<Guid, MineStudy> mine
    )
    {
        var own = shared.ToLookup(s => s.Other, s => s.Own);
        var named = new List<ReaderExposure>();
        var others = 0;
        foreach (var reader in pass.Study.Readers.Where(r => r.PersonId is not null).OrderBy(r => r.Name, StringComparer.Ordinal))
        {
            var before = exposed.FindAll(e => e.Who == reader.PersonId && e.StudyId != pass.Study.Id && own.Contains(e.CaseId));
            var told = before.FindAll(e =>
                pass.Is(StudyRole.Coordinator) && mine.TryGetValue(e.StudyId, out var study) && study.IsCoordinator
            );
            if (told.Count > 0)
            {
                named.Add(
                    new ReaderExposure(
                        reader.Name,
                        told.SelectMany(e => own[e.CaseId]).Distinct().Count(),
                        [.. told.Select(e => mine[e.StudyId].Name).Distinct().Order(StringComparer.Ordinal)]
                    )
                );
            }

            others += before.Count > told.Count ? 1 : 0;
        }

        return (named, others);
    }

    /// <summary>The other studies that the person coordinates or analyses.</summary>
    private async Task<Dictionary<Guid, MineStudy>> MineAsync(Guid person, List<SharedCase> shared, CancellationToken cancellationToken)
    {
        var ids = shared.Select(s => s.StudyId).Distinct().ToList();
        var studies = await db
            .Studies.Where(s => ids.Contains(s.Id))
            .Select(s => new
            {
                s.Id,
                s.Name,
                Roles = s.Members.Where(m => m.PersonId == person).Select(m => m.Role).ToList(),
            })
            .ToListAsync(cancellationToken);
        return studies
            .Where(s => s.Roles.Exists(r => r is StudyRole.Coordinator or StudyRole.Statistician))
            .ToDictionary(s => s.Id, s => new MineStudy(s.Name, s.Roles.Contains(StudyRole.Coordinator)));
    }

    private Task<int> WithoutFingerprintAsync(Guid studyId, CancellationToken cancellationToken) =>
        db.Series.CountAsync(
            s =>
                db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == studyId && c.IsIncluded)
                && !db.SeriesFingerprints.Any(f => f.SeriesId == s.Id),
            cancellationToken
        );

    private async Task<List<AccessLine>> AccessAsync(StudyPass pass, CancellationToken cancellationToken)
    {
        var entries = await db
            .AuditEntries.VisibleTo(pass)
            .GroupBy(e => new { e.Action, e.ActorId })
            .Select(g => new
            {
                g.Key.Action,
                g.Key.ActorId,
                Times = g.Count(),
                LastOn = g.Max(e => e.At),
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. entries
                .Where(e => Touching.Any(t => e.Action.StartsWith(t, StringComparison.Ordinal)))
                .GroupBy(e => e.Action)
                .Select(g => new AccessLine(g.Key, g.Sum(e => e.Times), g.Count(e => e.ActorId is not null), g.Max(e => e.LastOn)))
                .OrderByDescending(l => l.LastOn),
        ];
    }

    private sealed record MineStudy(string Name, bool IsCoordinator);
}
