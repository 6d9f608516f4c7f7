using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Readings;

namespace ReaderStudy.Data.Tests;

/// <summary>What the database itself refuses while a study is conducted.</summary>
public sealed class ConductTests
{
    private static readonly (string Table, string Column)[] Kept =
    [
        ("Queries", "Kind"),
        ("QueryMessages", "Text"),
        ("DataLocks", "StateSha256"),
        ("Reminders", "SentBy"),
        ("ReminderDismissals", "DismissedAt"),
    ];

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Queries_reminders_and_the_lock_are_kept_as_they_were_written(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var evidence = await Evidence.StoreAsync(database);
        var person = new Person { UserName = "a", DisplayName = "A" };
        var study = evidence.Study;
        var query = Query.About(
            (study.Id, 1),
            (study.Readers[0].Id, evidence.Session.Id, 1),
            QueryKind.TechnicalProblem,
            QuerySide.Reader,
            "It flickers.",
            person.Id,
            Evidence.Now
        );
        var reminder = Reminder.Send(study.Id, study.Readers[0].Id, 1, null, person.Id, Evidence.Now);
        await database.SaveAsync(db => db.Add(person));
        await database.SaveAsync(db => db.AddRange(query, LockOf(evidence, 0), reminder));
        await database.SaveAsync(db => db.Add(new ReminderDismissal(reminder.Id, Evidence.Now)));

        foreach (var (table, column) in Kept)
        {
            await RefusedAsync(database, $"""UPDATE "{table}" SET "{column}" = "{column}" """);
            await RefusedAsync(database, $"""DELETE FROM "{table}" """);
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_lock_that_does_not_cover_a_final_reading_is_refused(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var evidence = await Evidence.StoreAsync(database);
        await using (var db = database.Context())
        {
            var reading = await db.Readings.Include(r => r.Revisions).SingleAsync();
            reading.Lock(evidence.Study.Protocol, Evidence.Answers, 2, null, Evidence.Now);
            await db.SaveChangesAsync();
        }

        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => database.SaveAsync(db => db.Add(LockOf(evidence, 0))));
        await database.SaveAsync(db => db.Add(LockOf(evidence, 1)));

        Assert.Contains("changed while they were locked", refused.InnerException!.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<DbUpdateException>(() => database.SaveAsync(db => db.Add(LockOf(evidence, 1))));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_reader_is_reminded_once_a_day_even_by_two_at_the_same_moment(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var study = (await Evidence.StoreAsync(database)).Study;
        Reminder Remind() => Reminder.Send(study.Id, study.Readers[0].Id, 1, null, Guid.CreateVersion7(), Evidence.Now);
        await database.SaveAsync(db => db.Add(Remind()));

        await Assert.ThrowsAsync<DbUpdateException>(() => database.SaveAsync(db => db.Add(Remind())));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task What_a_model_drew_is_neither_added_nor_changed_nor_removed_once_the_study_is_sealed(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var evidence = await AllEvidence.StoreAsync(database);
        await using var db = database.Context();
        var drawn = await db.PredictionOverlays.SingleAsync();
        var another = new PredictionOverlay(drawn.RunId, evidence.Truth.CaseId, drawn.SeriesId, OverlayKind.Box, "Another", 0.5);
        another.KeepAs(2, "key", new string('a', 64));

        await FrozenAsync(() => database.RunAsync("""UPDATE "PredictionOverlays" SET "Label" = 'Cyst'"""));
        await FrozenAsync(() => database.RunAsync("""DELETE FROM "PredictionOverlays" """));
        await FrozenAsync(() => database.SaveAsync(add => add.Add(another)));

        static async Task FrozenAsync(Func<Task> change)
        {
            var refused = await Assert.ThrowsAnyAsync<Exception>(change);
            Assert.Contains("study.design-frozen", (refused.InnerException ?? refused).Message, StringComparison.Ordinal);
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task No_step_with_the_AI_comes_after_the_data_lock(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var evidence = await Evidence.StoreAsync(database);
        var reading = evidence.Reading.Id;
        await database.SaveAsync(db => db.Add(StepOf(1)));
        await database.RunAsync("""UPDATE "Studies" SET "Status" = 'DataLocked'""");

        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => database.SaveAsync(db => db.Add(StepOf(2))));

        Assert.Contains("study.reading-open", refused.InnerException!.Message, StringComparison.Ordinal);

        AiStep StepOf(int number) => new(reading, new GivenAiStep(number, AiPart.Boxes, true, 60, 100), Evidence.Now);
    }

    private static DataLock LockOf(Evidence evidence, int finalRevisions) =>
        new(
            new DataState(evidence.Study.Id, 1, finalRevisions, 0, finalRevisions, new string('0', 64)),
            "The reader has left the hospital.",
            0,
            new string('0', 64),
            Guid.CreateVersion7(),
            Evidence.Now
        );

    private static async Task RefusedAsync(TestDatabase database, string sql)
    {
        await using var db = database.Context();
        var refused = await Assert.ThrowsAnyAsync<DbException>(() => db.Database.ExecuteSqlRawAsync(sql));
        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
    }
}
