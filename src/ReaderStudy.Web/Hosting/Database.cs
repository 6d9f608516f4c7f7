using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using ReaderStudy.Data;
using ReaderStudy.Data.Evidence;
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
        var isUpdated = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any();
        await (
            options.Database switch
            {
                DatabaseKind.Sqlite => SqliteDatabase.MigrateAsync(db, cancellationToken),
                DatabaseKind.PostgreSql => PostgreSqlDatabase.MigrateAsync(db, cancellationToken),
            }
        );
        var admit = new AdmitEvidence(db, scope.ServiceProvider.GetRequiredService<AuditTrail>());
        if (isUpdated || await admit.IsDueAsync(cancellationToken))
        {
            // At no other time: rows that appear later were not written by the platform.
            await admit.RunAsync(cancellationToken);
        }
    }

    /// <summary>Begins to read what one moment held; ends when disposed.</summary>
    public static Task<IDbContextTransaction> BeginReadingAsync(
        ReaderStudyDbContext db,
        PlatformOptions options,
        CancellationToken cancellationToken
    ) =>
        options.Database switch
        {
            DatabaseKind.Sqlite => SqliteDatabase.BeginReadingAsync(db, cancellationToken),
            DatabaseKind.PostgreSql => PostgreSqlDatabase.BeginReadingAsync(db, cancellationToken),
        };

    public static string SqliteConnectionString(PlatformOptions options, Paths paths) =>
        options.ConnectionString ?? $"Data Source={Path.Combine(paths.Data, "readerstudy.db")}";

    public static string PostgreSqlConnectionString(PlatformOptions options) =>
        options.ConnectionString
        ?? throw new InvalidOperationException(
            "ReaderStudy:ConnectionString is missing: PostgreSQL needs one, for example 'Host=localhost;Database=readerstudy;Username=readerstudy'."
        );
}
