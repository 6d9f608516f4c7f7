using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Web.Tests.Imports;

namespace ReaderStudy.Web.Tests.ReadingRoom;

[Collection(App.Collection)]
public sealed class SlideReadingTests(App app)
{
    [VipsFact]
    public async Task A_case_tells_its_pictures_beside_its_series_and_nothing_of_their_files()
    {
        var study = await SealedAsync();
        using var room = await Room.OfAsync(app, study);

        var opened = await room.JsonAsync("cases/1");

        Assert.Equal(2, opened.GetProperty("series").GetArrayLength());
        var pictures = opened.GetProperty("pictures").EnumerateArray().ToList();
        Assert.Equal(["HE", "CK7"], pictures.Select(p => p.GetProperty("label").GetString()));
        Assert.Equal([0, 1], pictures.Select(p => p.GetProperty("index").GetInt32()));
        Assert.Equal(
            ["index", "label", "width", "height", "tileSize", "overlap", "format"],
            pictures[0].EnumerateObject().Select(e => e.Name)
        );
    }

    [VipsFact]
    public async Task Tiles_stay_in_this_browser_and_open_as_the_images_of_the_case_do()
    {
        var study = await SealedAsync();
        using var room = await Room.OfAsync(app, study);
        using (var early = await room.AskAsync("cases/1/pictures/0/tiles/0/0_0"))
        {
            Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);
        }

        await room.JsonAsync("cases/1");
        using var tile = await room.AskAsync("cases/1/pictures/1/tiles/10/1_0");

        Assert.Equal(HttpStatusCode.OK, tile.StatusCode);
        Assert.Equal("image/jpeg", tile.Content.Headers.ContentType!.MediaType);
        Assert.Equal("max-age=86400, private, immutable", tile.Headers.CacheControl!.ToString());
        foreach (
            var nowhere in new[] { "cases/1/pictures/2/tiles/0/0_0", "cases/1/pictures/0/tiles/11/0_0", "cases/1/pictures/0/tiles/0/1_0" }
        )
        {
            using var answer = await room.AskAsync(nowhere);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var far = await room.AskAsync("cases/3/pictures/0/tiles/0/0_0");
        Assert.Equal(HttpStatusCode.Conflict, far.StatusCode);
    }

    [VipsFact]
    public async Task Nobody_but_the_reader_gets_a_tile()
    {
        var study = await SealedAsync();
        using var room = await Room.OfAsync(app, study);
        await room.JsonAsync("cases/1");
        using var other = await app.SignInAsync(study.Coordinator);

        using var answer = await other.GetJsonAsync($"{room.Url}/cases/1/pictures/0/tiles/0/0_0");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [VipsFact]
    public async Task From_the_sealing_on_a_picture_is_what_it_was()
    {
        var study = await SealedAsync();

        var refused = await Assert.ThrowsAsync<SqliteException>(() =>
            app.DataAsync(db =>
                db.Database.ExecuteSqlAsync(
                    $"UPDATE \"Pictures\" SET \"Label\" = 'PAS' WHERE \"SeriesId\" IN (SELECT s.\"Id\" FROM \"Series\" s JOIN \"Cases\" c ON c.\"Id\" = s.\"CaseId\" WHERE c.\"StudyId\" = {study.Id})"
                )
            )
        );
        Assert.Contains("study.design-frozen", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Three cases, each with two slides beside its CT.</summary>
    private async Task<TestStudy> SealedAsync()
    {
        var study = await TestStudy.DraftAsync(app, cases: 3, readers: 1);
        var importer = new Importer(await app.SignInAsync(study.Coordinator), study.Url);
        foreach (var code in new[] { "C001", "C002", "C003" })
        {
            await importer.ImportAsync(
                pictures: true,
                ($"{code}_HE.png", await TestPictures.BlackAsync(1000, 700)),
                ($"{code}_CK7.png", await TestPictures.BlackAsync(1000, 800))
            );
        }

        await study.SealAsync(seed: 1);
        return study;
    }
}
