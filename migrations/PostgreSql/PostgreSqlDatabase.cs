using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage;
using ReaderStudy.Data;

namespace ReaderStudy.Migrations.PostgreSql;

/// <summary>The context on PostgreSQL.</summary>
public static class PostgreSqlDatabase
{
    /// <summary>Configures the context for the database that the connection string names.</summary>
    public static DbContextOptionsBuilder UseReaderStudyPostgreSql(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseNpgsql(connectionString, npgsql => npgsql.MigrationsAssembly(typeof(PostgreSqlDatabase).Assembly.FullName));

    /// <summary>Brings the schema up to date and sets the triggers that keep evidence append-only.</summary>
    public static async Task MigrateAsync(ReaderStudyDbContext db, CancellationToken cancellationToken = default)
    {
        await db.Database.MigrateAsync(cancellationToken);
        using var stream = typeof(PostgreSqlDatabase).Assembly.GetManifestResourceStream(
            "ReaderStudy.Migrations.PostgreSql.append-only.sql"
        )!;
        using var reader = new StreamReader(stream);
        await db.Database.ExecuteSqlRawAsync(await reader.ReadToEndAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Begins to read what one moment held, while others go on writing; ends when disposed.</summary>
    public static Task<IDbContextTransaction> BeginReadingAsync(ReaderStudyDbContext db, CancellationToken cancellationToken = default) =>
        db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
}

/// <summary>For the migration tool alone.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<ReaderStudyDbContext>
{
    public ReaderStudyDbContext CreateDbContext(string[] args) =>
        new(
            (DbContextOptions<ReaderStudyDbContext>)
                new DbContextOptionsBuilder<ReaderStudyDbContext>()
                    .UseApplicationServiceProvider(IdentitySchema.Services)
                    .UseReaderStudyPostgreSql("Host=localhost;Database=design_time")
                    .Options
        );
}
