using Microsoft.EntityFrameworkCore;
using Npgsql;
using ReaderStudy.Data;
using ReaderStudy.Data.Evidence;
using ReaderStudy.Web.Tests.Conduct;
using ReaderStudy.Web.Tests.Deviations;
using ReaderStudy.Web.Tests.Locking;
using ReaderStudy.Web.Tests.Protocols;
using ReaderStudy.Web.Tests.Quality;
using ReaderStudy.Web.Tests.Queries;
using ReaderStudy.Web.Tests.ReadingRoom;
using ReaderStudy.Web.Tests.Reminders;
using ReaderStudy.Web.Tests.Sealing;
using ReaderStudy.Web.Tests.Truth;

namespace ReaderStudy.Web.Tests.Databases;

/// <summary>
/// What two people do at one moment, on PostgreSQL: the very facts that are also shown on SQLite. SQLite has one writer at a time; here all
/// write at once, and what keeps them apart is what they ask for: the row of the study, a version, a unique index.
/// </summary>
public sealed class AtOnceOnPostgreSqlTests(PostgreSqlApp own) : IClassFixture<PostgreSqlApp>
{
    /// <summary>Another process holds the study that a save waits for, and waits for the entry of the trail that the save has written.</summary>
    [PostgreSqlFact]
    public async Task A_save_that_the_database_takes_back_for_another_process_is_tried_again()
    {
        var study = await TestStudy.SealedAsync(own.App, cases: 1, readers: 1);
        using var room = await Room.OfAsync(own.App, study);
        await room.JsonAsync("cases/1");
        await using var other = new NpgsqlConnection(await own.App.DataAsync(db => Task.FromResult(db.Database.GetConnectionString())));
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await DoAsync($"""UPDATE "Studies" SET "Status" = "Status" WHERE "Id" = '{study.Id}'""");
        var saving = room.DraftAsync(1, 1, Room.Malignant);
        await Until.SoAsync("The save's wait for the study", () => own.App.DataAsync(IsAnybodyWaitingAsync));

        await DoAsync(
            """
            INSERT INTO "AuditEntries" ("Id", "Action", "ActorId", "At", "Detail", "Hash", "PreviousHash", "RowsSha256", "Sequence", "StudyId", "Subject")
            SELECT gen_random_uuid(), "Action", "ActorId", "At", "Detail", repeat('e', 64), repeat('f', 64), "RowsSha256", "Sequence" + 1, "StudyId", "Subject"
            FROM "AuditEntries" ORDER BY "Sequence" DESC LIMIT 1
            """
        );
        await transaction.RollbackAsync();

        using var saved = await saving;
        await Room.OkAsync(saved);
        Assert.Single(
            await own.App.DataAsync(db => db.Readings.Where(r => r.StudyId == study.Id).SelectMany(r => r.Revisions).ToListAsync())
        );
        Assert.Empty((await own.App.DataAsync(db => new VerifyAudit(db).RunAsync([], default))).Faults);

        async Task DoAsync(string sql)
        {
            await using var command = other.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }

        static async Task<bool> IsAnybodyWaitingAsync(ReaderStudyDbContext db) =>
            await db
                .Database.SqlQuery<int>(
                    $"""SELECT count(*)::int AS "Value" FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"""
                )
                .SingleAsync() > 0;
    }

    [PostgreSqlFact]
    public Task What_is_sealed_is_what_was_shown() =>
        new AtOnceTests(own.App).What_is_sealed_is_what_was_shown_and_a_protocol_that_changed_meanwhile_is_shown_anew();

    [PostgreSqlFact]
    public Task Of_a_save_and_a_sealing_one_counts() =>
        new AtOnceTests(own.App).Of_a_save_and_a_sealing_at_once_one_counts_and_the_hash_is_the_same_everywhere();

    [PostgreSqlFact]
    public Task Of_two_who_save_the_protocol_one_is_told() =>
        new AtOnceTests(own.App).Of_two_coordinators_who_save_the_protocol_at_once_one_is_told();

    [PostgreSqlFact]
    public Task Of_a_save_that_read_the_protocol_before_another_one_is_told() =>
        new SubjectPageTests(own.App).Of_two_saves_at_the_same_moment_one_is_told();

    [PostgreSqlFact]
    public Task Of_two_who_seal_one_is_told_and_the_lists_are_drawn_once() =>
        new AtOnceTests(own.App).Of_two_coordinators_who_seal_at_once_one_is_told_and_the_lists_are_drawn_once();

    [PostgreSqlFact]
    public Task Who_seals_what_another_sealed_since_is_told() =>
        new SealStudyTests(own.App).Of_two_coordinators_who_seal_at_the_same_moment_one_is_told_that_the_other_did();

