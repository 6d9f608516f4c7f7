using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Data;
using ReaderStudy.Data.Evidence;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Migrations.PostgreSql;
using ReaderStudy.Migrations.Sqlite;
using ReaderStudy.Tests;

namespace ReaderStudy.Web.Tests.Databases;

/// <summary>
/// A database of the version before the conduct of studies, with a study in the middle of its reading: the application of today starts on
/// it, finds everything as it was, and the study goes on to its end.
/// </summary>
public sealed class UpgradeTests : IDisposable
{
    private const string Before = "ArchivesAndReceiving";
    private const string Sealed = "Livers before";

    private static readonly string Reference = Path.Combine(
        SharedData.RepositoryRoot,
        "tests/ReaderStudy.Web.Tests/Databases/Reference/before-conduct"
    );

    private readonly string _folder = Directory.CreateTempSubdirectory("readerstudy-upgrade-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_study_that_is_being_read_goes_on_to_its_end_on_SQLite()
    {
        await PrepareAsync(builder => builder.UseReaderStudySqlite($"Data Source={Path.Combine(_folder, "readerstudy.db")}"), "Sqlite");
        await using (var app = App.Keeping(_folder))
        {
            await IsAsItWasAsync(app);
        }

        await using var again = App.Keeping(_folder);
        await IsAsItWasAsync(again);
        await GoesOnAsync(again);
    }

    [PostgreSqlFact]
    public async Task A_study_that_is_being_read_goes_on_to_its_end_on_PostgreSQL()
    {
        var database = PostgreSqlServer.NewDatabase();
        await PrepareAsync(builder => builder.UseReaderStudyPostgreSql(database), "PostgreSql");
        await using var app = App.OnPostgreSql(database);
        await IsAsItWasAsync(app);
        await GoesOnAsync(app);
    }

    /// <summary>The schema of then, its rows, its triggers.</summary>
    private static async Task PrepareAsync(Action<DbContextOptionsBuilder> use, string kind)
    {
        var options = new DbContextOptionsBuilder<ReaderStudyDbContext>().UseApplicationServiceProvider(IdentitySchema.Services);
        use(options);
        await using var db = new ReaderStudyDbContext((DbContextOptions<ReaderStudyDbContext>)options.Options);
        await db.GetService<IMigrator>().MigrateAsync(Before);
        await db.Database.OpenConnectionAsync();
        if (kind == "PostgreSql")
        {
            await RunAsync(db, "SET TIME ZONE 'UTC'");
        }

        await RunAsync(db, await File.ReadAllTextAsync($"{Reference}.sql"));
        await RunAsync(db, await File.ReadAllTextAsync($"{Reference}.triggers.{kind}.sql"));
        await db.Database.CloseConnectionAsync();
    }

    private static Task RunAsync(ReaderStudyDbContext db, string sql) =>
        db.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    private static async Task IsAsItWasAsync(App app)
    {
        var study = await StudyAsync(app);
        var version = await app.DataAsync(db => db.ProtocolVersions.SingleAsync());
        Assert.Equal((StudyStatus.Reading, 1, study.ProtocolSha256), (study.Status, study.ProtocolVersion, version.Sha256));
        Assert.Equal(
            (study.Id, 1, study.ProtocolText, study.SealedAt),
            (version.StudyId, version.Number, version.Text, version.EffectiveAt)
        );
        Assert.Equal(0, await app.DataAsync(db => db.Studies.Where(s => s.Id != study.Id).Select(s => s.ProtocolVersion).SingleAsync()));
        var session = await app.DataAsync(db => db.ReadingSessions.Include(s => s.Places).SingleAsync());
        Assert.Equal(
            (SessionKind.Pivotal, 1, 1, null, "18446744073709551615"),
            (session.Kind, session.Period, session.Part, session.RevealArmId, session.Seed)
        );
        Assert.All(session.Places, p => Assert.Equal((1, true, null), (p.Attempt, p.IsRevealed, p.ShamClassId)));
        Assert.All(await app.DataAsync(db => db.Cases.ToListAsync()), c => Assert.Equal(CasePurpose.Test, c.Purpose));
        Assert.All(await app.DataAsync(db => db.Readings.ToListAsync()), r => Assert.Equal(1, r.ProtocolVersion));
        Assert.Equal(
            ["Draft", "Draft", "Lock"],
            (await app.DataAsync(db => db.ReadingRevisions.Select(r => r.Kind).ToListAsync())).Select(k => k.ToString()).Order()
        );

        var entries = await app.DataAsync(db => db.AuditEntries.OrderBy(e => e.Sequence).ToListAsync());
        Assert.Equal(["study.created", "study.sealed", "reading.locked"], entries.Take(3).Select(e => e.Action));
        // One for each table that held rows, once, however often the application starts.
        Assert.Equal(
            [
                "AspNetUsers",
                "CaseImages",
                "Cases",
                "ReadingRevisions",
                "ReadingSessions",
                "Readings",
                "ReferenceStandards",
                "SessionPlaces",
                "Studies",
                "StudyMembers",
                "StudyReaders",
            ],
            entries.Where(e => e.Action == AdmitEvidence.Action).Select(e => e.Subject["table ".Length..]).Order(StringComparer.Ordinal)
        );
        Assert.Single(entries, e => e.Action == "study.protocol-version-kept");
        Assert.Empty((await app.DataAsync(db => new VerifyAudit(db).RunAsync([], default))).Faults);
    }

    /// <summary>The reader ends the session, the coordinator locks the data, the statistician unblinds.</summary>
    private static async Task GoesOnAsync(App app)
    {
        var study = await StudyAsync(app);
        var (reader, coordinator, statistician) = (
            await FindAsync("reader"),
            await FindAsync("coordinator"),
            await FindAsync("statistician")
        );
        var session = await app.DataAsync(db => db.ReadingSessions.Select(s => s.Id).SingleAsync());
        using var browser = await app.SignInAsync(reader);
        Assert.Contains("/reading/" + session, await browser.PageAsync("/sessions"), StringComparison.Ordinal);
        for (var position = 2; position <= 3; position++)
        {
            await LockAsync(position);
        }

        using var coordinating = await app.SignInAsync(coordinator);
        using var counting = await app.SignInAsync(statistician);
        await RedirectedAsync(coordinating.PostAsync($"/studies/{study.Id}/lock", ("password", App.Password)));
        await RedirectedAsync(counting.PostAsync($"/studies/{study.Id}/unblind", ("password", App.Password)));

        Assert.Equal(StudyStatus.Unblinded, (await StudyAsync(app)).Status);
        Assert.Contains(
            "sealed before allocations were kept",
            await counting.PageAsync($"/studies/{study.Id}/allocation"),
            StringComparison.Ordinal
        );
        Assert.Empty((await app.DataAsync(db => new VerifyAudit(db).RunAsync([], default))).Faults);

        Task<TestPerson> FindAsync(string name) =>
            app.DataAsync(db =>
                db.Users.Where(p => p.DisplayName == name).Select(p => new TestPerson(p.Id, p.Email!, p.DisplayName)).SingleAsync()
            );

        Task LockAsync(int position) =>
            app.InScopeAsync(async s =>
            {
                var desk = s.GetRequiredService<ReaderDesk>();
                var answers = new AnswerSheet(
                    new Dictionary<string, string>
                    {
                        ["malignancy"] = "malignant",
                        ["subtype"] = "HCC",
                        ["confidence"] = "70",
                    }
                );
                await desk.OpenAsync(reader.Id, session, position, default);
                await desk.LockAsync(reader.Id, session, position, new GivenReading(answers, 5), default);
            });
    }

    private static async Task RedirectedAsync(Task<HttpResponseMessage> posted)
    {
        using var answer = await posted;
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, Visitor.TextOf(await answer.Content.ReadAsStringAsync()));
    }

    private static Task<Study> StudyAsync(App app) => app.DataAsync(db => db.Studies.SingleAsync(s => s.Name == Sealed));
}
