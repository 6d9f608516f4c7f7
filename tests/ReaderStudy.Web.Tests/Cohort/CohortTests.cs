using System.Net;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Cohorts;

namespace ReaderStudy.Web.Tests.Cohort;

[Collection(App.Collection)]
public sealed class CohortTests(App app)
{
    [Fact]
    public async Task An_empty_cohort_says_what_to_do()
    {
        var study = await TestStudy.DraftAsync(app, cases: 0);
        using var browser = await app.SignInAsync(study.Coordinator);

        var page = await browser.PageAsync(study.Url + "/cohort");

        Assert.Contains("No cases yet", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"{study.Url}/imports\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cases_with_findings_come_first()
    {
        var study = await TestStudy.DraftAsync(app, cases: 3);
        using var browser = await app.SignInAsync(study.Coordinator);
        var series = await SeriesAsync(study, study.CaseIds[2]);

        using var set = await browser.PostAsync(
            $"{study.Url}/cohort/series/{series[0].Id}/phase",
            ("phase", "portal-venous"),
            ("back", "?show=all")
        );
        var page = Visitor.TextOf(await browser.PageAsync(study.Url + "/cohort"));
        var findings = await browser.PageAsync(study.Url + "/cohort?show=findings");

        Assert.Equal($"{study.Url}/cohort?show=all", set.Headers.Location!.ToString());
        Assert.Contains("2 series are called PVP", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("C003", StringComparison.Ordinal) < page.IndexOf("C001", StringComparison.Ordinal));
        Assert.Contains("id=\"case-C003\"", findings, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"case-C001\"", findings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_confirmed_phase_stays_and_leaves_an_entry_in_the_audit_trail()
    {
        var study = await TestStudy.DraftAsync(app, cases: 2);
        using var browser = await app.SignInAsync(study.Coordinator);
        var series = (await SeriesAsync(study, study.CaseIds[0]))[0];

        using var set = await browser.PostAsync($"{study.Url}/cohort/series/{series.Id}/phase", ("phase", "delayed"));
        using var all = await browser.PostAsync($"{study.Url}/cohort/phases");
        using var nonsense = await browser.PostAsync($"{study.Url}/cohort/series/{series.Id}/phase", ("phase", "early"));

        Assert.Equal(HttpStatusCode.BadRequest, nonsense.StatusCode);
        Assert.All(
            await app.DataAsync(db => db.Series.Where(s => study.CaseIds.Contains(s.CaseId)).ToListAsync()),
            s => Assert.True(s.PhaseIsConfirmed)
        );
        Assert.Equal(Phase.Delayed, (await SeriesAsync(study, study.CaseIds[0])).Single(s => s.Id == series.Id).Phase);
        var actions = await app.DataAsync(db => db.AuditEntries.Where(e => e.StudyId == study.Id).Select(e => e.Action).ToListAsync());
        Assert.Contains("series.phase-set", actions);
        Assert.Contains("series.phases-confirmed", actions);
    }

    [Fact]
    public async Task A_case_is_excluded_with_a_reason_and_included_again()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1);
        using var browser = await app.SignInAsync(study.Coordinator);
        var url = $"{study.Url}/cohort/cases/{study.CaseIds[0]}";

        using var silent = await browser.PostAsync(url + "/exclude", ("reason", " "));
        using var excluded = await browser.PostAsync(url + "/exclude", ("reason", "motion artefacts"));
        var page = Visitor.TextOf(await browser.PageAsync(study.Url + "/cohort?show=excluded"));
        using var back = await browser.PostAsync(url + "/include");

        Assert.Equal(HttpStatusCode.Conflict, silent.StatusCode);
        Assert.Contains("Excluded: motion artefacts", page, StringComparison.Ordinal);
        Assert.True(await app.DataAsync(db => db.Cases.Where(c => c.Id == study.CaseIds[0]).Select(c => c.IsIncluded).SingleAsync()));
    }

    [Fact]
    public async Task Thumbnails_are_pictures_of_slices_of_this_study_alone()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1);
        var other = await TestStudy.DraftAsync(app, cases: 0);
        using var browser = await app.SignInAsync(study.Coordinator);
        using var theirs = await app.SignInAsync(other.Coordinator);
        var series = (await SeriesAsync(study, study.CaseIds[0]))[0];

        using var first = await browser.GetAsync($"{study.Url}/series/{series.Id}/thumbnail?slice=1");
        using var second = await browser.GetAsync($"{study.Url}/series/{series.Id}/thumbnail?slice=1");
        using var beyond = await browser.GetAsync($"{study.Url}/series/{series.Id}/thumbnail?slice=99");
        using var stolen = await theirs.GetAsync($"{other.Url}/series/{series.Id}/thumbnail?slice=1");

        var png = await first.Content.ReadAsByteArrayAsync();
        Assert.Equal("image/png", first.Content.Headers.ContentType!.MediaType);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png.Take(4));
        Assert.Equal(png, await second.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.NotFound, beyond.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, stolen.StatusCode);
    }

    [Fact]
    public async Task A_picture_is_not_shown_for_another_image_or_an_old_one_of_its_place()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1);
        using var browser = await app.SignInAsync(study.Coordinator);
        var series = (await SeriesAsync(study, study.CaseIds[0]))[0];
        async Task<HttpResponseMessage> AskAsync(string? known)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"{study.Url}/series/{series.Id}/thumbnail?slice=1");
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
            return await browser.Client.SendAsync(request);
        }

        Task<int> ChangeAsync(Action<List<Instance>> change) =>
            app.DataAsync(async db =>
            {
                change(await db.Instances.Where(i => i.SeriesId == series.Id).OrderBy(i => i.Position).ToListAsync());
                return await db.SaveChangesAsync();
            });

        using var first = await AskAsync(null);
        using var same = await AskAsync(first.Headers.ETag!.Tag);
        await ChangeAsync(images =>
        {
            images[1].Replace(new string('a', 64), images[1].FileKey);
            images[1].PlaceAt(1);
        });
        using var replaced = await AskAsync(first.Headers.ETag!.Tag);
        await ChangeAsync(images => images.ForEach(i => i.PlaceAt((i.Position + 1) % 3)));
        using var sorted = await AskAsync(replaced.Headers.ETag!.Tag);

        Assert.True(first.Headers.CacheControl is { NoCache: true, MaxAge: null });
        Assert.Equal(
            [HttpStatusCode.NotModified, HttpStatusCode.OK, HttpStatusCode.OK],
            new[] { same, replaced, sorted }.Select(a => a.StatusCode)
        );
    }

    [Fact]
    public async Task A_series_left_out_of_reading_raises_no_finding_of_its_case()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1);
        using var browser = await app.SignInAsync(study.Coordinator);
        var series = await SeriesAsync(study, study.CaseIds[0]);
        using var set = await browser.PostAsync($"{study.Url}/cohort/series/{series[0].Id}/phase", ("phase", "portal-venous"));
        var twice = Visitor.TextOf(await browser.PageAsync(study.Url + "/cohort"));

        using var leave = await browser.PostAsync($"{study.Url}/quality/series/{series[1].Id}/exclude", ("reason", "Motion"));
        var once = Visitor.TextOf(await browser.PageAsync(study.Url + "/cohort"));
        using var confirm = await browser.PostAsync($"{study.Url}/cohort/phases");

        Assert.Contains("2 series are called PVP", twice, StringComparison.Ordinal);
        Assert.DoesNotContain("2 series are called PVP", once, StringComparison.Ordinal);
        Assert.Contains("Left out of reading: Motion", once, StringComparison.Ordinal);
        Assert.DoesNotContain("Confirm the proposed phase", once, StringComparison.Ordinal);
        Assert.False((await SeriesAsync(study, study.CaseIds[0])).Single(s => s.Id == series[1].Id).PhaseIsConfirmed);
    }

    [Fact]
    public async Task Truth_is_shown_in_the_draft_hidden_after_the_sealing_and_shown_after_the_unblinding()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);
        var draft = await browser.PageAsync(study.Url + "/cohort");
        await study.SealAsync();
        var blinded = await browser.PageAsync(study.Url + "/cohort");
        using var table = await browser.GetAsync(study.Url + "/cohort/table.csv");
        await study.ReadAllAsync();
        await study.LockDataAsync();
        await study.UnblindAsync();
        var open = await browser.PageAsync(study.Url + "/cohort");

        Assert.Contains("<td>HCC</td>", draft, StringComparison.Ordinal);
        Assert.DoesNotContain("HCC", blinded, StringComparison.Ordinal);
        Assert.DoesNotContain("HCC", await table.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("<td>HCC</td>", open, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readers_and_statisticians_and_strangers_do_not_get_in()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        var stranger = await TestStudy.DraftAsync(app, cases: 0, readers: 0);
        var series = (await SeriesAsync(study, study.CaseIds[0]))[0];
        (TestPerson Person, HttpStatusCode Read, HttpStatusCode Change)[] others =
        [
            (study.Readers[0], HttpStatusCode.Forbidden, HttpStatusCode.Forbidden),
            (study.Truther, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden),
            (study.Statistician, HttpStatusCode.Conflict, HttpStatusCode.Forbidden),
            (stranger.Coordinator, HttpStatusCode.NotFound, HttpStatusCode.NotFound),
        ];
        foreach (var (person, read, change) in others)
        {
            using var browser = await app.SignInAsync(person);
            foreach (var url in new[] { "/cohort", "/cohort/table.csv", $"/series/{series.Id}/thumbnail?slice=0" })
            {
                using var answer = await browser.GetJsonAsync(study.Url + url);
                Assert.Equal(read, answer.StatusCode);
            }

            foreach (
                var url in new[]
                {
                    $"/cohort/series/{series.Id}/phase",
                    "/cohort/phases",
                    $"/cohort/cases/{study.CaseIds[0]}/exclude",
                    $"/cohort/cases/{study.CaseIds[0]}/include",
                }
            )
            {
                using var answer = await browser.PostAsync(study.Url + url, ("phase", "native"), ("reason", "x"));
                Assert.Equal(change, answer.StatusCode);
            }
        }
    }

    [Fact]
    public async Task Nothing_changes_once_the_protocol_is_sealed()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);
        var series = (await SeriesAsync(study, study.CaseIds[0]))[0];

        foreach (
            var url in new[]
            {
                $"/cohort/series/{series.Id}/phase",
                "/cohort/phases",
                $"/cohort/cases/{study.CaseIds[0]}/exclude",
                $"/cohort/cases/{study.CaseIds[0]}/include",
            }
        )
        {
            using var answer = await browser.PostAsync(study.Url + url, ("phase", "native"), ("reason", "x"));
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Thirty_cases_take_two_pages_and_can_be_searched()
    {
        var study = await TestStudy.DraftAsync(app, cases: 30);
        using var browser = await app.SignInAsync(study.Coordinator);

        var first = await browser.PageAsync(study.Url + "/cohort");
        var second = await browser.PageAsync(study.Url + "/cohort?page=2");
        var found = await browser.PageAsync(study.Url + "/cohort?find=c017");

        Assert.Contains("Page 1 of 2, 30 cases", first, StringComparison.Ordinal);
        Assert.Contains("id=\"case-C030\"", second, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"case-C030\"", first, StringComparison.Ordinal);
        Assert.Contains("id=\"case-C017\"", found, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"case-C018\"", found, StringComparison.Ordinal);
    }

    private Task<List<Series>> SeriesAsync(TestStudy study, Guid caseId) =>
        app.DataAsync(db =>
            db.Series.Where(s => s.CaseId == caseId && study.CaseIds.Contains(s.CaseId)).OrderBy(s => s.Phase).ToListAsync()
        );
}
