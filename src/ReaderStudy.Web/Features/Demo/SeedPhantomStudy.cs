using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Phantom;
using ReaderStudy.Web.Features.Models;
using ReaderStudy.Web.Features.Predictions;

namespace ReaderStudy.Web.Features.Demo;

/// <summary>
/// Makes the demo's study in the middle of its reading: twelve phantom cases of six classes and three centres, sealed, about half read by
/// three simulated readers, with a run of the demo's model waiting. One transaction: it is there whole or not at all.
/// </summary>
public sealed class SeedPhantomStudy(
    ReaderStudyDbContext db,
    AuditTrail audit,
    PhantomImages images,
    ModelCatalog catalog,
    TimeProvider clock
)
{
    public const string Name = "Focal liver lesions, phantom cohort";

    private const ulong FirstSeed = 20261;
    private const ulong OrderSeed = 5551202611;

    /// <summary>How many of the cases each reader has locked, in the order of <see cref="Readers"/>.</summary>
    private static readonly int[] Read = [7, 6, 5];

    private static readonly (string Email, SimulatedLevel Level)[] Readers =
    [
        ("junior@demo.example", SimulatedLevel.Junior),
        ("middle@demo.example", SimulatedLevel.Middle),
        ("senior@demo.example", SimulatedLevel.Senior),
    ];

    /// <returns>False when the study was there already.</returns>
    public async Task<bool> Handle(CancellationToken cancellationToken)
    {
        if (await db.Studies.AnyAsync(s => s.Name == Name, cancellationToken))
        {
            return false;
        }

        var people = await db.Users.Where(p => p.Email!.EndsWith("@demo.example")).ToDictionaryAsync(p => p.Email!, cancellationToken);
        var coordinator = people["coordinator@demo.example"].Id;
        var begun = clock.GetUtcNow().AddDays(-12);
        var study = Study.Draft(Name, ProtocolJson.Template("liver-lesion"), coordinator, begun);
        study.AddMember(people["truther@demo.example"].Id, StudyRole.Truther);
        study.AddMember(people["statistician@demo.example"].Id, StudyRole.Statistician);
        var readers = Readers
            .Select(
                (r, i) =>
                    study.AddReader($"Reader {i + 1}", people[r.Email].Level!.Value, people[r.Email].YearsOfExperience, people[r.Email].Id)
            )
            .ToList();
        var phantoms = await PhantomsAsync(study.Id, cancellationToken);
        db.Cases.AddRange(phantoms.Select(p => p.Case));
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
        study.Seal(phantoms.Count, 0, coordinator, begun.AddDays(1));
        study.BeginReading();
        db.Studies.Add(study);
        for (var i = 0; i < readers.Count; i++)
        {
            AddSession(study, readers[i], i, phantoms, begun.AddDays(2 + i));
        }

        QueueModel(study, phantoms.Count, coordinator);
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

    /// <summary>Two cases of each class, in an order that does not tell.</summary>
    private async Task<List<StoredPhantom>> PhantomsAsync(Guid studyId, CancellationToken cancellationToken)
    {
        var classes = ReadingOrder.Draw([.. Enum.GetValues<LesionClass>().Concat(Enum.GetValues<LesionClass>())], FirstSeed, 1);
        var made = new ConcurrentBag<StoredPhantom>();
        await Parallel.ForAsync(
            0,
            classes.Count,
            cancellationToken,
            async (i, stopping) =>
                made.Add(
                    await images.StoreAsync(
                        studyId,
                        string.Create(CultureInfo.InvariantCulture, $"C{i + 1:D3}"),
                        FirstSeed + (ulong)i,
                        classes[i],
                        stopping
                    )
                )
        );
        return [.. made.OrderBy(p => p.Case.Code, StringComparer.Ordinal)];
    }

    private void AddSession(Study study, StudyReader reader, int index, List<StoredPhantom> phantoms, DateTimeOffset from)
    {
        var order = ReadingOrder.Draw(phantoms.ConvertAll(p => p.Case.Id), OrderSeed, (ulong)index + 1);
        var session = new ReadingSession(study.Id, reader.Id, study.Protocol.Arms[0].Id, index + 1, OrderSeed, order);
        db.ReadingSessions.Add(session);
        var simulated = new SimulatedReader(Readers[index].Level, (ulong)index + 1);
        var pace = new Pcg32(OrderSeed, 100 + (ulong)index);
        var at = from;
        foreach (var place in session.Places.Take(Read[index]))
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
