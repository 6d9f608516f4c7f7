using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using ReaderStudy.Data;

namespace ReaderStudy.Migrations.Sqlite;

/// <summary>The context on SQLite: one file, write-ahead log, and a writer that waits its turn instead of failing.</summary>
public static class SqliteDatabase
{
    /// <summary>Configures the context for the file that the connection string names.</summary>
    public static DbContextOptionsBuilder UseReaderStudySqlite(this DbContextOptionsBuilder options, string connectionString) =>
        options
            .UseSqlite(connectionString, sqlite => sqlite.MigrationsAssembly(typeof(SqliteDatabase).Assembly.FullName))
            .AddInterceptors(new Pragmas());

    /// <summary>Brings the schema up to date and sets the triggers that keep evidence append-only.</summary>
    public static async Task MigrateAsync(ReaderStudyDbContext db, CancellationToken cancellationToken = default)
    {
        if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            await MakeWayAsync(db, cancellationToken);
        }

        await db.Database.MigrateAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);
        using var stream = typeof(SqliteDatabase).Assembly.GetManifestResourceStream("ReaderStudy.Migrations.Sqlite.append-only.sql")!;
        using var reader = new StreamReader(stream);
        await db.Database.ExecuteSqlRawAsync(await reader.ReadToEndAsync(cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Makes way for migrations that rebuild tables: SQLite does so by renaming, which it refuses while a trigger of another table names the
    /// one that is rebuilt. Every trigger that looks into a table goes, those that merely refuse stay; <see cref="MigrateAsync"/> sets all of
    /// them anew.
    /// </summary>
    public static async Task MakeWayAsync(ReaderStudyDbContext db, CancellationToken cancellationToken = default)
    {
        const string Looking = """
            SELECT name AS "Value" FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%FROM "%'
            """;
        foreach (var name in await db.Database.SqlQueryRaw<string>(Looking).ToListAsync(cancellationToken))
        {
            var drop = $"DROP TRIGGER \"{name}\"";
            await db.Database.ExecuteSqlRawAsync(drop, cancellationToken);
        }
    }

    /// <summary>Begins to read what one moment held, while others go on writing; ends when disposed.</summary>
    public static Task<IDbContextTransaction> BeginReadingAsync(ReaderStudyDbContext db, CancellationToken cancellationToken = default) =>
        // This level is what makes the driver begin without asking for the right to write; SQLite itself isolates readers fully.
        db.Database.BeginTransactionAsync(IsolationLevel.ReadUncommitted, cancellationToken);

    private sealed class Pragmas : DbConnectionInterceptor
    {
        // FULL: what a reader was told is locked survives a power cut too, not only the end of the process.
        private const string Sql = "PRAGMA busy_timeout=10000; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Sql;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(
            DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Sql;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}

/// <summary>For the migration tool alone.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<ReaderStudyDbContext>
{
    public ReaderStudyDbContext CreateDbContext(string[] args) =>
        new(
            (DbContextOptions<ReaderStudyDbContext>)
                new DbContextOptionsBuilder<ReaderStudyDbContext>()
                    .UseApplicationServiceProvider(IdentitySchema.Services)
                    .UseReaderStudySqlite("Data Source=design-time.db")
                    .Options
        );
}
