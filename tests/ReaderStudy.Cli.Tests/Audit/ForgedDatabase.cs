using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Migrations.Sqlite;

namespace ReaderStudy.Cli.Tests.Audit;

/// <summary>The database file of a small study, made by the platform, and then by somebody else.</summary>
internal sealed class ForgedDatabase : IAsyncDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(56);

    public string File { get; } = Path.Combine(Path.GetTempPath(), $"readerstudy_{Guid.CreateVersion7():N}.db");

    public Guid ReadingId { get; private set; }

    /// <summary>A sealed study, one case, one reading saved three times.</summary>
    public static async Task<ForgedDatabase> MadeAsync()
    {
        var made = new ForgedDatabase();
        var study = Study.Draft("Livers", ProtocolJson.Template("liver-lesion"), Guid.CreateVersion7(), Now);
        var reader = study.AddReader("Reader 1", ReaderLevel.Senior, 20, null);
        var one = new Case(study.Id, "C001", "pseudonym");
        var session = new ReadingSession(study.Id, reader.Id, "unaided", 1, 7, [one.Id]);
        var reading = Reading.Open(session, session.Places[0], Now);
        made.ReadingId = reading.Id;
        await using var db = made.Context();
        await SqliteDatabase.MigrateAsync(db);
        var audit = new AuditTrail(db, TimeProvider.System);
        db.AddRange(study, one);
        audit.Record("study.created", null, study.Id, $"study {study.Id}");
        await db.SaveChangesAsync();
        study.Seal(1, 0, Guid.CreateVersion7(), Now);
        db.AddRange(session, reading);
        audit.Record("study.sealed", study.SealedBy, study.Id, $"study {study.Id}");
        await db.SaveChangesAsync();
        for (var i = 1; i <= 3; i++)
        {
            var answers = new Dictionary<string, string>
            {
                ["malignancy"] = "malignant",
                ["subtype"] = "MET",
                ["confidence"] = $"{90 + i}",
            };
            reading.SaveDraft(study.Protocol, new AnswerSheet(answers), i, null, Now.AddMinutes(i));
            audit.Record("reading.saved", null, study.Id, $"reading {reading.Id}");
            await db.SaveChangesAsync();
        }

        return made;
    }

    /// <summary>What anybody with the file can do, the triggers gone first.</summary>
    public async Task ForgeAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={File};Foreign Keys=False;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT group_concat('DROP TRIGGER \"' || name || '\"', ';') FROM sqlite_master WHERE type = 'trigger'";
        command.CommandText = $"{await command.ExecuteScalarAsync()};{sql}";
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(File)!, Path.GetFileName(File) + "*"))
        {
            System.IO.File.Delete(file);
        }

        return ValueTask.CompletedTask;
    }

    private ReaderStudyDbContext Context() =>
        new(
            (DbContextOptions<ReaderStudyDbContext>)
                new DbContextOptionsBuilder<ReaderStudyDbContext>()
                    .UseApplicationServiceProvider(IdentitySchema.Services)
                    .UseReaderStudySqlite($"Data Source={File}")
                    .Options
        );
}
