using Npgsql;

namespace ReaderStudy.Web.Tests;

/// <summary>A PostgreSQL server on which databases may be created; <c>tests/run.sh</c> starts one and names it.</summary>
internal static class PostgreSqlServer
{
    public const string Variable = "READERSTUDY_TEST_POSTGRES";

    /// <summary>Null: none is named.</summary>
    public static string? ConnectionString { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } value ? value : null;

    /// <summary>Connection string of a database that the application makes at its first start.</summary>
    public static string NewDatabase() =>
        new NpgsqlConnectionStringBuilder(ConnectionString)
        {
            Database = "readerstudy_" + Guid.CreateVersion7().ToString("N"),
        }.ConnectionString;

    public static async Task DropAsync(string connectionString)
    {
        NpgsqlConnection.ClearAllPools();
        await using var server = new NpgsqlConnection(ConnectionString);
        await server.OpenAsync();
        await using var command = server.CreateCommand();
        command.CommandText = $"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)";
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>A fact that needs PostgreSQL and is skipped, visibly, where no server is named.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute()
    {
        if (PostgreSqlServer.ConnectionString is null)
        {
            Skip = $"needs PostgreSQL: {PostgreSqlServer.Variable} holds no connection string (tests/run.sh starts a server)";
        }
    }
}
