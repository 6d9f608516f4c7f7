using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Phantom;
using ReaderStudy.Web.Features.Models;
using ReaderStudy.Web.Features.Predictions;
using ReaderStudy.Web.Features.Sealing;

namespace ReaderStudy.Web.Features.Demo;

/// <summary>
/// Makes the demo's study in the middle of its reading: twelve phantom cases of six classes and three centres, sealed, about half read by
/// three simulated readers, with a run of the demo's model waiting. A draft while its images are imported, then sealed and read in one
/// transaction; a draft that a killed start left is gone on with.
/// </summary>
public sealed class SeedPhantomStudy(
    ReaderStudyDbContext db,
    AuditTrail audit,
    ImportPhantoms import,
    DrawAllocation draw,
    ModelCatalog catalog,
    TimeProvider clock
)
{
    public const string Name = "Focal liver lesions, phantom cohort";

    private const ulong FirstSeed = 20261;
    private const ulong OrderSeed = 5551202611;

    /// <summary>How many of the cases each reader has locked, in the order of <see cref="Readers"/>.</summary>
    private static readonly int[] Locked = [7, 6, 5];

    private static readonly (string Email, SimulatedLevel Level)[] Readers =
    [
        ("junior@demo.example", SimulatedLevel.Junior),
        ("middle@demo.example", SimulatedLevel.Middle),
        ("senior@demo.example", SimulatedLevel.Senior),
    ];

    /// <returns>False when the study was there already.</returns>
    public async Task<bool> Handle(CancellationToken cancellationToken)
    {
        var there = await FindAsync(cancellationToken);
        if (there is { Status: not StudyStatus.Draft })
        {
            return false;
        }

        var people = await db.Users.Where(p => p.Email!.EndsWith("@demo.example")).ToDictionaryAsync(p => p.Email!, cancellationToken);
        var coordinator = people["coordinator@demo.example"];
        var begun = clock.GetUtcNow().AddDays(-12);
        var draft = there ?? await DraftAsync(people, begun, cancellationToken);
        var classes = ReadingOrder.Draw([.. Enum.GetValues<LesionClass>().Concat(Enum.GetValues<LesionClass>())], FirstSeed, 1);
        var phantoms = await import.Handle(draft, coordinator.Id, classes, FirstSeed, cancellationToken);
        var study = (await FindAsync(cancellationToken))!;
        var readers = Readers.Select(r => study.Readers.Single(reader => reader.PersonId == people[r.Email].Id)).ToList();
        db.ReferenceStandards.AddRange(
            phantoms.Select(p => new ReferenceStandard(
                p.Case.Id,
                1,
                p.Class.Code(),
                "phantom: known by construction",
                people["truther@demo.example"].Id,
                begun
            ))
        );
        var sealedAt = begun.AddDays(1);
        study.Seal(phantoms.Count, 0, coordinator.Id, sealedAt);
        var signature = new Signature(
            study.Id,
            coordinator.Id,
            coordinator.DisplayName,
            SignatureMeaning.Seal,
            "protocol 1",
            study.ProtocolSha256!,
            sealedAt
        );
        var sessions = await draw.Handle(study, signature, OrderSeed, cancellationToken);
        study.BeginReading();
        for (var i = 0; i < readers.Count; i++)
        {
            Read(study, sessions.Single(s => s.ReaderId == readers[i].Id), i, phantoms, begun.AddDays(2 + i));
        }

        QueueModel(study, phantoms.Count, coordinator.Id);
        audit.Record(
            "study.demo-made",
            null,
            study.Id,
            $"study {study.Id}",
            $"{phantoms.Count} phantom cases, protocol SHA-256 {study.ProtocolSha256}"
        );
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return true;
    }

    private Task<Study?> FindAsync(CancellationToken cancellationToken) =>
        db
            .Studies.Include(s => s.Members)
            .Include(s => s.Readers)
            .AsSplitQuery()
            .SingleOrDefaultAsync(s => s.Name == Name, cancellationToken);

    private async Task<Study> DraftAsync(Dictionary<string, Person> people, DateTimeOffset begun, CancellationToken cancellationToken)
    {
        // A tour of five minutes begins with a case, not with a check of the screen.
        var protocol = ProtocolJson.Template("liver-lesion") with
        {
            Reading = new ReadingRules(),
        };
        var study = Study.Draft(Name, protocol, people["coordinator@demo.example"].Id, begun);
        study.AddMember(people["truther@demo.example"].Id, StudyRole.Truther);
        study.AddMember(people["statistician@demo.example"].Id, StudyRole.Statistician);
        for (var i = 0; i < Readers.Length; i++)
        {
            var person = people[Readers[i].Email];
            study.AddReader($"Reader {i + 1}", person.Level!.Value, person.YearsOfExperience, person.Id);
        }

        db.Studies.Add(study);
        await db.SaveChangesAsync(cancellationToken);
        return study;
    }

    private void Read(Study study, ReadingSession session, int index, List<ImportedPhantom> phantoms, DateTimeOffset from)
    {
        var simulated = new SimulatedReader(Readers[index].Level, (ulong)index + 1);
        var pace = new Pcg32(OrderSeed, 100 + (ulong)index);
        var at = from;
        foreach (var place in session.Places.Take(Locked[index]))
        {
            var phantom = phantoms.First(p => p.Case.Id == place.CaseId);
            var answer = simulated.Answer(phantom.Seed, phantom.Class, phantom.Diameter);
            var reading = Reading.Open(session, place, at);
            at = at.AddSeconds(45 + pace.Below(120));
            reading.Lock(study.Protocol, SheetOf(answer), 1, null, at);
            db.Readings.Add(reading);
            at = at.AddSeconds(3 + pace.Below(40));
        }
    }

    private static AnswerSheet SheetOf(SimulatedAnswer answer) =>
        new(
            new Dictionary<string, string>
            {
                ["malignancy"] = answer.IsMalignant ? "malignant" : "benign",
                ["subtype"] = answer.Class.Code(),
                ["confidence"] = answer.Confidence.ToString(CultureInfo.InvariantCulture),
            }
        );

    /// <summary>The first model that fits the protocol waits for the jobs to start; none, where there is none.</summary>
    private void QueueModel(Study study, int cases, Guid coordinator)
    {
        var package = catalog
            .Handle()
            .Select(m => m.Package)
            .FirstOrDefault(p => p is not null && StartPredictions.MismatchOf(study.Protocol, p.Manifest) is null);
        if (package is not null)
        {
            db.PredictionRuns.Add(
                PredictionRun.Queue(study.Id, package.Manifest.Id, package.Sha256, cases, coordinator, clock.GetUtcNow())
            );
        }
    }
}