    [PostgreSqlFact]
    public Task What_changed_since_the_study_was_loaded_is_sealed_with_it() =>
        new SealStudyTests(own.App).What_changed_since_the_study_was_loaded_is_sealed_with_it();

    [PostgreSqlFact]
    public Task A_change_of_the_cohort_that_comes_after_the_sealing_is_refused() =>
        new SealStudyTests(own.App).A_change_of_the_cohort_that_comes_after_the_sealing_is_refused_though_it_began_before();

    [PostgreSqlFact]
    public Task A_reader_who_is_named_during_the_sealing_is_not_half_there() =>
        new AtOnceTests(own.App).A_reader_who_is_named_while_the_study_is_sealed_or_another_is_named_is_not_half_there();

    [PostgreSqlFact]
    public Task An_amendment_that_meets_the_first_opened_case_or_the_data_lock_says_which() =>
        new AtOnceTests(own.App).An_amendment_that_meets_the_first_opened_case_or_the_data_lock_says_which();

    [PostgreSqlFact]
    public Task Two_tabs_make_one_reading_with_one_lock() =>
        new TwoTabsTests(own.App).Two_tabs_that_open_and_lock_a_case_make_one_reading_with_one_lock();

    [PostgreSqlFact]
    public Task A_tab_that_does_not_know_what_another_saved_does_not_write_over_it() =>
        new TwoTabsTests(own.App).A_tab_that_does_not_know_what_another_saved_neither_saves_nor_locks_nor_skips_over_it();

    [PostgreSqlFact]
    public Task A_lock_and_the_autosave_of_another_tab_leave_the_answers_of_one() =>
        new TwoTabsTests(own.App).A_lock_and_the_autosave_of_another_tab_at_once_leave_the_answers_of_one_and_tell_the_other();

    [PostgreSqlFact]
    public Task Pages_that_are_opened_at_the_same_moment_leave_one_that_reads_on() =>
        new OpenRoomTests(own.App).Pages_that_are_opened_at_the_same_moment_leave_one_that_reads_on();

    [PostgreSqlFact]
    public Task Drafts_that_meet_the_data_lock_are_kept_or_refused() =>
        new AtOnceTests(own.App).Drafts_that_are_saved_while_the_data_are_locked_are_kept_or_refused_and_none_comes_after_the_lock();

    [PostgreSqlFact]
    public Task A_training_that_is_taken_again_is_not_locked_unseen() =>
        new LockMeetsTests(own.App).A_training_that_is_taken_again_while_the_coordinator_signs_is_not_locked_unseen();

    [PostgreSqlFact]
    public Task A_training_is_not_taken_again_after_the_lock() =>
        new LockMeetsTests(own.App).A_training_is_not_taken_again_after_the_lock_though_it_was_begun_before();

    [PostgreSqlFact]
    public Task Of_two_who_lock_the_data_one_is_told() =>
        new LockingPageTests(own.App).Of_two_coordinators_who_lock_at_once_one_is_told_so();

    [PostgreSqlFact]
    public Task Of_two_who_unblind_one_is_told() => new AtOnceTests(own.App).Of_two_statisticians_who_unblind_at_once_one_is_told();

    [PostgreSqlFact]
    public Task A_deviation_is_decided_once() => new DeviationsPageTests(own.App).A_deviation_is_decided_once();

    [PostgreSqlFact]
    public Task Two_who_answer_a_query_leave_one_answer() => new QueriesTests(own.App).Two_who_answer_at_once_leave_one_answer();

    [PostgreSqlFact]
    public Task Two_tabs_put_a_reminder_away() => new RemindersTests(own.App).Two_tabs_put_a_reminder_away_at_once();

    [PostgreSqlFact]
    public Task Four_truthers_take_two_seats() =>
        new TruthVotesTests(own.App).Two_truthers_at_one_moment_take_two_seats_and_a_third_takes_none();

    [PostgreSqlFact]
    public Task Two_coordinators_name_the_same_truther() =>
        new SettledPanelsTests(own.App).Two_coordinators_name_the_same_truther_at_once();

    [PostgreSqlFact]
    public Task Two_imports_of_the_same_files_add_them_once() =>
        new ConflictTests(own.App).Two_imports_at_once_of_the_same_files_add_them_once();
}

/// <summary>One application on PostgreSQL for all facts of a class; made by the first of them that is not skipped.</summary>
public sealed class PostgreSqlApp : IAsyncLifetime
{
    private readonly Lazy<App> _app = new(App.OnPostgreSql);

    public App App => _app.Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_app.IsValueCreated)
        {
            await _app.Value.DisposeAsync();
        }
    }
}
