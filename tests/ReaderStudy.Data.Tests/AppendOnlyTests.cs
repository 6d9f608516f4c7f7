using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data.Tests;

public sealed class AppendOnlyTests
{
    /// <summary>A column of each table whose rows are never changed.</summary>
    private static readonly Dictionary<string, string> Kept = new()
    {
        ["Acknowledgements"] = "ProtocolVersion",
        ["AiSteps"] = "Opacity",
        ["AuditEntries"] = "Detail",
        ["DataLocks"] = "StateSha256",
        ["DrawnOutlines"] = "Content",
        ["ProtocolVersions"] = "Text",
        ["Queries"] = "Number",
        ["QueryMessages"] = "Text",
        ["ReadingRevisions"] = "AnswersJson",
        ["ReferenceStandards"] = "ClassId",
        ["RegisteredRows"] = "Sha256",
        ["ReminderDismissals"] = "DismissedAt",
        ["Reminders"] = "Day",
        ["SealedAllocations"] = "InputJson",
        ["SealedRuns"] = "ModelSha256",
        ["SeenIncrements"] = "ContentJson",
        ["ReadingLinkings"] = "LinkingJson",
        ["SessionPlaces"] = "Position",
        ["Signatures"] = "PrintedName",
        ["SiteChecks"] = "ContentJson",
        ["SignedReadings"] = "AnswersSha256",
        ["TruthVotes"] = "ClassId",
    };

    /// <summary>Evidence whose rows have a life: the register holds every state they were in.</summary>
    private static readonly string[] Changing =
    [
        "AnalysisRuns",
        "AspNetRoles",
        "AspNetUserRoles",
        "AspNetUsers",
        "Cases",
        "Deviations",
        "ImportFindings",
        "PredictionOverlays",
        "PredictionRuns",
        "Predictions",
        "ReadingSessions",
        "Readings",
        "Studies",
        "StudyMembers",
        "StudyReaders",
    ];

    [Fact]
    public void Of_every_table_of_evidence_it_is_said_whether_its_rows_may_change() =>
        Assert.Equal(
            AllEvidence.Tables.Append("AuditEntries").Append("RegisteredRows").Order(StringComparer.Ordinal),
            Kept.Keys.Concat(Changing).Order(StringComparer.Ordinal)
        );

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Evidence_can_be_neither_changed_nor_deleted_by_anything_that_asks_the_database(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await AllEvidence.StoreAsync(database);
        foreach (var (table, column) in Kept)
        {
            // To its own value: the update itself is what is refused, not the type of what is written.
            await RefusedAsync(database, $"""UPDATE "{table}" SET "{column}" = "{column}" """);
            await RefusedAsync(database, $"""DELETE FROM "{table}" """);
        }

        await RefusedAsync(database, """DELETE FROM "Readings" """);
        await RefusedAsync(database, """DELETE FROM "Deviations" """);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_deviation_is_decided_once(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await AllEvidence.StoreAsync(database);
        await using (var db = database.Context())
        {
            (await db.Deviations.SingleAsync()).Decide(true, "It was nobody's fault.", Guid.CreateVersion7(), Evidence.Now);
            await db.SaveChangesAsync();
        }

        await RefusedAsync(database, """UPDATE "Deviations" SET "Status" = 'Requested'""");
        await RefusedAsync(database, """UPDATE "Deviations" SET "Reason" = 'forged'""");
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_skipped_reading_stays_skipped(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await Evidence.StoreAsync(database);
        await database.RunAsync("""UPDATE "Readings" SET "Status" = 'Skipped'""");

        await RefusedAsync(database, """UPDATE "Readings" SET "Status" = 'Draft'""");
        await RefusedAsync(database, """UPDATE "Readings" SET "Status" = 'Locked'""");
    }

    /// <summary>The count is of what the lock was made from; a reading that was locked in between makes it another.</summary>
    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_data_lock_that_covers_other_readings_than_there_are_is_refused(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var evidence = await Evidence.StoreAsync(database);
        var state = new DataState(evidence.Study.Id, 1, 1, 0, 1, new string('d', 64));

        var refused = await Assert.ThrowsAsync<DbUpdateException>(() =>
            database.SaveAsync(db => db.Add(new DataLock(state, null, 1, new string('e', 64), Guid.CreateVersion7(), Evidence.Now)))
        );

        Assert.Contains("The data changed while they were locked", refused.InnerException!.Message, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_locked_reading_stays_locked(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var evidence = await Evidence.StoreAsync(database);
        await using (var db = database.Context())
        {
            var reading = await db.Readings.Include(r => r.Revisions).SingleAsync();
            reading.Lock(evidence.Study.Protocol, Evidence.Answers, 2, null, Evidence.Now);
            await db.SaveChangesAsync();
        }

        await RefusedAsync(database, """UPDATE "Readings" SET "Status" = 'Draft'""");
        await RefusedAsync(database, """UPDATE "Readings" SET "ArmId" = 'aided'""");
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task There_is_one_reading_by_reader_case_arm_session_and_attempt(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var evidence = await Evidence.StoreAsync(database);

        await Assert.ThrowsAsync<DbUpdateException>(() =>
            database.SaveAsync(db => db.Readings.Add(Reading.Open(evidence.Session, evidence.Session.Places[0], Evidence.Now)))
        );
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Of_two_who_change_where_a_study_stands_one_is_refused(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var evidence = await Evidence.StoreAsync(database);
        await using var first = database.Context();
        await using var second = database.Context();
        var (one, other) = (await first.Studies.SingleAsync(), await second.Studies.SingleAsync());
        one.LockData(Guid.CreateVersion7(), Evidence.Now);
        other.LockData(Guid.CreateVersion7(), Evidence.Now);
        await first.SaveChangesAsync();

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync());
        Assert.Equal(StudyStatus.Sealed, evidence.Study.Status);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_seed_of_64_bits_is_kept_whole(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await Evidence.StoreAsync(database);
        await using var db = database.Context();

        Assert.Equal("18446744073709551615", (await db.ReadingSessions.SingleAsync()).Seed);
    }

    private static async Task RefusedAsync(TestDatabase database, string sql)
    {
        await using var db = database.Context();
        var refused = await Assert.ThrowsAnyAsync<DbException>(() => db.Database.ExecuteSqlRawAsync(sql));
        Assert.Matches("append-only|(locked reading|skipped reading|decided deviation) cannot be changed|are kept", refused.Message);
    }
}
