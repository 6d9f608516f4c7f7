using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Locking;

namespace ReaderStudy.Web.Tests.Locking;

[Collection(App.Collection)]
public sealed partial class LockingPageTests(App app)
{
    [Fact]
    public async Task The_coordinator_locks_and_the_statistician_unblinds_each_with_a_password()
    {
        var study = await TestStudy.SealedAsync(app, cases: 3, readers: 2);
        await study.ReadAsync(study.Readers[0], 2);
        using var coordinator = await app.SignInAsync(study.Coordinator);
        using var statistician = await app.SignInAsync(study.Statistician);

        var page = Visitor.TextOf(await coordinator.PageAsync($"{study.Url}/lock"));
        using var locked = await coordinator.PostAsync(
            $"{study.Url}/lock",
            ("reason", "Reader 2 has left the hospital."),
            ("password", App.Password)
        );
        var between = Visitor.TextOf(await statistician.PageAsync($"{study.Url}/lock"));
        using var unblinded = await statistician.PostAsync($"{study.Url}/unblind", ("password", App.Password));

        Assert.Contains("33.3 % (2 of 6) of the planned readings are locked; 4 are missing.", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, locked.StatusCode);
        Assert.Contains("Go to the unblinding", between, StringComparison.Ordinal);
        Assert.Equal($"{study.Url}/analysis", unblinded.Headers.Location!.ToString());
        var kept = await app.DataAsync(study.LoadAsync);
        Assert.Equal(
            (StudyStatus.Unblinded, study.Coordinator.Id, study.Statistician.Id),
            (kept.Status, kept.DataLockedBy, kept.UnblindedBy)
        );
        var record = await app.DataAsync(db => db.DataLocks.SingleAsync(l => l.StudyId == study.Id));
        Assert.Equal((6, 2, 4, "Reader 2 has left the hospital."), (record.Planned, record.Read, record.Missing, record.Reason));
        var signatures = await app.DataAsync(db =>
            db.Signatures.Where(s => s.StudyId == study.Id && s.Meaning != SignatureMeaning.Seal).OrderBy(s => s.SignedAt).ToListAsync()
        );
        Assert.Equal([SignatureMeaning.DataLock, SignatureMeaning.Unblinding], signatures.Select(s => s.Meaning));
        Assert.All(signatures, s => Assert.Equal(record.StateSha256, s.SubjectSha256));
        var before = await app.DataAsync(db => db.AuditEntries.SingleAsync(e => e.Sequence == record.AuditSequence));
        Assert.Equal(before.Hash, record.AuditHash);
    }

    [Fact]
    public async Task Missing_readings_need_a_reason_and_what_was_typed_stays()
    {
        var study = await TestStudy.SealedAsync(app);
        using var coordinator = await app.SignInAsync(study.Coordinator);

        using var answer = await coordinator.PostAsync($"{study.Url}/lock", ("reason", "ill"), ("password", App.Password));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains(DataLock.ReasonIsGiven.Message, Visitor.TextOf(page), StringComparison.Ordinal);
        Assert.Contains(">ill</textarea>", page, StringComparison.Ordinal);
        await RefusedAsync(study, DataLock.ReasonIsGiven);
    }

    [Fact]
    public async Task Open_queries_and_undecided_deviations_stand_in_the_way()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        await study.ReadAllAsync();
        using var reader = await app.SignInAsync(study.Readers[0]);
        using var coordinator = await app.SignInAsync(study.Coordinator);
        using var asked = await reader.PostAsync(
            $"/sessions/{await study.SessionOfAsync(study.Readers[0])}/queries",
            ("Text", "May I stop?")
        );
        using var requested = await coordinator.PostAsync(
            $"{study.Url}/deviations",
            ("Rule", OverridableRules.Rest.Code),
            ("Reason", "The reader leaves tomorrow."),
            ("Password", App.Password)
        );

