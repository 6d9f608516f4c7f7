using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Audit;

namespace ReaderStudy.Data.Tests;

public sealed class AuditTrailTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Entries_that_come_back_from_the_database_form_a_whole_chain(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await WriteAsync(database, 5);

        Assert.Null(await FaultAsync(database));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task An_entry_that_was_changed_behind_the_application_is_found(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await WriteAsync(database, 5);

        await TamperAsync(database, """UPDATE "AuditEntries" SET "Detail" = 'forged' WHERE "Sequence" = 3""");

        Assert.Equal("Entry 3 was changed after it was written.", await FaultAsync(database));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task An_entry_that_was_removed_is_found(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await WriteAsync(database, 5);

        await TamperAsync(database, """DELETE FROM "AuditEntries" WHERE "Sequence" = 2""");

        Assert.Equal("Entry 2 is missing; entry 3 follows 1.", await FaultAsync(database));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_gap_closed_by_new_numbers_is_found(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await WriteAsync(database, 5);

        await TamperAsync(
            database,
            """DELETE FROM "AuditEntries" WHERE "Sequence" = 4""",
            """UPDATE "AuditEntries" SET "Sequence" = 4 WHERE "Sequence" = 5"""
        );

        Assert.StartsWith("Entry 4 does not follow entry 3", await FaultAsync(database), StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task An_entry_that_was_pushed_in_is_found(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await WriteAsync(database, 3);
        var idSql = kind == Kind.Sqlite ? $"'{Guid.CreateVersion7().ToString().ToUpperInvariant()}'" : $"'{Guid.CreateVersion7()}'::uuid";
        await TamperAsync(
            database,
            """UPDATE "AuditEntries" SET "Sequence" = 4 WHERE "Sequence" = 3""",
            $"""
            INSERT INTO "AuditEntries" ("Id", "Sequence", "At", "ActorId", "StudyId", "Action", "Subject", "Detail", "RowsSha256", "PreviousHash", "Hash")
            SELECT {idSql}, 3, "At", "ActorId", "StudyId", "Action", "Subject", "Detail", "RowsSha256", "PreviousHash", 'forged'
            FROM "AuditEntries" WHERE "Sequence" = 2
            """
        );

        Assert.StartsWith("Entry 3", await FaultAsync(database), StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Writers_at_the_same_time_make_one_chain(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => WriteAsync(database, 10)));

        await using var db = database.Context();
        Assert.Equal(80, await db.AuditEntries.CountAsync());
        Assert.Null(await FaultAsync(database));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task An_entry_is_saved_with_what_it_tells_of_or_not_at_all(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var evidence = await Evidence.StoreAsync(database);

        await Assert.ThrowsAsync<DbUpdateException>(() =>
            database.SaveAsync(db =>
            {
                db.AuditEntries.Add(new AuditEntry("test", null, null, "thing", "", Evidence.Now));
                db.Readings.Add(Domain.Readings.Reading.Open(evidence.Session, evidence.Session.Places[0], Evidence.Now));
            })
        );
        await using var context = database.Context();

        // The two entries are those of the evidence itself.
        Assert.Equal(["rows.saved", "rows.saved"], await context.AuditEntries.Select(e => e.Action).ToListAsync());
    }

    private static async Task WriteAsync(TestDatabase database, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await using var db = database.Context();
            new AuditTrail(db, TimeProvider.System).Record("test.happened", Guid.CreateVersion7(), null, $"thing {i}", "détail 详情");
            await db.SaveChangesAsync();
        }
    }

    private static async Task<string?> FaultAsync(TestDatabase database)
    {
        await using var db = database.Context();
        return AuditChain.FaultIn(await db.AuditEntries.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync());
    }

    private static async Task TamperAsync(TestDatabase database, params string[] statements)
    {
        await database.TakeTriggersAwayAsync();
        await using var db = database.Context();
        foreach (var sql in statements)
        {
            await db.Database.ExecuteSqlRawAsync(sql);
        }
    }
}
