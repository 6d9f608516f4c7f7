using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using ReaderStudy.Migrations.PostgreSql;
using ReaderStudy.Migrations.Sqlite;
using ReaderStudy.Tests;
using Xunit.Sdk;

namespace ReaderStudy.Data.Tests;

public enum Kind
{
    Sqlite,
    PostgreSql,
}

/// <summary>Runs a theory on SQLite.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnSqliteAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        [
            [Kind.Sqlite],
        ];
}

/// <summary>Runs a theory on PostgreSQL; skipped, visibly, where no server is named.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnPostgreSqlAttribute : DataAttribute
{
    public OnPostgreSqlAttribute()
    {
        if (MigratedDatabase.PostgreSqlServer is null)
        {
            Skip = $"needs PostgreSQL: {MigratedDatabase.Variable} holds no connection string (tests/run.sh starts a server)";
        }
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        [
            [Kind.PostgreSql],
        ];
}

/// <summary>An empty database with the schema of today, gone when disposed.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _name = "readerstudy_" + Guid.CreateVersion7().ToString("N");
    private readonly Kind _kind;

    private TestDatabase(Kind kind) => _kind = kind;

    private string SqliteFile => Path.Combine(Path.GetTempPath(), _name + ".db");

    public static async Task<TestDatabase> CreateAsync(Kind kind)
    {
        var database = new TestDatabase(kind);
        await (
            kind == Kind.Sqlite
                ? MigratedDatabase.CreateSqliteAsync(database.SqliteFile)
                : MigratedDatabase.CreatePostgreSqlAsync(database._name)
        );
        return database;
    }

    /// <summary>A context that needs no database: for looking at the model alone.</summary>
    public static ReaderStudyDbContext Modelled(Kind kind) =>
        New(kind, kind == Kind.Sqlite ? "Data Source=nowhere.db" : "Host=nowhere;Database=nowhere");

    public ReaderStudyDbContext Context(params IInterceptor[] interceptors) =>
        New(
            _kind,
            _kind == Kind.Sqlite
                ? $"Data Source={SqliteFile}"
                : new NpgsqlConnectionStringBuilder(MigratedDatabase.PostgreSqlServer) { Database = _name }.ConnectionString,
            interceptors
        );

    /// <summary>Does something in a context of its own, and saves.</summary>
    public async Task SaveAsync(Action<ReaderStudyDbContext> action)
    {
        await using var db = Context();
        action(db);
        await db.SaveChangesAsync();
    }

    /// <summary>What somebody with the rights of an owner could do to the audit trail behind the application's back.</summary>
    public async Task TakeTriggersAwayAsync()
    {
        await using var db = Context();
        var triggers =
            _kind == Kind.Sqlite
                ? await db.Database.SqlQueryRaw<string>("SELECT name AS Value FROM sqlite_master WHERE type = 'trigger'").ToListAsync()
                : await db
                    .Database.SqlQueryRaw<string>(
                        """
                        SELECT DISTINCT event_object_table::text AS "Value" FROM information_schema.triggers WHERE trigger_schema = 'public'
                        """
                    )
                    .ToListAsync();
        foreach (var name in triggers)
        {
            await RunAsync(_kind == Kind.Sqlite ? $"DROP TRIGGER \"{name}\"" : $"ALTER TABLE \"{name}\" DISABLE TRIGGER USER");
        }
    }

    /// <summary>Runs SQL past the application.</summary>
    /// <returns>How many rows it touched.</returns>
    public async Task<int> RunAsync(string sql)
    {
        await using var db = Context();
        if (_kind == Kind.Sqlite)
        {
            await db.Database.OpenConnectionAsync();
            await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys=OFF");
        }

        return await db.Database.ExecuteSqlRawAsync(
            sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_kind == Kind.Sqlite)
        {
            SqliteConnection.ClearAllPools();
            foreach (var file in Directory.GetFiles(Path.GetTempPath(), _name + ".db*"))
            {
                File.Delete(file);
            }
        }
        else
        {
            NpgsqlConnection.ClearAllPools();
            await using var db = Context();
            await db.Database.EnsureDeletedAsync();
        }
    }

    private static ReaderStudyDbContext New(Kind kind, string connectionString, params IInterceptor[] interceptors)
    {
        var options = new DbContextOptionsBuilder<ReaderStudyDbContext>()
            .UseApplicationServiceProvider(IdentitySchema.Services)
            .AddInterceptors(interceptors);
        _ = kind == Kind.Sqlite ? options.UseReaderStudySqlite(connectionString) : options.UseReaderStudyPostgreSql(connectionString);
        return new ReaderStudyDbContext((DbContextOptions<ReaderStudyDbContext>)options.Options);
    }
}
