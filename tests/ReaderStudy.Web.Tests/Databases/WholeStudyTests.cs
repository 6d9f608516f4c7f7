using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Analysis.Results;
using ReaderStudy.Data;
using ReaderStudy.Data.Evidence;
using ReaderStudy.Dicom;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Tests.Imports;
using ReaderStudy.Web.Tests.Sessions;

namespace ReaderStudy.Web.Tests.Databases;

/// <summary>A study from the first image to the results, over HTTP and with its jobs, on both databases.</summary>
public sealed partial class WholeStudyTests : IDisposable
{
    private const int Readers = 3;
    private readonly string _images = WriteImages(Directory.CreateTempSubdirectory("incoming-").FullName);

    [PostgreSqlFact]
    public async Task The_same_steps_give_the_same_results_on_SQLite_and_on_PostgreSQL()
    {
        await using var onSqlite = new App();
        await using var onPostgreSql = App.OnPostgreSql();

        var expected = await ResultsAsync(onSqlite);
        var results = await ResultsAsync(onPostgreSql);

        Assert.Equal(
            "Npgsql.EntityFrameworkCore.PostgreSQL",
            await onPostgreSql.DataAsync(db => Task.FromResult(db.Database.ProviderName))
        );
        Assert.Equal(expected, results);
        var read = ResultsJson.Read(results);
        Assert.Equal((6, Readers, 1, 24), (read.Design.Cases, read.Design.Readers, read.Design.Models, read.Design.ReadingsPresent));
        // By hand: reader 1 is right throughout; reader 2 calls everything HCC: 3 of 6; reader 3 calls everything FNH: 3 of 6.
        var raters = read.Arms.Single().Tasks.Single(t => t.Task == "benign-malignant").Raters;
        Assert.Equal([3, 6, 3, 3], raters.Select(r => r.Accuracy.Count));
    }

    public void Dispose() => Directory.Delete(_images, recursive: true);

    /// <summary>Does a whole study; gives its results.json.</summary>
    private async Task<string> ResultsAsync(App app)
    {
        var coordinator = await app.PersonAsync("coordinator", AccountRoles.Coordinator);
        var statistician = await app.PersonAsync("statistician");
        var readers = new List<TestPerson>();
        for (var i = 0; i < Readers; i++)
        {
            readers.Add(await app.PersonAsync("reader", null, (ReaderLevel)i, 5));
        }

        using var coordinating = await app.SignInAsync(coordinator);
        using var counting = await app.SignInAsync(statistician);
        var url = await DoneAsync(coordinating.PostAsync("/studies/new", ("name", "Both databases"), ("template", "liver-lesion")));
        await ImportAsync(coordinating, url);
        await DoneAsync(coordinating.PostAsync($"{url}/readers", ("Email", statistician.Email), ("Role", "Statistician")));
        foreach (var reader in readers)
        {
            await DoneAsync(coordinating.PostAsync($"{url}/readers", ("Email", reader.Email), ("Role", "Reader")));
        }

        await LookAsync(coordinating, "/", url, $"{url}/cohort", $"{url}/cohort?find=C00", $"{url}/cohort/table.csv", $"{url}/imports");
        await LookAsync(coordinating, $"{url}/readers", $"{url}/protocol", $"{url}/protocol/design", $"{url}/seal");
        await PredictAsync(coordinating, url);
        await DoneAsync(coordinating.PostAsync($"{url}/seal", ("password", App.Password)));
        var truths = await TruthsByPlaceAsync(app);
        for (var i = 0; i < Readers; i++)
        {
            await ReadAsync(app, readers[i], i, truths);
        }

        await LookAsync(coordinating, url, $"{url}/progress", $"{url}/lock", $"{url}/predictions");
        await DoneAsync(coordinating.PostAsync($"{url}/lock", ("password", App.Password)));
        await DoneAsync(counting.PostAsync($"{url}/unblind", ("password", App.Password)));
        await LookAsync(counting, "/", url, $"{url}/analysis", $"{url}/analysis/report.pdf", $"{url}/predictions", $"{url}/cohort");
        Assert.Empty((await app.DataAsync(db => new VerifyAudit(db).RunAsync([], default))).Faults);
        return await counting.PageAsync($"{url}/analysis/results.json");
    }

