using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data.Evidence;
using ReaderStudy.Domain.Audit;

namespace ReaderStudy.Data.Tests;

/// <summary>Somebody with all rights on the database forges it; the verification names the row.</summary>
public sealed class VerifyAuditTests
{
    public static TheoryData<Kind, string> EveryTable()
    {
        var data = new TheoryData<Kind, string>();
        foreach (var table in AllEvidence.Tables)
        {
            data.Add(Kind.Sqlite, table);
        }

        return data;
    }

    [Theory, MemberData(nameof(EveryTable))]
    public Task A_changed_a_removed_and_an_inserted_row_of_any_table_is_named(Kind kind, string table) => ForgeAsync(kind, [table]);

    [Theory, OnPostgreSql]
    public Task The_same_on_a_server(Kind kind) => ForgeAsync(kind, AllEvidence.Tables);

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_changed_a_removed_and_an_inserted_entry_is_named(Kind kind)
    {
        await using var database = await DisarmedAsync(kind);
        await FoundAsync(
            """UPDATE "AuditEntries" SET "Detail" = 'forged' WHERE "Sequence" = 2""",
            "Entry 2 (rows.saved, rows) was changed"
        );
        await FoundAsync("""UPDATE "AuditEntries" SET "Detail" = '' WHERE "Sequence" = 2""", "Entry 2 (rows.saved, rows) was changed");
        await FoundAsync("""DELETE FROM "AuditEntries" WHERE "Sequence" = 1""", "Entry 1 was removed");

        async Task FoundAsync(string sql, string start)
        {
            Assert.Equal(1, await database.RunAsync(sql));
            Assert.StartsWith(start, (await AllEvidence.VerifyAsync(database)).Faults[0].Message, StringComparison.Ordinal);
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_changed_a_removed_and_an_inserted_row_of_the_register_is_found(Kind kind)
    {
        string[] forgeries =
        [
            """UPDATE "RegisteredRows" SET "Sha256" = 'forged' WHERE "AuditSequence" = 1 AND "Number" = 2""",
            """UPDATE "RegisteredRows" SET "Number" = 99 WHERE "AuditSequence" = 1 AND "Number" = 2""",
            """DELETE FROM "RegisteredRows" WHERE "AuditSequence" = 1 AND "Number" = 2""",
            """DELETE FROM "RegisteredRows" WHERE "AuditSequence" = 1""",
            """
                INSERT INTO "RegisteredRows" ("AuditSequence", "Number", "Table", "Key", "Version", "FoundSha256", "Sha256")
                SELECT 1, 99, "Table", "Key", 2, "Sha256", "Sha256" FROM "RegisteredRows" WHERE "AuditSequence" = 1 AND "Number" = 2
                """,
        ];
        foreach (var sql in forgeries)
        {
            await using var database = await DisarmedAsync(kind);
            await database.RunAsync(sql);

            var faults = (await AllEvidence.VerifyAsync(database)).Faults;

            Assert.Equal(("RegisteredRows", "1"), (faults[0].Table, faults[0].Key));
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_row_put_into_the_register_under_an_entry_that_is_not_there_is_found(Kind kind)
    {
        await using var database = await DisarmedAsync(kind);
        await database.RunAsync(
            """INSERT INTO "RegisteredRows" ("AuditSequence", "Number", "Table", "Key", "Version", "FoundSha256", "Sha256") VALUES (77, 1, 'Cases', 'x', 1, '', 'y')"""
        );

        var fault = (await AllEvidence.VerifyAsync(database)).Faults[0];

        Assert.Equal((FaultKind.Inserted, "RegisteredRows", "77"), (fault.Kind, fault.Table, fault.Key));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_trail_that_was_cut_off_with_all_that_it_tells_of_is_found_by_an_anchor_alone(Kind kind)
    {
        await using var database = await DisarmedAsync(kind);
        await database.SaveAsync(db => db.AuditEntries.Add(new AuditEntry("account.signed-in", null, null, "person", "", Evidence.Now)));
        var head = (await AllEvidence.VerifyAsync(database)).Head;
        await database.RunAsync($"""DELETE FROM "AuditEntries" WHERE "Sequence" = {head.Sequence}""");

        Assert.True((await AllEvidence.VerifyAsync(database)).IsIntact);
        var fault = Assert.Single((await AllEvidence.VerifyAsync(database, head)).Faults);
        Assert.Equal(
            $"The chain ends at entry {head.Sequence - 1}, but entry {head.Sequence} was there once: entries were cut off at the end.",
            fault.Message
        );
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_chain_that_was_computed_anew_is_found_by_an_anchor_alone(Kind kind)
    {
        await using var database = await DisarmedAsync(kind);
        var head = (await AllEvidence.VerifyAsync(database)).Head;
        await using (var db = database.Context())
        {
            var last = await db.AuditEntries.AsNoTracking().OrderBy(e => e.Sequence).LastAsync();
            var forged = AuditEntry.Stored(
                (last.Sequence, last.Id, last.At),
                (Guid.CreateVersion7(), last.StudyId),
                (last.Action, last.Subject, last.Detail),
                (last.RowsSha256, last.PreviousHash, "")
            );
            var actor = kind == Kind.Sqlite ? $"'{forged.ActorId.ToString()!.ToUpperInvariant()}'" : $"'{forged.ActorId}'::uuid";
            await database.RunAsync(
                $"""UPDATE "AuditEntries" SET "ActorId" = {actor}, "Hash" = '{forged.ComputeHash()}' WHERE "Sequence" = {last.Sequence}"""
            );
        }

        Assert.True((await AllEvidence.VerifyAsync(database)).IsIntact);
        var fault = Assert.Single((await AllEvidence.VerifyAsync(database, head)).Faults);
        Assert.Contains("computed anew", fault.Message, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task People_are_told_which_reading_and_which_revision_it_is(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var evidence = await AllEvidence.StoreAsync(database);
        await database.TakeTriggersAwayAsync();
        await database.RunAsync("""UPDATE "ReadingRevisions" SET "AnswersJson" = '{"malignancy":"benign"}'""");

        var fault = Assert.Single((await AllEvidence.VerifyAsync(database)).Faults);

        Assert.Equal($"Reading {evidence.Reading.Id}, revision 1 was changed after entry 2 (rows.saved, rows) wrote it.", fault.Message);
    }

    private static async Task ForgeAsync(Kind kind, IEnumerable<string> tables)
    {
        await using var database = await DisarmedAsync(kind);
        foreach (var table in tables)
        {
            var row = await RowOf(database, table);
            Assert.Equal(1, await database.RunAsync(row.Insert));
            await FoundAsync(FaultKind.Inserted);
            Assert.Equal(1, await database.RunAsync(row.DeleteInserted));
            if (row.Change.Length > 0)
            {
                Assert.Equal(1, await database.RunAsync(row.Change));
                await FoundAsync(FaultKind.Changed);
                Assert.Equal(1, await database.RunAsync(row.ChangeBack));
            }

            Assert.Empty((await AllEvidence.VerifyAsync(database)).Faults);
            // Kept aside under another name, so that the next table finds its database whole again.
            await database.RunAsync($"CREATE TABLE kept_aside AS SELECT * FROM \"{table}\" WHERE {row.Where}");
            if (kind == Kind.PostgreSql)
            {
                await DropForeignKeysAsync(database);
            }

            Assert.Equal(1, await database.RunAsync($"DELETE FROM \"{table}\" WHERE {row.Where}"));
            await FoundAsync(FaultKind.Removed);
            await database.RunAsync($"INSERT INTO \"{table}\" SELECT * FROM kept_aside");
            await database.RunAsync("DROP TABLE kept_aside");

            async Task FoundAsync(FaultKind how)
            {
                var fault = Assert.Single((await AllEvidence.VerifyAsync(database)).Faults);
                Assert.Equal((how, table), (fault.Kind, fault.Table));
                Assert.Equal(how == FaultKind.Inserted, fault.Entry is null);
            }
        }
    }

    private static async Task DropForeignKeysAsync(TestDatabase database)
    {
        await using var db = database.Context();
        foreach (var key in db.Model.GetEntityTypes().SelectMany(t => t.GetForeignKeys()))
        {
            await database.RunAsync(
                $"ALTER TABLE \"{key.DeclaringEntityType.GetTableName()}\" DROP CONSTRAINT IF EXISTS \"{key.GetConstraintName()}\""
            );
        }
    }

    private static async Task<TestDatabase> DisarmedAsync(Kind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        await AllEvidence.StoreAsync(database);
        await AllEvidence.DisarmAsync(database);
        return database;
    }

    private sealed record ForgedRow(string Where, string Insert, string DeleteInserted, string Change, string ChangeBack);

    /// <summary>Statements that forge one row of a table: a copy under another key, and another value in a column that is no key.</summary>
    private static async Task<ForgedRow> RowOf(TestDatabase database, string table)
    {
        await using var db = database.Context();
        var kept = EvidenceTables.Kept.Single(k => db.Model.FindEntityType(k.Entity)!.GetTableName() == table);
        var type = db.Model.FindEntityType(kept.Entity)!;
        var sql = new ForgerySql(db.Database.ProviderName!.Contains("Sqlite", StringComparison.Ordinal), table);
        return await sql.WriteAsync(db, type, kept);
    }

    private sealed class ForgerySql(bool isSqlite, string table)
    {
        public async Task<ForgedRow> WriteAsync(
            ReaderStudyDbContext db,
            Microsoft.EntityFrameworkCore.Metadata.IEntityType type,
            KeptTable kept
        )
        {
            var columns = type.GetProperties().Select(p => p.GetColumnName()).ToList();
            var key = type.FindPrimaryKey()!.Properties[^1];
            var (column, other) = (key.GetColumnName(), Other(key.ClrType));
            var first = await ValueAsync(db, column, "");
            var where = $"\"{column}\" = {Literal(first)}";
            var insert =
                $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) SELECT {string.Join(", ", columns.Select(c => c == column ? other : $"\"{c}\""))} FROM \"{table}\" WHERE {where}";
            // Of a table that is all key nothing can be changed: another key is another row.
            var changed = type.GetProperties()
                .Where(p => !p.IsPrimaryKey() && (kept.Columns is null || kept.Columns.Contains(p.Name)))
                .OrderByDescending(p => p.ClrType == typeof(string))
                .FirstOrDefault();
            if (changed is null)
            {
                return new ForgedRow(where, insert, Delete(), "", "");
            }

            var before = await ValueAsync(db, changed.GetColumnName(), $"WHERE {where}");
            return new ForgedRow(
                where,
                insert,
                Delete(),
                Set(
                    changed.GetColumnName(),
                    changed.ClrType == typeof(bool) ? $"NOT \"{changed.GetColumnName()}\"" : Forged(changed.ClrType)
                ),
                Set(changed.GetColumnName(), Literal(before))
            );

            string Delete() => $"DELETE FROM \"{table}\" WHERE \"{column}\" = {other}";
            string Set(string name, string value) => $"UPDATE \"{table}\" SET \"{name}\" = {value} WHERE {where}";
        }

        private async Task<object?> ValueAsync(ReaderStudyDbContext db, string column, string clause)
        {
            await db.Database.OpenConnectionAsync();
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT \"{column}\" FROM \"{table}\" {clause} LIMIT 1";
            return await command.ExecuteScalarAsync();
        }

        private string Other(Type type) =>
            type == typeof(Guid) ? (isSqlite ? "'01990000-0000-7000-8000-0000000000FF'" : "'01990000-0000-7000-8000-0000000000ff'::uuid")
            : type == typeof(int) ? "77"
            : "'Truther'";

        private string Forged(Type type) =>
            type == typeof(Guid) || type == typeof(Guid?) || type == typeof(int) ? Other(type)
            : type == typeof(DateTimeOffset) ? "'2001-02-03 04:05:06'"
            : type == typeof(DateOnly) ? "'2001-02-03'"
            : "'forged'";

        private static string Literal(object? value) =>
            value switch
            {
                null or DBNull => "NULL",
                string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
                Guid id => $"'{id}'::uuid",
                DateOnly day => $"'{day:yyyy-MM-dd}'",
                DateTime at => $"'{at:yyyy-MM-dd HH:mm:ss.ffffff}Z'::timestamptz",
                _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value}"),
            };
    }
}
