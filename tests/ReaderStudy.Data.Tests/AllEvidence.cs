using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data.Evidence;
using ReaderStudy.Domain.Analysis;
using ReaderStudy.Domain.Audit;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Readings.Marking;
using ReaderStudy.Domain.Screens;
using ReaderStudy.Domain.Seen;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Domain.Truth;

namespace ReaderStudy.Data.Tests;

/// <summary>A database with at least one row in every table of evidence, and what a forger does to it.</summary>
internal static class AllEvidence
{
    public static IReadOnlyList<string> Tables { get; } = TablesOf(TestDatabase.Modelled(Kind.Sqlite));

    private static SiteCheckContent Checked { get; } =
        new(1920, 1080, 1, 324, 3, true, true, 1, DisplayKind.Office, RoomLight.Dimmed, Calibration.Never);

    public static async Task<Evidence> StoreAsync(TestDatabase database)
    {
        var person = new Person
        {
            UserName = "reader@test.example",
            DisplayName = "Reader",
            Level = ReaderLevel.Senior,
        };
        var role = new IdentityRole<Guid>("coordinator") { Id = Guid.CreateVersion7() };
        PredictionRun run = null!;
        var evidence = await Evidence.StoreAsync(
            database,
            drawn =>
            {
                run = PredictionRun.Queue(drawn.Study.Id, "liver", new string('a', 64), 1, person.Id, Evidence.Now);
                return [run, new PredictionOverlay(run.Id, drawn.Truth.CaseId, Guid.CreateVersion7(), OverlayKind.Box, "Lesion", 0.5)];
            }
        );
        var study = evidence.Study.Id;
        await database.SaveAsync(db =>
        {
            db.AddRange(person, role, new IdentityUserRole<Guid> { UserId = person.Id, RoleId = role.Id });
            db.Add(Prediction.Scored(run.Id, evidence.Truth.CaseId, """{"HCC":1.25}""", "", "1.29.0 CPU", 0.125, Evidence.Now));
            db.Add(new SealedRun(run));
            db.Add(new AiStep(evidence.Reading.Id, new GivenAiStep(1, AiPart.Boxes, true, 60, 100), Evidence.Now));
            db.Add(new AnalysisRun(study, "in", "protocol", "0.1.0", "{}", person.Id, Evidence.Now));
            db.Add(new ImportFinding(study, 2, "C001", "Reader 1", "An answer is missing."));
            AddConduct(db, evidence, person.Id);
        });
        return evidence;
    }

    private static void AddConduct(ReaderStudyDbContext db, Evidence evidence, Guid person)
    {
        var (study, session, now) = (evidence.Study, evidence.Session, Evidence.Now);
        var signature = new Signature(
            study.Id,
            person,
            "Reader",
            SignatureMeaning.Readings,
            $"session {session.Id}",
            new string('b', 64),
            now
        );
        var reminder = Reminder.Send(study.Id, session.ReaderId, 1, null, person, now);
        db.AddRange(ProtocolVersion.Sealed(study), signature, new SignedReading(signature.Id, evidence.Reading.Id, 1, new string('c', 64)));
        db.Add(
            new DrawnOutline(evidence.Reading, "outline", Guid.CreateVersion7(), new Outline(0, 2, 2, [new OutlinedSlice(0, [1, 2])]), now)
        );
        db.Add(new SiteCheck(study.Id, session.Id, person, 1, Checked, now));
        db.AddRange(new Acknowledgement(study.Id, person, 1, now), new ReadingLinking(evidence.Reading.Id, 1, "{}", now));
        db.Add(new SeenIncrement(evidence.Reading.Id, "0123456789abcdef", 1, new SeenContent(400, 0, 0, []), now));
        db.Add(
            Deviation.Request(study.Id, OverridableRules.Washout, session.ReaderId, session.Id, 1, "The scanner was down.", person, now)
        );
        db.Add(
            Query.About(
                (study.Id, 1),
                (session.ReaderId, session.Id, 1),
                QueryKind.ImagesDidNotLoad,
                QuerySide.Reader,
                "The last image is missing.",
                person,
                now
            )
        );
        db.AddRange(reminder, new ReminderDismissal(reminder.Id, now));
        db.Add(
            new TruthVote(evidence.Truth.CaseId, person, new TruthSeat(1, 1, 2), "MET", ReferenceKind.Pathology, null, "Resected.", now)
        );
        db.Add(
            new DataLock(
                new DataState(study.Id, 1, 0, 0, 0, new string('d', 64)),
                "The reader fell ill.",
                1,
                new string('e', 64),
                person,
                now
            )
        );
    }

    public static async Task<AuditReport> VerifyAsync(TestDatabase database, params AuditHead[] anchors)
    {
        await using var db = database.Context();
        return await new VerifyAudit(db).RunAsync(anchors, default);
    }

    /// <summary>Takes away what the database itself holds against a forger: triggers and unique indexes.</summary>
    public static async Task DisarmAsync(TestDatabase database)
    {
        await database.TakeTriggersAwayAsync();
        await using var db = database.Context();
        foreach (var index in db.Model.GetEntityTypes().SelectMany(t => t.GetIndexes()).Where(i => i.IsUnique))
        {
            await database.RunAsync($"DROP INDEX IF EXISTS \"{index.GetDatabaseName()}\"");
        }
    }

    private static List<string> TablesOf(ReaderStudyDbContext db)
    {
        using (db)
        {
            return EvidenceTables.Kept.Select(k => db.Model.FindEntityType(k.Entity)!.GetTableName()!).ToList();
        }
    }
}
