using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Migrations.PostgreSql;
using ReaderStudy.Migrations.Sqlite;

namespace ReaderStudy.Web.Hosting;

/// <summary>The one place that knows which database there is.</summary>
public static class Database
{
    public static void AddReaderStudyDatabase(this IServiceCollection services, PlatformOptions options, Paths paths)
    {
        services.AddDbContext<ReaderStudyDbContext>(builder =>
            _ = options.Database switch
            {
                DatabaseKind.Sqlite => builder.UseReaderStudySqlite(SqliteConnectionString(options, paths)),
                DatabaseKind.PostgreSql => builder.UseReaderStudyPostgreSql(PostgreSqlConnectionString(options)),
            }
        );
        services.AddScoped<AuditTrail>();
        services.AddScoped<ReaderDesk>();
    }

    public static async Task MigrateAsync(IServiceProvider services, PlatformOptions options, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReaderStudyDbContext>();
        await (
            options.Database switch
            {
                DatabaseKind.Sqlite => SqliteDatabase.MigrateAsync(db, cancellationToken),
                DatabaseKind.PostgreSql => PostgreSqlDatabase.MigrateAsync(db, cancellationToken),
            }
        );
    }

    public static string SqliteConnectionString(PlatformOptions options, Paths paths) =>
        options.ConnectionString ?? $"Data Source={Path.Combine(paths.Data, "readerstudy.db")}";

    public static string PostgreSqlConnectionString(PlatformOptions options) =>
        options.ConnectionString
        ?? throw new InvalidOperationException(
            "ReaderStudy:ConnectionString is missing: PostgreSQL needs one, for example 'Host=localhost;Database=readerstudy;Username=readerstudy'."
        );
}
