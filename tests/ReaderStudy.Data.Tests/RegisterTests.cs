using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using ReaderStudy.Data.Evidence;
using ReaderStudy.Domain.Audit;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Data.Tests;

/// <summary>What the register says of rows that are added, changed and removed.</summary>
public sealed class RegisterTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_row_of_every_table_of_evidence_is_registered_and_is_found_intact(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await AllEvidence.StoreAsync(database);

        var report = await AllEvidence.VerifyAsync(database);

        Assert.Empty(report.Faults);
        await using var db = database.Context();
        Assert.Empty(AllEvidence.Tables.Except(await db.RegisteredRows.Select(r => r.Table).Distinct().ToListAsync()));
    }

    /// <summary>
    /// What was registered once must verify for ever: the form of the content is a promise. It is written out here as the documentation says:
    /// the table, then by name each column that does not hold its default (Source is empty), with the length and the text of its value.
    /// </summary>
    [Theory, OnSqlite, OnPostgreSql]
    public async Task The_hash_of_a_row_is_that_of_its_content_in_the_form_that_is_documented(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var study = Study.Draft("Livers", ProtocolJson.Template("liver-lesion"), Guid.CreateVersion7(), Evidence.Now);
        var one = new Domain.Cohorts.Case(study.Id, "C001", "pseudonym");
        // The seventh digit of the instant is kept by neither database.
        var at = Evidence.Now.AddTicks(17);
        var truth = new Domain.Cohorts.ReferenceStandard(one.Id, 1, "HCC", "", study.Id, at);
        await database.SaveAsync(db => db.AddRange(study, one, truth));
        var content =
            $"ReferenceStandards\nCaseId=36:{one.Id:D}\nClassId=3:HCC\nId=36:{truth.Id:D}\nRecordedAt=18:{at.UtcTicks - 7}\nRecordedBy=36:{study.Id:D}\nRevision=1:1\n";

        await using var context = database.Context();
        var row = await context.RegisteredRows.SingleAsync(r => r.Table == "ReferenceStandards");

        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(content))),
            row.Sha256
        );
        Assert.Equal((truth.Id.ToString("D"), 1, ""), (row.Key, row.Version, row.FoundSha256));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Rows_are_registered_under_the_first_entry_of_their_save_or_under_one_that_stands_in(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var evidence = await Evidence.StoreAsync(database);
        await database.SaveAsync(db =>
        {
            db.AuditEntries.Add(new AuditEntry("first", null, null, "thing", "", Evidence.Now));
            db.AuditEntries.Add(new AuditEntry("second", null, null, "thing", "", Evidence.Now.AddSeconds(1)));
            db.Users.Add(new Person { UserName = "somebody" });
        });

        await using var context = database.Context();
        var entries = await context.AuditEntries.OrderBy(e => e.Sequence).ToListAsync();

        Assert.Equal(["rows.saved", "rows.saved", "first", "second"], entries.Select(e => e.Action));
        Assert.Equal(evidence.Study.Id, entries[0].StudyId);
        Assert.Equal("1 Cases, 1 ReferenceStandards, 1 Studies, 1 StudyMembers, 1 StudyReaders", entries[0].Detail);
        Assert.Equal(
            "1 CaseImages, 1 ReadingRevisions, 1 ReadingSessions, 1 Readings, 1 SealedAllocations, 1 SessionPlaces, 1 Studies",
            entries[1].Detail
        );
        Assert.Equal(
            ["Users"],
            await context.RegisteredRows.Where(r => r.AuditSequence == 3).Select(r => r.Table.Replace("AspNet", "")).ToListAsync()
        );
        Assert.Equal("", entries[3].RowsSha256);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task What_two_people_wrote_into_one_row_at_once_is_registered_as_it_stands_then(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await Evidence.StoreDraftAsync(database);
        await using var one = database.Context();
        await using var other = database.Context();
        (await one.Cases.SingleAsync()).Exclude("movement");
        (await other.Cases.SingleAsync()).Describe("Centre B", "F", 61, 14);
        await one.SaveChangesAsync();
        await other.SaveChangesAsync();

        var report = await AllEvidence.VerifyAsync(database);

        Assert.Empty(report.Faults);
        await using var db = database.Context();
        Assert.Equal(3, await db.RegisteredRows.Where(r => r.Table == "Cases").MaxAsync(r => r.Version));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_row_that_was_forged_and_then_rightly_changed_stays_found(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await Evidence.StoreDraftAsync(database);
        await database.RunAsync("""UPDATE "Cases" SET "Centre" = 'Centre X'""");
        await using (var db = database.Context())
        {
            (await db.Cases.SingleAsync()).Exclude("movement");
            await db.SaveChangesAsync();
        }

        var fault = Assert.Single((await AllEvidence.VerifyAsync(database)).Faults);

        Assert.Equal((FaultKind.Changed, "Cases", 2L), (fault.Kind, fault.Table, fault.Entry));
        Assert.Contains("after entry 1 and before entry 2 by something other than the platform", fault.Message, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task A_part_in_a_study_that_is_given_taken_and_given_again_has_three_versions(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (study, person) = (
            Study.Draft("Livers", ProtocolJson.Template("liver-lesion"), Guid.CreateVersion7(), Evidence.Now),
            Guid.CreateVersion7()
        );
        await database.SaveAsync(db => db.Add(study));
        foreach (var change in new Action<Study>[] { Give, s => s.RemoveMember(person, StudyRole.Statistician), Give })
        {
            await using var db = database.Context();
            change(await db.Studies.Include(s => s.Members).SingleAsync());
            await db.SaveChangesAsync();
        }

        await using var context = database.Context();
        var key = $"{study.Id}/{person}/Statistician";
        var rows = await context.RegisteredRows.Where(r => r.Key == key).OrderBy(r => r.Version).ToListAsync();

        Assert.Equal([1, 2, 3], rows.Select(r => r.Version));
        Assert.Equal(RegisteredRow.Removed, rows[1].Sha256);
        Assert.Equal((rows[0].Sha256, rows[0].Sha256), (rows[1].FoundSha256, rows[2].Sha256));
        Assert.Empty((await AllEvidence.VerifyAsync(database)).Faults);

        void Give(Study s) => s.AddMember(person, StudyRole.Statistician);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Autosaves_do_not_register_the_study_again_and_sign_in_counters_no_account(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await AllEvidence.StoreAsync(database);
        await using var db = database.Context();
        var before = await db.RegisteredRows.CountAsync();
        db.Entry(await db.Studies.SingleAsync()).Property(s => s.Status).IsModified = true;
        (await db.Users.SingleAsync()).AccessFailedCount++;
        await db.SaveChangesAsync();

        Assert.Equal(before, await db.RegisteredRows.CountAsync());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Writers_of_evidence_at_the_same_time_leave_one_whole_trail(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await Evidence.StoreDraftAsync(database);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(WriteAsync));

        Assert.Empty((await AllEvidence.VerifyAsync(database)).Faults);

        async Task WriteAsync(int writer)
        {
            for (var i = 0; i < 5; i++)
            {
                await using var db = database.Context();
                (await db.Cases.SingleAsync()).Describe($"Centre {writer}", "F", 50 + i, i);
                db.Add(new Person { UserName = $"{writer}-{i}" });
                await db.SaveChangesAsync();
            }
        }
    }

    /// <summary>Another process writes the row and the next entry right before this one looks.</summary>
    [Theory, OnSqlite, OnPostgreSql]
    public async Task What_another_process_wrote_between_the_looks_at_the_trail_and_at_the_rows_is_registered_as_it_stands_then(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await Evidence.StoreDraftAsync(database);
        // At the end of the trail, and, when the row has been read, at its versions.
        foreach (var look in new[] { "Sequence\" DESC", "MAX(" })
        {
            var between = new Between(look, () => OtherProcessAsync(database, look));
            await using var db = database.Context(between);
            (await db.Cases.SingleAsync()).Exclude($"movement, {look}");
            between.IsArmed = true;
            await db.SaveChangesAsync();
            Assert.False(between.IsArmed);
        }

        Assert.Empty((await AllEvidence.VerifyAsync(database)).Faults);
    }

    /// <summary>In a transaction it does not wait for its turn in this process, as another process would not.</summary>
    private static async Task OtherProcessAsync(TestDatabase database, string centre)
    {
        await using var db = database.Context();
        await using var transaction = await db.Database.BeginTransactionAsync();
        (await db.Cases.SingleAsync()).Describe(centre);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    /// <summary>Does something once, right before something is looked up.</summary>
    private sealed class Between(string look, Func<Task> act) : DbCommandInterceptor
    {
        public bool IsArmed { get; set; }

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        )
        {
            if (IsArmed && command.CommandText.Contains(look, StringComparison.OrdinalIgnoreCase))
            {
                IsArmed = false;
                await act();
            }

            return result;
        }
    }

    /// <summary>A process is killed after the schema was brought up to date and before the rows were admitted.</summary>
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Evidence_is_due_to_be_admitted_until_anything_was_registered_and_never_after(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        Assert.True(await IsDueAsync());
        await AllEvidence.StoreAsync(database);
        Assert.False(await IsDueAsync());
        await database.TakeTriggersAwayAsync();
        await database.RunAsync("""DELETE FROM "RegisteredRows" """);

        // The entries still say that there was a register.
        Assert.False(await IsDueAsync());

        async Task<bool> IsDueAsync()
        {
            await using var db = database.Context();
            return await new AdmitEvidence(db, new AuditTrail(db, TimeProvider.System)).IsDueAsync(default);
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Evidence_from_before_the_register_is_admitted_once_and_the_trail_says_so(Kind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await AllEvidence.StoreAsync(database);
        await database.TakeTriggersAwayAsync();
        await database.RunAsync("""DELETE FROM "RegisteredRows" """);
        await database.RunAsync("""DELETE FROM "AuditEntries" """);

        await AdmitAsync();
        var (first, report) = (await CountAsync(), await AllEvidence.VerifyAsync(database));
        await AdmitAsync();

        Assert.Empty(report.Faults);
        // And one of the images that were sealed.
        Assert.Equal(AllEvidence.Tables.Count + 1, first);
        Assert.Equal(first, await CountAsync());

        async Task AdmitAsync()
        {
            await using var db = database.Context();
            await new AdmitEvidence(db, new AuditTrail(db, TimeProvider.System)).RunAsync(default);
        }

        async Task<int> CountAsync()
        {
            await using var db = database.Context();
            return await db.AuditEntries.CountAsync(e => e.Action == AdmitEvidence.Action);
        }
    }
}
