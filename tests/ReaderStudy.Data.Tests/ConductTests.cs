using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Conduct;

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
