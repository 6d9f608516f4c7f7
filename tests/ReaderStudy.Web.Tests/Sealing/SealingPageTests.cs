using System.Net;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Cohorts;
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

    [Fact]
    public async Task What_the_plan_of_the_analysis_leaves_open_is_said_before_it_is_sealed()
    {
        const string size = "Look again The sample size is not declared";
        const string notEvaluable = "Look again Nothing is said of cases that a reader or the model cannot evaluate";
        var study = await TestStudy.DraftAsync(app);
        using var browser = await app.SignInAsync(study.Coordinator);
        var asItCame = Visitor.TextOf(await browser.PageAsync($"{study.Url}/seal"));
        await study.DesignAsync(
            app,
            p => p with { Analysis = p.Analysis with { SampleSize = "8 readers, 200 cases; a power of 0.8.", NotEvaluable = "" } }
        );

        var written = Visitor.TextOf(await browser.PageAsync($"{study.Url}/seal"));
        using var answer = await browser.PostAsync($"{study.Url}/seal", ("password", App.Password));

        Assert.Contains(size, asItCame, StringComparison.Ordinal);
        Assert.DoesNotContain(notEvaluable, asItCame, StringComparison.Ordinal);
        Assert.DoesNotContain(size, written, StringComparison.Ordinal);
        Assert.Contains(notEvaluable, written, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task How_often_a_finding_occurs_is_told_to_the_coordinator_of_the_draft_and_to_nobody_once_it_is_sealed()
    {
        // TestStudy: HCC, ICC, MET, FNH, HEM, CYST, of which the last is for training.
        const string shares = "Test cases by reference standard: malignant 3 (60 %), benign 2 (40 %). Readers who know a share";
        var study = await TestStudy.DraftAsync(app, cases: 6);
        await study.UseLastCasesForAsync(app, 1, CasePurpose.Training);
        using var coordinator = await app.SignInAsync(study.Coordinator);
        var checklist = Visitor.TextOf(await coordinator.PageAsync($"{study.Url}/seal"));
        var others = new List<string>();
        foreach (var person in new[] { study.Statistician, study.Truther, study.Readers[0] })
        {
            using var browser = await app.SignInAsync(person);
            using var overview = await browser.GetAsync(study.Url);
            others.Add(Visitor.TextOf(await overview.Content.ReadAsStringAsync()));
        }

        await study.SealAsync();
        using var sealing = await coordinator.GetAsync($"{study.Url}/seal");
        others.Add(Visitor.TextOf(await sealing.Content.ReadAsStringAsync()));
        others.Add(Visitor.TextOf(await coordinator.PageAsync(study.Url)));

        Assert.Contains("Look again " + shares, checklist, StringComparison.Ordinal);
        Assert.All(others, page => Assert.DoesNotContain("Test cases by reference standard", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_a_case_has_no_truth_nothing_is_said_of_how_often_a_finding_occurs()
    {
        var study = await TestStudy.DraftAsync(app, cases: 2);
        await study.AddCasesAsync(1, withTruth: false);
        using var coordinator = await app.SignInAsync(study.Coordinator);

        var page = Visitor.TextOf(await coordinator.PageAsync($"{study.Url}/seal"));

        Assert.DoesNotContain("Test cases by reference standard", page, StringComparison.Ordinal);
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
