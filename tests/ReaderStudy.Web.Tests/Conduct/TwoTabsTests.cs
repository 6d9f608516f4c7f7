using System.Net;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Web.Tests.ReadingRoom;

namespace ReaderStudy.Web.Tests.Conduct;

/// <summary>One reader with the same case in two tabs: nothing is lost unseen, nothing counts twice, and a tab is told what it does not know.</summary>
[Collection(App.Collection)]
public sealed class TwoTabsTests(App app)
{
    private static readonly object Benign = new
    {
        malignancy = "benign",
        subtype = "FNH",
        confidence = 10,
    };

    [Fact]
    public async Task Two_tabs_that_open_and_lock_a_case_make_one_reading_with_one_lock()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        using var one = await Room.OfAsync(app, study);
        using var other = await Room.OfAsync(app, study);
        await Task.WhenAll(one.JsonAsync("cases/1"), other.JsonAsync("cases/1"));

        var locks = await Task.WhenAll(one.LockAsync(1, 1, Room.Malignant), other.LockAsync(1, 1, Benign));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], locks.Select(a => a.StatusCode).Order());
        Assert.Equal(
            Reading.NoEditAfterLock.Code,
            await Room.CodeAsync(locks.Single(a => a.StatusCode == HttpStatusCode.Conflict), HttpStatusCode.Conflict)
        );
        var kept = await app.DataAsync(db => db.Readings.Include(r => r.Revisions).SingleAsync(r => r.StudyId == study.Id));
        Assert.Single(kept.Revisions, r => r.Kind is RevisionKind.Lock);
        Array.ForEach(locks, a => a.Dispose());
    }

    [Fact]
    public async Task Of_two_tabs_that_save_answers_at_once_one_is_told_and_what_counts_is_what_was_told_saved()
    {
        await TwoTabsSaveAsync(app);
    }

    [PostgreSqlFact]
    public async Task And_so_it_is_on_PostgreSQL()
    {
        await using var own = App.OnPostgreSql();
        await TwoTabsSaveAsync(own);
    }

    [Fact]
    public async Task A_tab_that_does_not_know_what_another_saved_neither_saves_nor_locks_nor_skips_over_it()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        using var one = await Room.OfAsync(app, study);
        using var stale = await Room.OfAsync(app, study);
        await Task.WhenAll(one.JsonAsync("cases/1"), stale.JsonAsync("cases/1"));
        await Room.OkAsync(await one.DraftAsync(1, 1, Room.Malignant, after: 0));

        // The stale tab has counted more changes than the other one.
        using var draft = await stale.DraftAsync(1, 4, Benign, after: 0);
        using var locked = await stale.LockAsync(1, 5, Benign, after: 0);
        using var skipped = await stale.PostAsync(
            1,
            "skip",
            new
            {
                clientSequence = 6,
                after = 0,
                reason = "technical",
            }
        );

        foreach (var answer in new[] { draft, locked, skipped })
        {
            Assert.Equal(Reading.NotOvertaken.Code, await Room.CodeAsync(answer, HttpStatusCode.Conflict));
        }

        var kept = await app.DataAsync(db => db.Readings.Include(r => r.Revisions).SingleAsync(r => r.StudyId == study.Id));
        Assert.Equal((ReadingStatus.Draft, 1), (kept.Status, kept.Revisions.Count));
        // The same tab, told that the other's answers are known: what it says counts now.
        await Room.OkAsync(await stale.LockAsync(1, 7, Benign, after: 1));
    }

    [Fact]
    public async Task A_lock_and_the_autosave_of_another_tab_at_once_leave_the_answers_of_one_and_tell_the_other()
    {
        for (var round = 0; round < 4; round++)
        {
            var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
            using var locking = await Room.OfAsync(app, study);
            using var saving = await Room.OfAsync(app, study);
            await Task.WhenAll(locking.JsonAsync("cases/1"), saving.JsonAsync("cases/1"));

            var answers = await Task.WhenAll(locking.LockAsync(1, 1, Room.Malignant, after: 0), saving.DraftAsync(1, 1, Benign, after: 0));

            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(a => a.StatusCode).Order());
            var lockCame = answers[0].StatusCode == HttpStatusCode.OK;
            var told = await Room.CodeAsync(answers[lockCame ? 1 : 0], HttpStatusCode.Conflict);
            Assert.Equal((lockCame ? Reading.NoEditAfterLock : Reading.NotOvertaken).Code, told);
            var kept = await app.DataAsync(db => db.Readings.Include(r => r.Revisions).SingleAsync(r => r.StudyId == study.Id));
            Assert.Equal(lockCame ? ReadingStatus.Locked : ReadingStatus.Draft, kept.Status);
            Assert.Single(kept.Revisions);
            Array.ForEach(answers, a => a.Dispose());
        }
    }

    [Fact]
    public async Task The_same_lock_twice_at_once_is_one_lock_and_nobody_is_refused()
    {
        await SameLockTwiceAsync(app);
    }

    [PostgreSqlFact]
    public async Task The_same_lock_twice_at_once_is_one_lock_on_PostgreSQL_too()
    {
        await using var own = App.OnPostgreSql();
        await SameLockTwiceAsync(own);
    }

    private static async Task TwoTabsSaveAsync(App app)
    {
        for (var round = 0; round < 4; round++)
        {
            var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
            using var one = await Room.OfAsync(app, study);
            using var other = await Room.OfAsync(app, study);
            await Task.WhenAll(one.JsonAsync("cases/1"), other.JsonAsync("cases/1"));

            var answers = await Task.WhenAll(one.DraftAsync(1, 1, Room.Malignant), other.DraftAsync(1, 1, Benign));

            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(a => a.StatusCode).Order());
            var (saved, late) = answers[0].StatusCode == HttpStatusCode.OK ? (one, other) : (other, one);
            Assert.Equal(
                Reading.NotOvertaken.Code,
                await Room.CodeAsync(answers.Single(a => a.StatusCode == HttpStatusCode.Conflict), HttpStatusCode.Conflict)
            );
            var (mine, theirs) = saved == one ? (Room.Malignant, Benign) : (Benign, Room.Malignant);
            // Once more, as after an answer that got lost on the way.
            Assert.Equal(1, (await Room.OkAsync(await saved.DraftAsync(1, 1, mine))).GetProperty("clientSequence").GetInt64());
            Assert.Equal(Reading.NotOvertaken.Code, await Room.CodeAsync(await late.LockAsync(1, 1, theirs), HttpStatusCode.Conflict));
            var shown = await late.JsonAsync("cases/1");
            Assert.Equal(saved == one ? "malignant" : "benign", shown.GetProperty("answers").GetProperty("malignancy").GetString());
            Array.ForEach(answers, a => a.Dispose());
        }
    }

    private static async Task SameLockTwiceAsync(App app)
    {
        for (var round = 0; round < 4; round++)
        {
            var study = await TestStudy.SealedAsync(app, cases: 2, readers: 1);
            using var one = await Room.OfAsync(app, study);
            using var other = await Room.OfAsync(app, study);
            await Task.WhenAll(one.JsonAsync("cases/1"), other.JsonAsync("cases/1"));

            var answers = await Task.WhenAll(one.LockAsync(1, 1, Room.Malignant), other.LockAsync(1, 1, Room.Malignant));

            foreach (var answer in answers)
            {
                Assert.Equal(2, (await Room.OkAsync(answer)).GetProperty("next").GetInt32());
                answer.Dispose();
            }

            var kept = await app.DataAsync(db => db.Readings.Include(r => r.Revisions).SingleAsync(r => r.StudyId == study.Id));
            Assert.Equal(RevisionKind.Lock, Assert.Single(kept.Revisions).Kind);
        }
    }
}
