using System.Net;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Tests.Sealing;

[Collection(App.Collection)]
public sealed class SealingPageTests(App app)
{
    [Fact]
    public async Task The_coordinator_seals_with_the_password_and_the_audit_trail_holds_the_hash()
    {
        var study = await TestStudy.DraftAsync(app);
        using var browser = await app.SignInAsync(study.Coordinator);
        var page = Visitor.TextOf(await browser.PageAsync($"{study.Url}/seal"));

        using var answer = await browser.PostAsync($"{study.Url}/seal", ("password", App.Password));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var kept = await app.DataAsync(study.LoadAsync);
        Assert.Equal((StudyStatus.Sealed, study.Coordinator.Id), (kept.Status, kept.SealedBy));
        Assert.Equal(ProtocolJson.Sha256Of(kept.Protocol), kept.ProtocolSha256);
        Assert.Contains(kept.ProtocolSha256!, page, StringComparison.Ordinal);
        var entry = await app.DataAsync(db => db.AuditEntries.SingleAsync(e => e.StudyId == study.Id && e.Action == "study.sealed"));
        Assert.Contains(kept.ProtocolSha256!, entry.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not the password")]
    public async Task Without_the_password_nothing_is_sealed(string password)
    {
        var study = await TestStudy.DraftAsync(app);
        using var browser = await app.SignInAsync(study.Coordinator);

        using var answer = await browser.PostAsync($"{study.Url}/seal", ("password", password));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("password", Visitor.TextOf(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(StudyStatus.Draft, (await app.DataAsync(study.LoadAsync)).Status);
        Assert.Equal(0, await app.DataAsync(db => db.ReadingSessions.CountAsync(s => s.StudyId == study.Id)));
    }

    [Fact]
    public async Task A_case_without_truth_is_named_and_stands_in_the_way()
    {
        var study = await TestStudy.DraftAsync(app, cases: 2);
        await study.AddCasesAsync(1, withTruth: false);
        using var browser = await app.SignInAsync(study.Coordinator);

        var page = Visitor.TextOf(await browser.PageAsync($"{study.Url}/seal"));
        using var answer = await browser.PostAsync($"{study.Url}/seal", ("password", App.Password));

        Assert.Contains("1 of 3 cases have no reference standard of this protocol: C003.", page, StringComparison.Ordinal);
        Assert.Contains("Sealing is not possible yet", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains(Study.NeedsTruth.Code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sealing_twice_is_refused()
    {
        var study = await TestStudy.SealedAsync(app);
        using var browser = await app.SignInAsync(study.Coordinator);

        using var answer = await browser.PostAsync($"{study.Url}/seal", ("password", App.Password));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(2, await app.DataAsync(db => db.ReadingSessions.CountAsync(s => s.StudyId == study.Id)));
    }
}
