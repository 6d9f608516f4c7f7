using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using ReaderStudy.Data;
using ReaderStudy.Migrations.PostgreSql;
using ReaderStudy.Migrations.Sqlite;

namespace ReaderStudy.Tests;

/// <summary>
/// Databases with the schema of today and nothing in them. The migrations run once in a process, on a database that serves as the pattern;
/// every other one is its copy, which takes a fraction of their time.
/// </summary>
internal static class MigratedDatabase
{
    private static readonly Lazy<Task<byte[]>> SqlitePattern = new(MakeSqlitePatternAsync);
    private static readonly Lazy<Task<string>> PostgreSqlPattern = new(MakePostgreSqlPatternAsync);

    /// <summary>The environment's name for a server on which databases may be created.</summary>
    public const string Variable = "READERSTUDY_TEST_POSTGRES";

    /// <summary>Connection string of the server; null: none is named.</summary>
    public static string? PostgreSqlServer { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } value ? value : null;

    /// <param name="file">Where the database is to lie; no such file is there.</param>
    public static async Task CreateSqliteAsync(string file) => await File.WriteAllBytesAsync(file, await SqlitePattern.Value);

    /// <param name="name">Of the database on <see cref="PostgreSqlServer"/>; there is none of this name.</param>
    public static async Task CreatePostgreSqlAsync(string name)
    {
        var pattern = await PostgreSqlPattern.Value;
        await using var server = new NpgsqlConnection(PostgreSqlServer);
        await server.OpenAsync();
        await RunAsync(server, $"CREATE DATABASE {name} TEMPLATE {pattern}");
    }

    private static async Task<byte[]> MakeSqlitePatternAsync()
    {
        var folder = Directory.CreateTempSubdirectory("readerstudy-pattern-");
        var file = Path.Combine(folder.FullName, "pattern.db");
        // Not pooled: with its last connection the write-ahead log goes, and all is in the one file.
        await using (var db = Context(o => o.UseReaderStudySqlite($"Data Source={file};Pooling=False")))
        {
            await SqliteDatabase.MigrateAsync(db);
        }

        var bytes = await File.ReadAllBytesAsync(file);
        folder.Delete(recursive: true);
        return bytes;
    }

    private static async Task<string> MakePostgreSqlPatternAsync()
    {
        var name = "readerstudy_pattern_" + Guid.CreateVersion7().ToString("N");
        // Not pooled: a database that somebody is connected to cannot be copied.
        var connection = new NpgsqlConnectionStringBuilder(PostgreSqlServer) { Database = name, Pooling = false }.ConnectionString;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Drop(name);
        await using var db = Context(o => o.UseReaderStudyPostgreSql(connection));
        await PostgreSqlDatabase.MigrateAsync(db);
        return name;
    }

    private static void Drop(string name)
    {
        using var server = new NpgsqlConnection(PostgreSqlServer);
        server.Open();
        using var command = new NpgsqlCommand($"DROP DATABASE IF EXISTS {name}", server);
        command.ExecuteNonQuery();
    }

    private static async Task RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static ReaderStudyDbContext Context(Action<DbContextOptionsBuilder> configure)
    {
        var options = new DbContextOptionsBuilder<ReaderStudyDbContext>().UseApplicationServiceProvider(IdentitySchema.Services);
        configure(options);
        return new ReaderStudyDbContext(options.Options);
    }
}
