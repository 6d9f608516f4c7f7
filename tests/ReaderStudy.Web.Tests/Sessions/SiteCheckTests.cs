using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Screens;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Tests.ReadingRoom;

namespace ReaderStudy.Web.Tests.Sessions;

/// <summary>A screen is checked before the first case of a reader, where the protocol asks for it.</summary>
[Collection(App.Collection)]
public sealed class SiteCheckTests(App app)
{
    [Fact]
    public async Task The_first_case_opens_once_the_screen_was_checked_and_the_coordinator_sees_what_came_of_it()
    {
        var desk = await AskedAsync();
        using var room = await desk.RoomAsync();
        using (var refused = await room.AskAsync("cases/1"))
        {
            await desk.RefusedAsync(OpeningRules.SiteCheckFirst, refused);
        }

        using var reader = await app.SignInAsync(desk.Reader);
        Assert.Contains($"href=\"{Url(desk)}\">Check your screen", await reader.PageAsync("/sessions"), StringComparison.Ordinal);
        var rows = SiteCheckPattern.RowsOf(desk.Sessions[0], 1);

        // The last two rows, of 2 % and 1 %, are not read.
        using (var answer = await reader.PostAsync(Url(desk), Form(1, rows.Take(4).Select(r => r.Letters))))
        {
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        await room.JsonAsync("cases/1");
        var content = (await StoredAsync(desk)).Single().Content();
        Assert.Equal((1920, 1080, 1.25, (int?)3), (content.Width, content.Height, content.Ratio, content.SmallestContrast));
        // By hand: 1920 / 324 x 85.6 mm.
        Assert.Equal(507.3, content.WidthMm!.Value, 1);
        Assert.Equal(["The room is in daylight."], content.Warnings());
        var screen = Assert.Single((await room.JsonAsync("state")).GetProperty("checkedScreens").EnumerateArray());
        Assert.Equal((1920, 1.25), (screen.GetProperty("width").GetInt32(), screen.GetProperty("ratio").GetDouble()));
        using var coordinator = await app.SignInAsync(desk.Study.Coordinator);
        var progress = Visitor.TextOf(await coordinator.PageAsync($"{desk.Study.Url}/progress"));
        Assert.Contains("Checked screens", progress, StringComparison.Ordinal);
        Assert.Contains("1920 x 1080, 51 cm wide, office 3 % The room is in daylight.", progress, StringComparison.Ordinal);
        Assert.Contains("session.site-checked", await desk.ActionsAsync());
    }

    [Fact]
    public async Task The_checked_screens_leave_with_the_readings_and_name_the_protocol_that_was_in_force()
    {
        var desk = await AskedAsync();
        using var reader = await app.SignInAsync(desk.Reader);
        using (
            var answer = await reader.PostAsync(
                Url(desk),
                Form(1, SiteCheckPattern.RowsOf(desk.Sessions[0], 1).Take(4).Select(r => r.Letters))
            )
        )
        {
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        await desk.Study.LockDataAsync();
        await desk.Study.UnblindAsync();
        using var coordinator = await app.SignInAsync(desk.Study.Coordinator);
        using var export = await coordinator.PostAsync($"{desk.Study.Url}/exports/readings");
        using var zip = new ZipArchive(new MemoryStream(await export.Content.ReadAsByteArrayAsync()));
        using var file = new StreamReader(await zip.GetEntry("screens.csv")!.OpenAsync());

        var rows = (await file.ReadToEndAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var sha256 = await app.DataAsync(async db => (await desk.Study.LoadAsync(db)).ProtocolSha256!);
        Assert.EndsWith(",calibrated,warnings,protocol_version,protocol_sha256", rows[0], StringComparison.Ordinal);
        var row = Assert.Single(rows.Skip(1));
        Assert.StartsWith("1,1,1,20", row, StringComparison.Ordinal);
        Assert.EndsWith($",The room is in daylight.,1,{sha256}", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_checks_a_screen_once_and_every_other_screen_is_known_beside_it()
    {
        var asked = DeskStudy.TwoArms with { Reading = new ReadingRules { SiteCheck = true } };
        var desk = await DeskStudy.SealedAsync(
            app,
            asked,
            2,
            new Layout("unaided", Layout.Cases(0)),
            new Layout("unaided", Layout.Cases(1))
        );
        using var reader = await app.SignInAsync(desk.Reader);
        foreach (var (session, width) in desk.Sessions.Zip(["1920", "3840"]))
        {
            var form = ScreenForm.Of(session).Select(f => f.Name == "width" ? (f.Name, width) : f);
            using var answer = await reader.PostAsync($"/sessions/{session}/site-check", [.. form]);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        foreach (var session in desk.Sessions)
        {
            using var state = await reader.GetJsonAsync($"/reading/{session}/state");
            var screens = JsonDocument.Parse(await state.Content.ReadAsStringAsync()).RootElement.GetProperty("checkedScreens");
            Assert.Equal([1920, 3840], screens.EnumerateArray().Select(s => s.GetProperty("width").GetInt32()));
        }
    }

    [Fact]
    public async Task Each_check_has_letters_of_its_own_and_an_old_page_is_not_taken()
    {
        var desk = await AskedAsync();
        using var reader = await app.SignInAsync(desk.Reader);
        var first = SiteCheckPattern.RowsOf(desk.Sessions[0], 1);
        using (var answer = await reader.PostAsync(Url(desk), Form(1, first.Select(r => r.Letters))))
        {
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        using (var again = await reader.PostAsync(Url(desk), Form(1, first.Select(r => r.Letters))))
        {
            await desk.RefusedAsync(SiteCheck.ShowsWhatWasAsked, again);
        }

        using (var answer = await reader.PostAsync(Url(desk), Form(2, first.Select(r => r.Letters))))
        {
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        var kept = await StoredAsync(desk);
        Assert.Equal([1, 2], kept.Select(c => c.Number));
        Assert.Equal(1, kept[0].Content().SmallestContrast);
        Assert.NotEqual(1, kept[1].Content().SmallestContrast);
    }

    [Fact]
    public async Task What_is_missing_is_said_and_what_was_given_stays()
    {
        var desk = await AskedAsync();
        using var reader = await app.SignInAsync(desk.Reader);
        var page = await reader.PageAsync(Url(desk));
        Assert.Contains("Four letters in each row", page, StringComparison.Ordinal);
        foreach (var row in SiteCheckPattern.RowsOf(desk.Sessions[0], 1))
        {
            Assert.DoesNotContain($">{row.Letters}<", page, StringComparison.Ordinal);
        }

        using var answer = await reader.PostAsync(
            Url(desk),
            ("number", "1"),
            ("width", "1920"),
            ("height", "1080"),
            ("ratio", "1"),
            ("seesDark", "true"),
            ("display", "Laptop"),
            ("noCard", "true")
        );

        var again = await answer.Content.ReadAsStringAsync();
        Assert.Contains(
            "Still to answer: the bright square, the finest lines, the light in the room, the calibration.",
            Visitor.TextOf(again),
            StringComparison.Ordinal
        );
        Assert.Contains("selected=\"selected\">Laptop", again, StringComparison.Ordinal);
        Assert.Empty(await StoredAsync(desk));
    }

    [Fact]
    public async Task Where_the_protocol_asks_for_none_cases_open_and_nothing_is_said_of_screens()
    {
        var desk = await DeskStudy.SealedAsync(app, DeskStudy.TwoArms, 1, new Layout("unaided", Layout.Cases(0)));
        using var room = await desk.RoomAsync();

        await room.JsonAsync("cases/1");

        Assert.False((await room.JsonAsync("state")).TryGetProperty("checkedScreens", out _));
        using var coordinator = await app.SignInAsync(desk.Study.Coordinator);
        Assert.DoesNotContain("Checked screens", await coordinator.PageAsync($"{desk.Study.Url}/progress"), StringComparison.Ordinal);
    }

    private Task<DeskStudy> AskedAsync() =>
        DeskStudy.SealedAsync(
            app,
            DeskStudy.TwoArms with
            {
                Reading = new ReadingRules { SiteCheck = true },
            },
            1,
            new Layout("unaided", Layout.Cases(0))
        );

    private static string Url(DeskStudy desk) => $"/sessions/{desk.Sessions[0]}/site-check";

    private static (string Name, string Value)[] Form(int number, IEnumerable<string> read) =>
        [
            ("number", $"{number}"),
            ("width", "1920"),
            ("height", "1080"),
            ("ratio", "1.25"),
            ("cardPixels", "324"),
            ("seesDark", "true"),
            ("seesBright", "true"),
            ("finestLines", "1"),
            ("display", "Office"),
            ("light", "Daylight"),
            ("calibrated", "NotKnown"),
            .. read.Select((letters, row) => ($"read[{row}]", string.Join(' ', letters.ToLowerInvariant().AsEnumerable()))),
        ];

    private Task<List<SiteCheck>> StoredAsync(DeskStudy desk) =>
        app.DataAsync(db => db.SiteChecks.Where(c => c.StudyId == desk.Study.Id).OrderBy(c => c.Number).ToListAsync());
}