        var page = Visitor.TextOf(await coordinator.PageAsync($"{study.Url}/lock"));
        using var answer = await coordinator.PostAsync($"{study.Url}/lock", ("password", App.Password));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (asked.StatusCode, requested.StatusCode));
        Assert.Contains("1 query is not closed.", page, StringComparison.Ordinal);
        Assert.Contains("1 deviation waits for a decision.", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        await RefusedAsync(study, DataLock.NothingPends);
    }

    [Fact]
    public async Task What_is_signed_is_what_was_shown()
    {
        var study = await TestStudy.SealedAsync(app, cases: 2, readers: 1);
        await study.ReadAsync(study.Readers[0], 1);
        using var coordinator = await app.SignInAsync(study.Coordinator);
        var shown = StateField().Match(await coordinator.PageAsync($"{study.Url}/lock")).Groups["state"].Value;
        await study.ReadAsync(study.Readers[0], 1);

        using var answer = await coordinator.PostAsync($"{study.Url}/lock", ("state", shown), ("password", App.Password));
        var page = await answer.Content.ReadAsStringAsync();
        using var again = await coordinator.PostAsync(
            $"{study.Url}/lock",
            ("state", StateField().Match(page).Groups["state"].Value),
            ("password", App.Password)
        );

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        await RefusedAsync(study, DataLock.DataChanged);
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
    }

    [Fact]
    public async Task A_case_that_is_locked_while_the_coordinator_signs_is_not_lost_and_the_lock_is_signed_again()
    {
        var study = await TestStudy.SealedAsync(app, cases: 2, readers: 1);
        await app.InScopeAsync(async s =>
        {
            var locking = s.GetRequiredService<LockData>();
            var loaded = await study.LoadAsync(s.GetRequiredService<ReaderStudyDbContext>());
            var draft = await locking.Draft(loaded, "Nobody reads any more.", study.Coordinator.Id, default);
            await study.ReadAsync(study.Readers[0], 1);

            var broken = await Assert.ThrowsAsync<BrokenRuleException>(() =>
                locking.Handle(loaded, draft, study.SignatureOf(study.Coordinator, SignatureMeaning.DataLock), default)
            );

            Assert.Equal(DataLock.DataChanged, broken.Rule);
        });

        Assert.Equal(StudyStatus.Reading, (await app.DataAsync(study.LoadAsync)).Status);
        await study.ReadAsync(study.Readers[0], 1);
        await study.LockDataAsync();
    }

    [Fact]
    public async Task Of_two_coordinators_who_lock_at_once_one_is_told_so()
    {
        var study = await TestStudy.SealedAsync(app, cases: 2, readers: 1);
        using var one = await app.SignInAsync(study.Coordinator);
        using var other = await app.SignInAsync(study.Coordinator);
        Task<HttpResponseMessage> Lock(Visitor visitor) =>
            visitor.PostAsync($"{study.Url}/lock", ("reason", "Nobody reads any more."), ("password", App.Password));

        var answers = await Task.WhenAll(Lock(one), Lock(other));
        using var later = await Lock(one);

        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Conflict], answers.Select(a => a.StatusCode).Order());
        Assert.Equal(HttpStatusCode.Conflict, later.StatusCode);
        Assert.Contains(Study.LockFromReading.Code, await later.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await app.DataAsync(db => db.DataLocks.CountAsync(l => l.StudyId == study.Id)));
    }

    [Fact]
    public async Task Data_that_somebody_changed_after_the_lock_are_not_unblinded()
    {
        await using var own = new App();
        var study = await TestStudy.SealedAsync(own, cases: 1, readers: 1);
        await study.ReadAllAsync();
        await study.LockDataAsync();
        await own.DataAsync(db =>
            db.Database.ExecuteSqlRawAsync(
                """
                DROP TRIGGER "ReadingRevisions_no_update";
                UPDATE "ReadingRevisions" SET "AnswersJson" = replace("AnswersJson", 'malignant', 'benign');
                """
            )
        );
        using var statistician = await own.SignInAsync(study.Statistician);

        var page = Visitor.TextOf(await statistician.PageAsync($"{study.Url}/unblind"));
        using var answer = await statistician.PostAsync($"{study.Url}/unblind", ("password", App.Password));

        Assert.Contains("The data are not those that were locked", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains(DataLock.DataChanged.Code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(StudyStatus.DataLocked, (await own.DataAsync(study.LoadAsync)).Status);
    }

    [Fact]
    public async Task After_the_lock_no_query_deviation_or_reminder_is_taken()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        await study.LockDataAsync();
        using var coordinator = await app.SignInAsync(study.Coordinator);
        using var reader = await app.SignInAsync(study.Readers[0]);
        var session = await study.SessionOfAsync(study.Readers[0]);
        var readerId = (await app.DataAsync(study.LoadAsync)).Readers[0].Id;

        using var asked = await reader.PostAsync($"/sessions/{session}/queries", ("Text", "Is it too late?"));
        using var note = await coordinator.PostAsync(
            $"{study.Url}/deviations/note",
            ("Rule", NotedFacts.Other.Code),
            ("Reason", "Something happened.")
        );
        using var reminded = await coordinator.PostAsync($"{study.Url}/readers/{readerId}/remind");

        Assert.Contains(Query.UntilLock.Code, await asked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(Deviation.UntilLock.Code, await note.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(Study.ReadingIsOpen.Code, await reminded.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.All([asked, note, reminded], answer => Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode));
    }

    [Fact]
    public async Task Who_locked_the_data_cannot_unblind_even_as_a_statistician()
    {
        var study = await TestStudy.SealedAsync(app);
        await study.NameAsync(study.Coordinator, StudyRole.Statistician);
        await study.LockDataAsync();
        using var browser = await app.SignInAsync(study.Coordinator);

        var page = Visitor.TextOf(await browser.PageAsync($"{study.Url}/unblind"));
        using var answer = await browser.PostAsync($"{study.Url}/unblind", ("password", App.Password));

        Assert.Contains("You locked the data.", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains(Study.TwoSigners.Code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_lock_nobody_reads()
    {
        var study = await TestStudy.SealedAsync(app);
        await study.ReadAsync(study.Readers[0], 1);
        await study.LockDataAsync();

        var broken = await Assert.ThrowsAsync<BrokenRuleException>(() => study.ReadAsync(study.Readers[0], 1));

        Assert.Equal(Study.ReadingIsOpen, broken.Rule);
    }

    [Fact]
    public async Task Data_that_are_not_locked_cannot_be_unblinded()
    {
        var study = await TestStudy.SealedAsync(app);
        using var browser = await app.SignInAsync(study.Statistician);

        using var answer = await browser.PostAsync($"{study.Url}/unblind", ("password", App.Password));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(StudyStatus.Sealed, (await app.DataAsync(study.LoadAsync)).Status);
    }

    private async Task RefusedAsync(TestStudy study, Rule rule) =>
        Assert.True(
            await app.DataAsync(db =>
                db.AuditEntries.AnyAsync(e => e.Action == "rule.refused" && e.StudyId == study.Id && e.Subject == rule.Code)
            )
        );

    [GeneratedRegex("name=\"state\" value=\"(?<state>[0-9a-f]{64})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StateField();
}
