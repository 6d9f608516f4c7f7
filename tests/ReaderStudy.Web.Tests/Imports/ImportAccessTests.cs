using System.Net;

namespace ReaderStudy.Web.Tests.Imports;

[Collection(App.Collection)]
public sealed class ImportAccessTests(App app)
{
    [Fact]
    public async Task Only_coordinators_of_the_study_import()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1, readers: 1);
        var stranger = await TestStudy.DraftAsync(app, cases: 0, readers: 0);
        using var coordinator = await app.SignInAsync(study.Coordinator);
        var import = await new Importer(coordinator, study.Url).BeginAsync();
        (TestPerson Person, HttpStatusCode Answer)[] others =
        [
            (study.Readers[0], HttpStatusCode.Forbidden),
            (study.Statistician, HttpStatusCode.Forbidden),
            (study.Truther, HttpStatusCode.Forbidden),
            (stranger.Coordinator, HttpStatusCode.NotFound),
        ];
        foreach (var (person, expected) in others)
        {
            using var browser = await app.SignInAsync(person);
            foreach (var url in new[] { study.Url + "/imports", import, import + "/progress" })
            {
                using var answer = await browser.GetJsonAsync(url);
                Assert.Equal(expected, answer.StatusCode);
            }

            foreach (var url in new[] { study.Url + "/imports", study.Url + "/imports/folder", import + "/start", import + "/cancel" })
            {
                using var answer = await browser.PostAsync(url, ("folder", "/tmp"));
                Assert.Equal(expected, answer.StatusCode);
            }

            using var missing = await browser.SendJsonAsync(HttpMethod.Post, import + "/missing", Array.Empty<object>());
            Assert.Equal(expected, missing.StatusCode);
            using var sent = await new Importer(browser, study.Url).TrySendAsync(import, Importer.Stack("A-1", 1));
            Assert.Equal(expected, sent.StatusCode);
        }
    }

    [Fact]
    public async Task An_import_of_another_study_is_not_found()
    {
        var study = await TestStudy.DraftAsync(app, cases: 0, readers: 0);
        var other = await TestStudy.DraftAsync(app, cases: 0, readers: 0);
        using var theirs = await app.SignInAsync(other.Coordinator);
        var import = await new Importer(theirs, other.Url).BeginAsync();
        using var browser = await app.SignInAsync(study.Coordinator);

        using var answer = await browser.GetJsonAsync(import.Replace(other.Id.ToString(), study.Id.ToString(), StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Nothing_comes_in_once_the_protocol_is_sealed()
    {
        var study = await TestStudy.DraftAsync(app, cases: 2, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);
        var importer = new Importer(browser, study.Url);
        var import = await importer.BeginAsync();
        await study.SealAsync();

        using var begin = await browser.SendJsonAsync(HttpMethod.Post, study.Url + "/imports", new { });
        using var folder = await browser.PostAsync(study.Url + "/imports/folder", ("folder", "/tmp"));
        using var sent = await importer.TrySendAsync(import, Importer.Stack("B-1", 1));
        using var start = await browser.PostAsync(import + "/start");

        Assert.All(new[] { begin, folder, sent, start }, a => Assert.Equal(HttpStatusCode.Conflict, a.StatusCode));
    }
}
