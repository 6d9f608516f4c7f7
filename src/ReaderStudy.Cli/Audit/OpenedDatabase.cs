using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using ReaderStudy.Data;
using ReaderStudy.Migrations.PostgreSql;
using ReaderStudy.Migrations.Sqlite;

namespace ReaderStudy.Cli.Audit;

/// <summary>What was named is no database of this platform, or of another version of it.</summary>
internal sealed class UnreadableDatabaseException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The platform's database, opened to be read as it was at one moment.</summary>
internal sealed class OpenedDatabase : IAsyncDisposable
{
    private readonly IDbContextTransaction _moment;

    private OpenedDatabase(ReaderStudyDbContext db, IDbContextTransaction moment) => (Db, _moment) = (db, moment);

    public ReaderStudyDbContext Db { get; }

    /// <param name="named">A file, or a connection string.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="UnreadableDatabaseException">It cannot be opened, or is not of this version; the message says what to do.</exception>
    public static async Task<OpenedDatabase> OpenAsync(string named, CancellationToken cancellationToken)
    {
        var isServer = named.Contains('=', StringComparison.Ordinal) && !File.Exists(named);
        if (!isServer && !File.Exists(named))
        {
            throw new UnreadableDatabaseException(
                "There is no such file. Give the platform's readerstudy.db, or a connection string as in 'Host=…;Database=…'."
            );
        }

        var db = isServer ? Server(named) : Local(named);
        try
        {
            if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            {
                throw new UnreadableDatabaseException(
                    "This is no database of the platform, or one of an earlier version: start this version of the platform on it once, or verify it with the earlier one."
                );
            }

            if ((await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Except(db.Database.GetMigrations()).Any())
            {
                throw new UnreadableDatabaseException("This is the database of a later version of the platform: verify it with that one.");
            }

            return new OpenedDatabase(
                db,
                await (
                    isServer
                        ? PostgreSqlDatabase.BeginReadingAsync(db, cancellationToken)
                        : SqliteDatabase.BeginReadingAsync(db, cancellationToken)
                )
            );
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException or ArgumentException)
        {
            await db.DisposeAsync();
            throw new UnreadableDatabaseException($"The database cannot be opened: {exception.Message}", exception);
        }
    }

    /// <summary>What may be printed: of a connection string no password.</summary>
    public static string Shown(string named) =>
        named.Contains('=', StringComparison.Ordinal) && !File.Exists(named) ? "The server's database" : named;

    public async ValueTask DisposeAsync()
    {
        await _moment.DisposeAsync();
        await Db.DisposeAsync();
    }

    private static ReaderStudyDbContext Local(string file)
    {
        var connection = new DbConnectionStringBuilder
        {
            ["Data Source"] = Path.GetFullPath(file),
            ["Mode"] = "ReadOnly",
            ["Pooling"] = "False",
        };
        return New(Options().UseReaderStudySqlite(connection.ConnectionString));
    }

    private static ReaderStudyDbContext Server(string connectionString) => New(Options().UseReaderStudyPostgreSql(connectionString));

    private static DbContextOptionsBuilder Options() =>
        new DbContextOptionsBuilder<ReaderStudyDbContext>().UseApplicationServiceProvider(IdentitySchema.Services);

    private static ReaderStudyDbContext New(DbContextOptionsBuilder options) =>
        new((DbContextOptions<ReaderStudyDbContext>)options.Options);
}
