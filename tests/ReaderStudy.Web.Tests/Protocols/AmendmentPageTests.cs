using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Tests.Protocols;

[Collection(App.Collection)]
public sealed class AmendmentPageTests(App app)
{
    private const string Reason = "Readers asked what to do with several lesions.";

    [Fact]
    public async Task The_difference_is_shown_then_signed_and_the_versions_tell_who_when_why_and_from_which_reading_on()
    {
        var study = await TestStudy.SealedAsync(app, cases: 3, readers: 1);
        await study.ReadAsync(study.Readers[0], 1);
        using var browser = await app.SignInAsync(study.Coordinator);
        var url = $"{study.Url}/protocol/amend";
        var typed = SubjectPageTests
            .Filled(await browser.PageAsync(url))
            .Select(f =>
                f.Name == "Instructions" ? (f.Name, "Read the largest.")
                : f.Name == "Reason" ? (f.Name, Reason)
                : f
            )
            .ToArray();

        using var shown = await browser.PostAsync(url, typed);
        var difference = Visitor.TextOf(await shown.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Contains("Instructions", difference, StringComparison.Ordinal);
        Assert.Contains("Read the largest.", difference, StringComparison.Ordinal);
        Assert.Equal(1, await VersionAsync(study));

        using var wrong = await browser.PostAsync(url, [.. typed, ("Sign", "true"), ("Password", "not mine")]);
        Assert.Contains("Nothing was changed", Visitor.TextOf(await wrong.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(1, await VersionAsync(study));

        using var signed = await browser.PostAsync(url, [.. typed, ("Sign", "true"), ("Password", App.Password)]);
        Assert.Equal(HttpStatusCode.Redirect, signed.StatusCode);
        await study.ReadAsync(study.Readers[0], 1);

        var page = Visitor.TextOf(await browser.PageAsync($"{study.Url}/protocol/versions"));
        Assert.Contains("Version 2 (in force)", page, StringComparison.Ordinal);
        Assert.Contains(Reason, page, StringComparison.Ordinal);
        Assert.Contains($"signed by {study.Coordinator.Name}", page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split("1, the first opened on").Length - 1);
        var (versions, signature) = await app.DataAsync(async db =>
            (
                await db.ProtocolVersions.Where(v => v.StudyId == study.Id).OrderBy(v => v.Number).ToListAsync(),
                await db.Signatures.SingleAsync(s => s.StudyId == study.Id && s.Meaning == SignatureMeaning.Amendment)
            )
        );
        Assert.Equal(("protocol 2", versions[1].Sha256), (signature.Subject, signature.SubjectSha256));
        Assert.Equal("Read the largest.", versions[1].Protocol.Instructions);
        Assert.Equal(versions[0].Text, await browser.PageAsync($"{study.Url}/protocol/versions/1"));
        Assert.Equal(versions[1].Text, await browser.PageAsync($"{study.Url}/protocol/versions/2"));
    }

    [Fact]
    public async Task What_was_changed_after_the_difference_was_shown_is_shown_again_before_it_is_signed()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);
        var url = $"{study.Url}/protocol/amend";
        using var first = await browser.PostAsync(url, Typed(await browser.PageAsync(url), "Read the largest."));
        var shown = await first.Content.ReadAsStringAsync();
        (string, string)[] signed = [("Sign", "true"), ("Password", App.Password)];

        using var other = await browser.PostAsync(url, [.. Typed(shown, "Read the smallest."), .. signed]);
        var again = await other.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        Assert.Contains(Study.AmendsWhatWasShown.Message, Visitor.TextOf(again), StringComparison.Ordinal);
        Assert.Contains("Read the smallest.", Visitor.TextOf(again), StringComparison.Ordinal);
        Assert.Equal(1, await VersionAsync(study));
        Assert.True(
            await app.DataAsync(db => db.AuditEntries.AnyAsync(a => a.StudyId == study.Id && a.Subject == Study.AmendsWhatWasShown.Code))
        );

        using var accepted = await browser.PostAsync(url, [.. Typed(again, "Read the smallest."), .. signed]);
        Assert.Equal(HttpStatusCode.Redirect, accepted.StatusCode);
        Assert.Equal(2, await VersionAsync(study));

        static (string, string)[] Typed(string page, string instructions) =>
            [
                .. SubjectPageTests
                    .Filled(page)
                    .Where(f => f.Name is not ("Sign" or "Password"))
                    .Select(f =>
                        f.Name == "Instructions" ? (f.Name, instructions)
                        : f.Name == "Reason" ? (f.Name, Reason)
                        : f
                    ),
            ];
    }

    [Fact]
    public async Task What_an_amendment_cannot_change_is_refused_with_its_rule_and_leaves_its_entry()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);
        var text = await browser.PageAsync($"{study.Url}/protocol/file");
        var changed = text.Replace("\"positive\": \"malignant\"", "\"positive\": \"benign\"", StringComparison.Ordinal);

