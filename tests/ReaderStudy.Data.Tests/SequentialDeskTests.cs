using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data.Tests;

/// <summary>Reveal, skip, correction and signature when several tabs ask at once, on both databases.</summary>
public sealed class SequentialDeskTests
{
    private static readonly AnswerSheet Other = new(
        new Dictionary<string, string>
        {
            ["malignancy"] = "benign",
            ["subtype"] = "FNH",
            ["confidence"] = "10",
        }
    );

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Tabs_that_lock_the_unaided_answers_at_once_lock_one_reading_and_leave_the_aided_one_open(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var at = await SealedAsync(database);
        await at.DeskAsync(d => d.OpenAsync(at.Person, at.Session, 1, default));

        var locks = await Task.WhenAll(Enumerable.Range(1, 3).Select(n => at.LockAsync(ReadingStage.Unaided, n)));
        await Task.WhenAll(Enumerable.Range(1, 3).Select(_ => at.DeskAsync(d => d.OpenAsync(at.Person, at.Session, 1, default))));

        Assert.All(locks, l => Assert.Equal((1, ReadingStage.Aided), (l.Next, l.NextStage)));
        await using var db = database.Context();
        var readings = await db.Readings.Include(r => r.Revisions).OrderBy(r => r.OpenedAt).ToListAsync();
        Assert.Equal(
            [("unaided", ReadingStatus.Locked, 1), ("aided", ReadingStatus.Opened, 0)],
            readings.Select(r => (r.ArmId, r.Status, r.Revisions.Count))
        );
        Assert.Equal(1, await db.AuditEntries.CountAsync(e => e.Action == "reading.revealed"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Of_a_skip_and_a_lock_at_once_one_counts_and_the_other_is_told(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var at = await SealedAsync(database);
        await at.DeskAsync(d => d.OpenAsync(at.Person, at.Session, 1, default));

        var outcomes = await Task.WhenAll(
            OutcomeAsync(() => at.LockAsync(ReadingStage.Unaided, 1)),
            OutcomeAsync(() =>
                at.DeskAsync(d =>
                    d.SkipAsync(at.Person, at.Session, 1, new GivenSkip(SkipReason.Technical, "", 1, Stage: ReadingStage.Unaided), default)
                )
            )
        );

        Assert.Equal([null, Reading.NoEditAfterLock], outcomes.OrderBy(o => o is not null));
        await using var db = database.Context();
        var first = await db.Readings.Include(r => r.Revisions).SingleAsync(r => r.ArmId == "unaided");
        Assert.Equal((true, 1), (first.IsFinal, first.Revisions.Count));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Corrections_of_two_tabs_do_not_overwrite_each_other(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var at = await SealedAsync(database);
        await at.DeskAsync(d => d.OpenAsync(at.Person, at.Session, 1, default));
        await at.LockAsync(ReadingStage.Unaided, 1);
        var answers = new[] { Other, new AnswerSheet(Other.Values.ToDictionary(v => v.Key, v => v.Key == "confidence" ? "30" : v.Value)) };

        var outcomes = await Task.WhenAll(
            answers.Select(a =>
                OutcomeAsync(() =>
                    at.DeskAsync(d =>
                        d.CorrectAsync(
                            at.Person,
                            at.Session,
                            1,
                            new GivenReading(a, 2, Stage: ReadingStage.Unaided),
                            "Wrong lesion",
                            default
                        )
                    )
                )
            )
        );

        Assert.Equal([null, Reading.NotOvertaken], outcomes.OrderBy(o => o is not null));
        await using var db = database.Context();
        Assert.Equal(
            [RevisionKind.Lock, RevisionKind.Correction],
            await db.ReadingRevisions.OrderBy(r => r.Number).Select(r => r.Kind).ToListAsync()
        );
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_signature_in_two_tabs_covers_a_reading_once_and_cannot_be_changed(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var at = await SealedAsync(database);
        await at.DeskAsync(d => d.OpenAsync(at.Person, at.Session, 1, default));
        await at.LockAsync(ReadingStage.Unaided, 1);
        var sheet = await at.DeskAsync(d => d.SigningAsync(at.Person, at.Session, default));

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(_ =>
                    OutcomeAsync(() =>
                        at.DeskAsync(async d =>
                        {
                            await d.SignAsync(at.Person, at.Session, at.SignatureOf(sheet), default);
                            return 0;
                        })
                    )
                )
        );

        Assert.Equal([null, ReaderDesk.SomethingToSign], outcomes.OrderBy(o => o is not null));
        await using var db = database.Context();
        Assert.Equal(1, await db.SignedReadings.CountAsync());
        Assert.Equal(1, await db.Signatures.CountAsync());
        foreach (var sql in new[] { """UPDATE "SignedReadings" SET "RevisionNumber" = 9""", """DELETE FROM "SignedReadings" """ })
        {
            var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlRawAsync(sql));
            Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Acknowledgements_and_skipped_readings_stay(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var at = await SealedAsync(database);
        await at.DeskAsync(async d =>
        {
            await d.AcknowledgeAsync(at.Person, at.Session, 1, default);
            await d.OpenAsync(at.Person, at.Session, 1, default);
            return await d.SkipAsync(
                at.Person,
                at.Session,
                1,
                new GivenSkip(SkipReason.Technical, "", 1, Stage: ReadingStage.Unaided),
                default
            );
        });

        await using var db = database.Context();
        // With the unaided reading the aided one is skipped.
        Assert.Equal([ReadingStatus.Skipped, ReadingStatus.Skipped], await db.Readings.Select(r => r.Status).ToListAsync());
        foreach (var sql in new[] { """UPDATE "Readings" SET "Status" = 'Draft'""", """DELETE FROM "Acknowledgements" """ })
        {
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlRawAsync(sql));
        }
    }

    private static async Task<Rule?> OutcomeAsync<T>(Func<Task<T>> action)
    {
        try
        {
            await action();
            return null;
        }
        catch (BrokenRuleException broken)
        {
            return broken.Rule;
        }
    }

    private static async Task<Desk> SealedAsync(TestDatabase database)
    {
        var person = new Person
        {
            Id = Guid.CreateVersion7(),
            UserName = "reader",
            DisplayName = "A reader",
        };
        var protocol = ProtocolJson.Template("liver-lesion") with
        {
            Arms = [new Arm("unaided", "Unaided"), new Arm("aided", "With AI", true) { Model = "m" }],
            Reading = new ReadingRules { Sign = true },
        };
        var study = Study.Draft("Livers", protocol, Guid.CreateVersion7(), Evidence.Now);
        var one = new Case(study.Id, "C001", "pseudonym");
        var reader = study.AddReader("Reader 1", ReaderLevel.Senior, 20, person.Id);
        var session = new ReadingSession(
            study.Id,
            new AllocatedSession(1, reader.Id, SessionKind.Pivotal, 1, 1, "unaided", "aided", [new AllocatedPlace(one.Id)]),
            7
        );
        await Evidence.SealAsync(database, study, [person, one], [session]);
        return new Desk(database, study.Id, person.Id, session.Id);
    }

    private sealed record Desk(TestDatabase Database, Guid Study, Guid Person, Guid Session)
    {
        public async Task<T> DeskAsync<T>(Func<ReaderDesk, Task<T>> action)
        {
            await using var db = Database.Context();
            return await action(new ReaderDesk(db, new AuditTrail(db, TimeProvider.System), TimeProvider.System));
        }

        public Task<SavedAnswers> LockAsync(ReadingStage stage, long sequence) =>
            DeskAsync(d => d.LockAsync(Person, Session, 1, new GivenReading(Evidence.Answers, sequence, Stage: stage), default));

        public Signature SignatureOf(SigningSheet sheet) =>
            new(Study, Person, "A reader", SignatureMeaning.Readings, sheet.Subject, sheet.Sha256, Evidence.Now);
    }
}
