using System.Net;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Web.Tests.Cohort;

[Collection(App.Collection)]
public sealed class DescribeCasesTests(App app)
{
    [Fact]
    public async Task Ticked_cases_get_a_purpose_together_and_can_be_shown_alone()
    {
        var study = await TestStudy.DraftAsync(app, cases: 3);
        var other = await TestStudy.DraftAsync(app, cases: 1);
        using var browser = await app.SignInAsync(study.Coordinator);

        using var set = await browser.PostAsync(
            $"{study.Url}/cohort/purpose",
            ("case", study.CaseIds[0].ToString()),
            ("case", study.CaseIds[2].ToString()),
            ("case", other.CaseIds[0].ToString()),
            ("purpose", "training")
        );
        using var nonsense = await browser.PostAsync($"{study.Url}/cohort/purpose", ("purpose", "holiday"));
        var training = await browser.PageAsync($"{study.Url}/cohort?show=training");

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.BadRequest), (set.StatusCode, nonsense.StatusCode));
        Assert.Contains("id=\"case-C001\"", training, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"case-C002\"", training, StringComparison.Ordinal);
        Assert.Equal(
            CasePurpose.Test,
            await app.DataAsync(db => db.Cases.Where(c => c.Id == other.CaseIds[0]).Select(c => c.Purpose).SingleAsync())
        );
    }

    [Fact]
    public async Task A_history_that_names_a_class_or_a_person_is_kept_and_pointed_at()
    {
        var study = await TestStudy.DraftAsync(app, cases: 3);
        using var browser = await app.SignInAsync(study.Coordinator);
        foreach (var (index, history) in new[] { (0, "Suspected haemangioma, HEM?"), (1, "Seen by Dr Miller"), (2, "Raised AFP") })
        {
            using var told = await browser.PostAsync($"{study.Url}/cohort/cases/{study.CaseIds[index]}/history", ("history", history));
            Assert.Equal(HttpStatusCode.Redirect, told.StatusCode);
        }

        using var tooLong = await browser.PostAsync(
            $"{study.Url}/cohort/cases/{study.CaseIds[2]}/history",
            ("history", new string('x', 4001))
        );
        var page = Visitor.TextOf(await browser.PageAsync(study.Url + "/cohort"));

        Assert.Contains(Case.HistoryIsShort.Code, await tooLong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("which readers are asked for", page, StringComparison.Ordinal);
        Assert.Contains("History: it has a title with a name", page, StringComparison.Ordinal);
        Assert.Contains("Raised AFP", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_series_is_named_as_a_variant()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1);
        using var browser = await app.SignInAsync(study.Coordinator);
        var series = await app.DataAsync(db => db.Series.FirstAsync(s => s.CaseId == study.CaseIds[0]));

        using var named = await browser.PostAsync($"{study.Url}/cohort/series/{series.Id}/variant", ("variant", " low dose "));

        Assert.Equal(HttpStatusCode.Redirect, named.StatusCode);
        Assert.Contains("Variant: low dose", Visitor.TextOf(await browser.PageAsync(study.Url + "/cohort")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task None_of_it_changes_once_the_protocol_is_sealed()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);
        var series = await app.DataAsync(db => db.Series.FirstAsync(s => s.CaseId == study.CaseIds[0]));
        foreach (var url in new[] { "/cohort/purpose", $"/cohort/cases/{study.CaseIds[0]}/history", $"/cohort/series/{series.Id}/variant" })
        {
            using var answer = await browser.PostAsync(study.Url + url, ("purpose", "catch"), ("history", "x"), ("variant", "x"));
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        }
    }
}
