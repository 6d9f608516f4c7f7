using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Migrations.Sqlite;

namespace ReaderStudy.Data.Tests;

/// <summary>SQLite changes a column by rebuilding its table, which triggers must not stand in the way of.</summary>
public sealed partial class RebuildTests
{
    [Fact]
    public async Task A_migration_can_rebuild_any_table_and_every_trigger_is_there_again_afterwards()
    {
        await using var database = await TestDatabase.CreateAsync(Kind.Sqlite);
        await using var db = database.Context();
        var before = await NamesAsync(db, "trigger");
        await SqliteDatabase.MakeWayAsync(db);

        foreach (var table in (await NamesAsync(db, "table")).Where(t => !Bookkeeping().IsMatch(t)))
        {
            // As a migration does it: a copy takes the table's place.
            await database.RunAsync(
                $"""
                CREATE TABLE "ef_temp" AS SELECT * FROM "{table}";
                DROP TABLE "{table}";
                ALTER TABLE "ef_temp" RENAME TO "{table}";
                """
            );
        }

        await SqliteDatabase.MigrateAsync(db);
        Assert.Equal(before, await NamesAsync(db, "trigger"));
    }

    [Fact]
    public async Task What_merely_refuses_a_change_is_not_taken_away_for_a_migration()
    {
        await using var database = await TestDatabase.CreateAsync(Kind.Sqlite);
        await using var db = database.Context();

        await SqliteDatabase.MakeWayAsync(db);

        var left = await NamesAsync(db, "trigger");
        Assert.Contains("AuditEntries_no_update", left);
        Assert.Contains("ReadingRevisions_no_delete", left);
        Assert.DoesNotContain("Cases_frozen_insert", left);
    }

    /// <summary>Tables of the database and of the migrations themselves.</summary>
    [GeneratedRegex("^(sqlite_|__EF)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bookkeeping();

    private static Task<List<string>> NamesAsync(ReaderStudyDbContext db, string type) =>
        db.Database.SqlQuery<string>($"SELECT name AS \"Value\" FROM sqlite_master WHERE type = {type} ORDER BY name").ToListAsync();
}
