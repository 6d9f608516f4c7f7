using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Protocols;
using ReaderStudy.Web.Features.Sealing;
using ReaderStudy.Web.Tests.Protocols;
using ReaderStudy.Web.Tests.ReadingRoom;

namespace ReaderStudy.Web.Tests.Conduct;

/// <summary>Two people, or two tabs, at one moment: nothing is lost, nothing counts twice, and one of them is told.</summary>
[Collection(App.Collection)]
public sealed partial class AtOnceTests(App app)
{
    [Fact]
    public async Task What_is_sealed_is_what_was_shown_and_a_protocol_that_changed_meanwhile_is_shown_anew()
    {
        var study = await TestStudy.DraftAsync(app);
        using var sealing = await app.SignInAsync(study.Coordinator);
        using var editing = await app.SignInAsync(await ColleagueAsync(study));
        var shown = ShownIn(await sealing.PageAsync($"{study.Url}/seal"));
        using var saved = await editing.PostAsync($"{study.Url}/protocol/reading", [.. await ReadingFormAsync(editing, study, "8")]);

        using var refused = await SealAsync(sealing, study, shown);
        var page = await refused.Content.ReadAsStringAsync();
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Conflict), (saved.StatusCode, refused.StatusCode));
        Assert.Contains(Study.SealsWhatWasShown.Message, Visitor.TextOf(page), StringComparison.Ordinal);
        Assert.NotEqual(shown, ShownIn(page));
        Assert.Equal(StudyStatus.Draft, (await app.DataAsync(study.LoadAsync)).Status);
        Assert.True(await IsRefusedAsync(study, Study.SealsWhatWasShown));

        using var signed = await SealAsync(sealing, study, ShownIn(page));
        Assert.Equal(HttpStatusCode.Redirect, signed.StatusCode);
        await AssertOneHashAsync(app, study, ShownIn(page));
    }

    [Fact]
    public async Task A_protocol_that_is_saved_while_the_signature_is_checked_is_not_sealed_unseen()
    {
        var study = await TestStudy.DraftAsync(app);
        await SavedDuringSealingAsync(app, study);
    }

    [PostgreSqlFact]
    public async Task Nor_on_PostgreSQL()
    {
        await using var own = App.OnPostgreSql();
        await SavedDuringSealingAsync(own, await TestStudy.DraftAsync(own));
    }

    [Fact]
    public async Task Of_a_save_and_a_sealing_at_once_one_counts_and_the_hash_is_the_same_everywhere()
    {
        for (var round = 0; round < 4; round++)
        {
            var study = await TestStudy.DraftAsync(app, cases: 1, readers: 1);
            using var sealing = await app.SignInAsync(study.Coordinator);
            using var editing = await app.SignInAsync(await ColleagueAsync(study));
            var shown = ShownIn(await sealing.PageAsync($"{study.Url}/seal"));
            var form = await ReadingFormAsync(editing, study, "8");

            var answers = await Task.WhenAll(
                SealAsync(sealing, study, shown),
                editing.PostAsync($"{study.Url}/protocol/reading", [.. form])
            );

            Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Conflict], answers.Select(a => a.StatusCode).Order());
            var kept = await app.DataAsync(study.LoadAsync);
            Assert.Equal(answers[0].StatusCode == HttpStatusCode.Redirect, kept.Status is StudyStatus.Sealed);
            if (kept.Status is StudyStatus.Sealed)
            {
                await AssertOneHashAsync(app, study, shown);
            }

            Array.ForEach(answers, a => a.Dispose());
        }
    }

    [Fact]
    public async Task Of_two_coordinators_who_save_the_protocol_at_once_one_is_told()
    {
        var study = await TestStudy.DraftAsync(app, cases: 0, readers: 1);
        using var one = await app.SignInAsync(study.Coordinator);
        using var other = await app.SignInAsync(await ColleagueAsync(study));
        var first = await ReadingFormAsync(one, study, "8");
        var second = await ReadingFormAsync(other, study, "9");
        var url = $"{study.Url}/protocol/reading";

        var answers = await Task.WhenAll(one.PostAsync(url, [.. first]), other.PostAsync(url, [.. second]));

        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Conflict], answers.Select(a => a.StatusCode).Order());
        var hours = (await app.DataAsync(study.LoadAsync)).Protocol.Reading.RestHours;
        Assert.Equal(answers[0].StatusCode == HttpStatusCode.Redirect ? 8 : 9, hours);
        Assert.True(await IsRefusedAsync(study, SaveProtocol.ChangedMeanwhile));
        Array.ForEach(answers, a => a.Dispose());
    }

    [Fact]
    public async Task Of_two_coordinators_who_seal_at_once_one_is_told_and_the_lists_are_drawn_once()
    {
        var study = await TestStudy.DraftAsync(app, cases: 3, readers: 2);
        using var one = await app.SignInAsync(study.Coordinator);
        using var other = await app.SignInAsync(await ColleagueAsync(study));
        var shown = ShownIn(await one.PageAsync($"{study.Url}/seal"));

        var answers = await Task.WhenAll(SealAsync(one, study, shown), SealAsync(other, study, shown));

        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Conflict], answers.Select(a => a.StatusCode).Order());
        Assert.True(await IsRefusedAsync(study, Study.SealOnce));
        Assert.Equal(2, await app.DataAsync(db => db.ReadingSessions.CountAsync(s => s.StudyId == study.Id)));
        Assert.Equal(1, await app.DataAsync(db => db.SealedAllocations.CountAsync(s => s.StudyId == study.Id)));
        await AssertOneHashAsync(app, study, shown);
        Array.ForEach(answers, a => a.Dispose());
    }

    [Fact]
    public async Task Of_two_statisticians_who_unblind_at_once_one_is_told()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        var second = await app.PersonAsync("statistician");
        await study.NameAsync(second, StudyRole.Statistician);
        await study.ReadAllAsync();
        await study.LockDataAsync();
        using var one = await app.SignInAsync(study.Statistician);
        using var other = await app.SignInAsync(second);

        var answers = await Task.WhenAll(UnblindAsync(one), UnblindAsync(other));

        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Conflict], answers.Select(a => a.StatusCode).Order());
        Assert.True(await IsRefusedAsync(study, Study.UnblindAfterLock));
        var signatures = await app.DataAsync(db =>
            db.Signatures.Where(s => s.StudyId == study.Id && s.Meaning == SignatureMeaning.Unblinding).ToListAsync()
        );
        Assert.Equal((await app.DataAsync(study.LoadAsync)).UnblindedBy, Assert.Single(signatures).PersonId);
        Array.ForEach(answers, a => a.Dispose());

        Task<HttpResponseMessage> UnblindAsync(Visitor visitor) => visitor.PostAsync($"{study.Url}/unblind", ("password", App.Password));
    }

    [Fact]
    public async Task Drafts_that_are_saved_while_the_data_are_locked_are_kept_or_refused_and_none_comes_after_the_lock()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        using var room = await Room.OfAsync(app, study);
        await room.JsonAsync("cases/1");
        using var coordinator = await app.SignInAsync(study.Coordinator);
        var locking = coordinator.PostAsync($"{study.Url}/lock", ("reason", "Nobody reads any more."), ("password", App.Password));
        var saved = 0;
        HttpResponseMessage draft;
        do
        {
            draft = await room.DraftAsync(1, saved + 1, Room.Malignant);
            saved += draft.StatusCode == HttpStatusCode.OK ? 1 : 0;
        } while (draft.StatusCode == HttpStatusCode.OK && saved < 200 && !(await LockedAsync()));
        using var late = await room.DraftAsync(1, saved + 100, Room.Malignant);
        using var answer = await locking;

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(Study.ReadingIsOpen.Code, await Room.CodeAsync(late, HttpStatusCode.Conflict));
        var sequences = await app.DataAsync(db =>
            (
                from revision in db.ReadingRevisions
                join reading in db.Readings on revision.ReadingId equals reading.Id
                where reading.StudyId == study.Id
                select revision.ClientSequence
            ).ToListAsync()
        );
        Assert.Equal(saved, sequences.DefaultIfEmpty().Max());
        draft.Dispose();

        async Task<bool> LockedAsync() => (await app.DataAsync(study.LoadAsync)).Status is StudyStatus.DataLocked;
    }

    [Fact]
    public async Task An_amendment_that_meets_the_first_opened_case_or_the_data_lock_says_which()
    {
        var study = await TestStudy.SealedAsync(app, cases: 2, readers: 1);
        var opening = await MeetAsync(() => study.ReadAsync(study.Readers[0], 1));
        var locking = await MeetAsync(study.LockDataAsync);

        Assert.Equal(AmendProtocol.AtTheFirstOpening, opening);
        Assert.Equal(Study.AmendWhileReading, locking);
        Assert.Equal(1, await app.DataAsync(db => db.ProtocolVersions.CountAsync(v => v.StudyId == study.Id)));

        Task<Rule> MeetAsync(Func<Task> meanwhile) =>
            app.InScopeAsync(async s =>
            {
                var loaded = await study.LoadAsync(s.GetRequiredService<ReaderStudyDbContext>());
                await meanwhile();
                var broken = await Assert.ThrowsAsync<BrokenRuleException>(() =>
                    s.GetRequiredService<AmendProtocol>()
                        .Handle(
                            loaded,
                            loaded.Protocol with
                            {
                                Title = "Another title",
                            },
                            "Readers asked for it.",
                            study.SignatureOf(study.Coordinator, SignatureMeaning.Amendment),
                            default
                        )
                );
                return broken.Rule;
            });
    }

    [Fact]
    public async Task A_reader_who_is_named_while_the_study_is_sealed_or_another_is_named_is_not_half_there()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1, readers: 1);
        var newcomers = new[] { await app.PersonAsync("newcomer"), await app.PersonAsync("newcomer"), await app.PersonAsync("newcomer") };
        var taken = await MeetAsync(newcomers[0], () => study.NameAsync(newcomers[1], StudyRole.Reader));
        var frozen = await MeetAsync(newcomers[2], study.SealAsync);

        Assert.Equal((Study.ReaderNamesDiffer, Study.DesignIsFrozen), (taken, frozen));
        var readers = (await app.DataAsync(study.LoadAsync)).Readers;
        Assert.Equal(["Reader 1", "Reader 2"], readers.Select(r => r.Name).Order());
        Assert.Equal(2, await app.DataAsync(db => db.ReadingSessions.CountAsync(s => s.StudyId == study.Id)));

        Task<Rule> MeetAsync(TestPerson person, Func<Task> meanwhile) =>
            app.InScopeAsync(async s =>
            {
                var db = s.GetRequiredService<ReaderStudyDbContext>();
                var loaded = await study.LoadAsync(db);
                var account = await db.Users.SingleAsync(p => p.Id == person.Id);
                await meanwhile();
                var broken = await Assert.ThrowsAsync<BrokenRuleException>(() =>
                    s.GetRequiredService<Features.Readers.NameMember>()
                        .Handle(loaded, account, StudyRole.Reader, null, null, study.Coordinator.Id, default)
                );
                return broken.Rule;
            });
    }

    /// <summary>Somebody saves between the look at the protocol and the writing of the seal.</summary>
    private static Task SavedDuringSealingAsync(App app, TestStudy study) =>
        app.InScopeAsync(async s =>
        {
            var loaded = await study.LoadAsync(s.GetRequiredService<ReaderStudyDbContext>());
            var sha256 = ProtocolJson.Sha256Of(loaded.ProtocolText);
            await app.DataAsync(async db =>
            {
                var draft = await study.LoadAsync(db);
                draft.ChangeProtocol(draft.Protocol with { Title = "Saved meanwhile" });
                return await db.SaveChangesAsync();
            });

            var broken = await Assert.ThrowsAsync<BrokenRuleException>(() =>
                s.GetRequiredService<SealStudy>()
                    .Handle(loaded, study.SignatureOf(study.Coordinator, SignatureMeaning.Seal, sha256), default)
            );

            Assert.Equal(Study.SealsWhatWasShown, broken.Rule);
            var kept = await app.DataAsync(study.LoadAsync);
            Assert.Equal((StudyStatus.Draft, "Saved meanwhile"), (kept.Status, kept.Protocol.Title));
            Assert.False(await app.DataAsync(db => db.ReadingSessions.AnyAsync(x => x.StudyId == study.Id)));
            Assert.False(await app.DataAsync(db => db.Signatures.AnyAsync(x => x.StudyId == study.Id)));
        });

    /// <summary>The hash that was shown is that of the study, of its text, of version 1 and of its text, and of the signature.</summary>
    private static async Task AssertOneHashAsync(App app, TestStudy study, string shown)
    {
        var kept = await app.DataAsync(study.LoadAsync);
        var version = await app.DataAsync(db => db.ProtocolVersions.SingleAsync(v => v.StudyId == study.Id));
        var signature = await app.DataAsync(db => db.Signatures.SingleAsync(s => s.StudyId == study.Id));
        Assert.Equal(
            Enumerable.Repeat(shown, 5),
            [
                kept.ProtocolSha256!,
                ProtocolJson.Sha256Of(kept.ProtocolText),
                version.Sha256,
                ProtocolJson.Sha256Of(version.Text),
                signature.SubjectSha256,
            ]
        );
    }

    private async Task<TestPerson> ColleagueAsync(TestStudy study)
    {
        var colleague = await app.PersonAsync("coordinator");
        await study.NameAsync(colleague, StudyRole.Coordinator);
        return colleague;
    }

    private static async Task<List<(string, string)>> ReadingFormAsync(Visitor visitor, TestStudy study, string restHours) =>
        SubjectPageTests
            .Filled(await visitor.PageAsync($"{study.Url}/protocol/reading"))
            .Select(f => f.Name == "RestHours" ? (f.Name, restHours) : f)
            .ToList();

    private static Task<HttpResponseMessage> SealAsync(Visitor visitor, TestStudy study, string shown) =>
        visitor.PostAsync($"{study.Url}/seal", ("sha256", shown), ("password", App.Password));

    private Task<bool> IsRefusedAsync(TestStudy study, Rule rule) =>
        app.DataAsync(db => db.AuditEntries.AnyAsync(e => e.Action == "rule.refused" && e.StudyId == study.Id && e.Subject == rule.Code));

    private static string ShownIn(string page) => Shown().Match(page).Groups["hash"].Value;

    [GeneratedRegex("name=\"sha256\" value=\"(?<hash>[0-9a-f]{64})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shown();
}