        using var answer = await browser.PostAsync(
            $"{study.Url}/protocol/amend",
            ("Text", changed),
            ("Reason", Reason),
            ("Sign", "true"),
            ("Password", App.Password)
        );

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains(Study.AmendmentKeepsDesign.Code, page, StringComparison.Ordinal);
        Assert.Contains("task 'benign-malignant', positive", Visitor.TextOf(page), StringComparison.Ordinal);
        Assert.Equal(1, await VersionAsync(study));
        Assert.True(
            await app.DataAsync(db => db.AuditEntries.AnyAsync(a => a.StudyId == study.Id && a.Subject == Study.AmendmentKeepsDesign.Code))
        );
    }

    [Fact]
    public async Task A_draft_and_locked_data_take_no_amendment()
    {
        var draft = await TestStudy.DraftAsync(app, cases: 1, readers: 1);
        using var browser = await app.SignInAsync(draft.Coordinator);

        using var answer = await browser.PostAsync($"{draft.Url}/protocol/amend", ("Reason", Reason));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains(Study.AmendWhileReading.Code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_protocol_of_a_sealed_study_makes_the_same_study_again()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);
        var exported = await browser.PageAsync($"{study.Url}/protocol/file");
        using var started = await browser.PostAsync("/studies/new", ("name", "Again"), ("template", "li-rads-ordinal"));
        var url = started.Headers.Location!.ToString();

        using var imported = await browser.PostAsync($"{url}/protocol/text", ("text", exported));

        Assert.Equal(HttpStatusCode.Redirect, imported.StatusCode);
        Assert.Equal(exported, await browser.PageAsync($"{url}/protocol/file"));
        var sha256 = await app.DataAsync(async db => (await study.LoadAsync(db)).ProtocolSha256!);
        Assert.Equal(sha256, ProtocolJson.Sha256Of(exported));
        Assert.Contains(sha256, await browser.PageAsync($"{url}/protocol"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_study_that_was_sealed_before_versions_were_kept_gets_its_first_at_the_next_start()
    {
        await using var own = new App();
        await FirstVersionAsync(own);
    }

    [PostgreSqlFact]
    public async Task So_does_one_on_PostgreSQL()
    {
        await using var own = App.OnPostgreSql();
        await FirstVersionAsync(own);
    }

    /// <summary>Makes the study as it was before there were versions: the number 0, and no row.</summary>
    private static async Task FirstVersionAsync(App own)
    {
        var study = await TestStudy.DraftAsync(own, cases: 1, readers: 1);
        var sealedAt = new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
        await own.DataAsync(async db =>
        {
            var draft = await study.LoadAsync(db);
            draft.Seal(1, 0, study.Coordinator.Id, sealedAt);
            await db.SaveChangesAsync();
            // Behind the register's back: there was none then.
            return await db.Database.ExecuteSqlAsync($"""UPDATE "Studies" SET "ProtocolVersion" = 0 WHERE "Id" = {study.Id}""");
        });

        var made = await own.InScopeAsync(s => s.GetRequiredService<FirstVersions>().RunAsync(default));
        var again = await own.InScopeAsync(s => s.GetRequiredService<FirstVersions>().RunAsync(default));

        Assert.Equal((1, 0), (made, again));
        var (loaded, version) = await own.DataAsync(async db =>
            (await study.LoadAsync(db), await db.ProtocolVersions.SingleAsync(v => v.StudyId == study.Id))
        );
        Assert.Equal((1, 1), (loaded.ProtocolVersion, version.Number));
        Assert.Equal((loaded.ProtocolText, loaded.ProtocolSha256), (version.Text, version.Sha256));
        Assert.Equal((sealedAt, study.Coordinator.Id), (version.EffectiveAt, version.SignedBy));
    }

    private Task<int> VersionAsync(TestStudy study) => app.DataAsync(async db => (await study.LoadAsync(db)).ProtocolVersion);
}
