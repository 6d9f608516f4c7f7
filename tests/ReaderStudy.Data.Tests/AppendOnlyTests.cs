using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Audit;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data.Tests;

public sealed class AppendOnlyTests
{
    private static readonly (string Table, string Column)[] Kept =
    [
        ("ReadingRevisions", "AnswersJson"),
        ("ReferenceStandards", "ClassId"),
        ("AuditEntries", "Detail"),
    ];

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Evidence_can_be_neither_changed_nor_deleted_by_anything_that_asks_the_database(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await Evidence.StoreAsync(database);
        await database.SaveAsync(db => db.AuditEntries.Add(new AuditEntry("test", null, null, "thing", "", Evidence.Now)));
        foreach (var (table, column) in Kept)
        {
            await RefusedAsync(database, $"""UPDATE "{table}" SET "{column}" = 'forged'""");
            await RefusedAsync(database, $"""DELETE FROM "{table}" """);
        }

        await RefusedAsync(database, """UPDATE "SealedAllocations" SET "InputJson" = 'forged'""");
        await RefusedAsync(database, """DELETE FROM "SealedAllocations" """);

        await RefusedAsync(database, """UPDATE "SessionPlaces" SET "Position" = 7""");
        await RefusedAsync(database, """DELETE FROM "SessionPlaces" """);
        await RefusedAsync(database, """DELETE FROM "Readings" """);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_locked_reading_stays_locked(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var evidence = await Evidence.StoreAsync(database);
        await using (var db = database.Context())
        {
            var reading = await db.Readings.Include(r => r.Revisions).SingleAsync();
            reading.Lock(evidence.Study.Protocol, Evidence.Answers, 2, null, Evidence.Now);
            await db.SaveChangesAsync();
        }

        await RefusedAsync(database, """UPDATE "Readings" SET "Status" = 'Draft'""");
        await RefusedAsync(database, """UPDATE "Readings" SET "ArmId" = 'aided'""");
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task There_is_one_reading_by_reader_case_arm_session_and_attempt(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var evidence = await Evidence.StoreAsync(database);

        await Assert.ThrowsAsync<DbUpdateException>(() =>
            database.SaveAsync(db => db.Readings.Add(Reading.Open(evidence.Session, evidence.Session.Places[0], Evidence.Now)))
        );
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Of_two_who_change_where_a_study_stands_one_is_refused(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var evidence = await Evidence.StoreAsync(database);
        await using var first = database.Context();
        await using var second = database.Context();
        var (one, other) = (await first.Studies.SingleAsync(), await second.Studies.SingleAsync());
        one.LockData(Guid.CreateVersion7(), Evidence.Now);
        other.LockData(Guid.CreateVersion7(), Evidence.Now);
        await first.SaveChangesAsync();

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync());
        Assert.Equal(StudyStatus.Sealed, evidence.Study.Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_seed_of_64_bits_is_kept_whole(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await Evidence.StoreAsync(database);
        await using var db = database.Context();

        Assert.Equal("18446744073709551615", (await db.ReadingSessions.SingleAsync()).Seed);
    }

    private static async Task RefusedAsync(TestDatabase database, string sql)
    {
        await using var db = database.Context();
        var refused = await Assert.ThrowsAnyAsync<DbException>(() => db.Database.ExecuteSqlRawAsync(sql));
        Assert.Matches("append-only|locked reading|are kept", refused.Message);
    }
}