    private async Task ImportAsync(Visitor coordinator, string url)
    {
        var importer = new Importer(coordinator, url);
        var (import, state) = await importer.ImportFolderAsync(_images);
        Assert.Equal("36 of 37 files imported; 1 was passed over: 1 is not DICOM.", state.GetProperty("sentence").GetString());
        await LookAsync(coordinator, import);
        await DoneAsync(coordinator.PostAsync($"{url}/cohort/phases"));
        var table = new StringBuilder("case,truth,centre,sex,age\n");
        foreach (var (truth, i) in TestStudy.Classes.Select((c, i) => (c, i)))
        {
            table.Append(CultureInfo.InvariantCulture, $"P-{i + 1},{truth},Centre {"AB"[i % 2]},{"FM"[i % 2]},{50 + i}\n");
        }

        using var form = new MultipartFormDataContent();
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(table.ToString())), "file", "cases.csv");
        await DoneAsync(coordinator.PostFilesAsync($"{url}/cohort/table", form));
    }

    private static async Task PredictAsync(Visitor coordinator, string url)
    {
        await DoneAsync(coordinator.PostAsync($"{url}/predictions", ("model", TestModels.MeanHu)));
        var run = default(JsonElement);
        await Until.SoAsync(
            "the end of the model's run",
            async () =>
            {
                using var answer = await coordinator.GetJsonAsync($"{url}/predictions/progress");
                run = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement[0];
                return run.GetProperty("isOver").GetBoolean();
            },
            pause: 50
        );
        Assert.Equal(TestStudy.Classes.Count, run.GetProperty("done").GetInt32());
    }

    /// <summary>A reader's way through a session: look at the images, a draft, a lock, the next case.</summary>
    private static async Task ReadAsync(App app, TestPerson reader, int number, Dictionary<(Guid Session, int Position), string> truths)
    {
        var browser = await app.SignInAsync(reader);
        var session = Guid.Parse(SessionLink().Match(await browser.PageAsync("/sessions")).Groups["id"].Value);
        using var room = new ReadingRoom.Room(browser, session);
        await LookAsync(browser, room.Url, $"/sessions/{session}/site-check");
        await DoneAsync(browser.PostAsync($"/sessions/{session}/site-check", ScreenForm.Of(session)));
        for (var position = 1; position <= TestStudy.Classes.Count; position++)
        {
            var opened = await room.JsonAsync($"cases/{position}");
            Assert.Equal(2, opened.GetProperty("series").GetArrayLength());
            await room.BytesAsync($"cases/{position}/series/1/frames/2");
            var subtype = number switch
            {
                0 => truths[(session, position)],
                1 => "HCC",
                _ => "FNH",
            };
            var answers = new
            {
                malignancy = TestStudy.Classes.ToList().IndexOf(subtype) < 3 ? "malignant" : "benign",
                subtype,
                confidence = 60 + number,
            };
            using var draft = await room.DraftAsync(position, 1, answers);
            await ReadingRoom.Room.OkAsync(draft);
            using var locked = await room.LockAsync(position, 2, answers);
            await ReadingRoom.Room.OkAsync(locked);
        }
    }

    private static Task<Dictionary<(Guid Session, int Position), string>> TruthsByPlaceAsync(App app) =>
        app.DataAsync(db =>
            (
                from place in db.Set<SessionPlace>()
                join truth in db.ReferenceStandards on place.CaseId equals truth.CaseId
                select new
                {
                    place.SessionId,
                    place.Position,
                    truth.ClassId,
                }
            ).ToDictionaryAsync(p => (p.SessionId, p.Position), p => p.ClassId)
        );

    private static async Task LookAsync(Visitor visitor, params string[] urls)
    {
        foreach (var url in urls)
        {
            await visitor.PageAsync(url);
        }
    }

    /// <summary>Fails unless a form was taken; gives where it leads.</summary>
    private static async Task<string> DoneAsync(Task<HttpResponseMessage> posting)
    {
        using var answer = await posting;
        Assert.True(
            answer.StatusCode == HttpStatusCode.Redirect,
            $"{(int)answer.StatusCode}: {Visitor.TextOf(await answer.Content.ReadAsStringAsync())}"
        );
        return answer.Headers.Location!.ToString();
    }

    /// <summary>Six patients with an arterial and a portal venous stack of three slices, and a file that is no image.</summary>
    private static string WriteImages(string folder)
    {
        for (var patient = 1; patient <= TestStudy.Classes.Count; patient++)
        {
            foreach (var (phase, hounsfield) in new[] { ("arterial", (short)100), ("portal venous", (short)200) })
            {
                var place = Directory.CreateDirectory(Path.Combine(folder, $"P-{patient}", phase)).FullName;
                for (var slice = 0; slice < TestImages.Slices; slice++)
                {
                    var image = TestImages.Slice($"1.2.3.{patient}", $"1.2.3.{patient}.{hounsfield}", slice, hounsfield, $"P-{patient}");
                    image.Set(DicomTags.SeriesDescription, phase);
                    File.WriteAllBytes(Path.Combine(place, $"{slice}.dcm"), new DicomFile(image).ToBytes());
                }
            }
        }

        File.WriteAllText(Path.Combine(folder, "readme.txt"), "no image");
        return folder;
    }

    [GeneratedRegex("/sessions/(?<id>[0-9a-f-]{36})/site-check", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SessionLink();
}
