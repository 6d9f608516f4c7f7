using System.Net;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Seen;
using ReaderStudy.Web.Tests.ReadingRoom;

namespace ReaderStudy.Web.Tests.Seen;

/// <summary>What no page can have shown is refused, and nothing of it is kept.</summary>
[Collection(App.Collection)]
public sealed class SeenBoundsTests(App app)
{
    [Fact]
    public async Task No_page_shows_more_time_than_passed_nor_slices_that_the_case_does_not_have()
    {
        var (desk, room) = await OpenedAsync();
        using var _ = room;
        object[] impossible =
        [
            // The case was opened a moment ago.
            Showing.Batch(1, 3_600_000, null, Showing.Series(0, 1, 300)),
            Showing.Batch(1, -1, null),
            Showing.Batch(1, 400, null, Showing.Series(0, 3, 300)),
            Showing.Batch(1, 400, null, Showing.Series(0, -1, 300)),
            Showing.Batch(1, 400, null, Showing.Series(0, 1, 300, 1, 20)),
            Showing.Batch(1, 400, null, Showing.Series(0, 1, 900)),
            Showing.Batch(1, 400, null, Showing.Series(0, 1, -5)),
            Showing.Batch(1, 400, null, Showing.Series(0, 1)),
            Showing.Batch(1, 400, null, Showing.Series(7, 1, 300)),
            Showing.Batch(1, 400, null, Showing.Series(0, 1, 300), Showing.Series(0, 2, 300)),
            Showing.Batch(
                1,
                400,
                null,
                new
                {
                    index = 0,
                    slices = new[] { 1, 300 },
                    windows = new[] { new[] { 60, -400, 100 } },
                }
            ),
            Showing.Batch(
                1,
                400,
                null,
                new
                {
                    index = 0,
                    slices = new[] { 1, 300 },
                    scale = new[] { 3.0, 1.0 },
                }
            ),
            Showing.Batch(
                1,
                400,
                null,
                new
                {
                    index = 0,
                    slices = new[] { 1, 300 },
                    decimated = 301,
                }
            ),
            Showing.Batch(
                1,
                400,
                null,
                new
                {
                    index = 0,
                    slices = new[] { 1, 300 },
                    decimated = -1,
                }
            ),
            // The case has no slide.
            new
            {
                page = Showing.Page,
                sequence = 1,
                visible = 400,
                hidden = 0,
                idle = 0,
                series = Array.Empty<object>(),
                pictures = new[] { new { index = 0, shown = 300 } },
            },
            new
            {
                page = Showing.Page,
                sequence = 1,
                visible = 100,
                hidden = 0,
                idle = 900,
                series = Array.Empty<object>(),
            },
            new
            {
                page = Showing.Page,
                sequence = 1,
                visible = 100,
                hidden = 0,
                idle = 0,
                series = Array.Empty<object>(),
                screen = new
                {
                    width = -5,
                    height = 1080,
                    pageWidth = 1,
                    pageHeight = 1,
                    ratio = 1,
                    rendering = "cpu",
                },
            },
        ];

        foreach (var body in impossible)
        {
            using var answer = await room.PostAsync(1, "seen", body);
            await desk.RefusedAsync(SeenBounds.Fits, answer);
        }

        Assert.Equal(0, await StoredAsync(desk));
    }

    [Fact]
    public async Task The_times_of_one_page_add_up_to_no_more_than_passed()
    {
        var (desk, room) = await OpenedAsync();
        using var _ = room;

        using var first = await room.SeenAsync(1, 1, 4000);
        using var second = await room.SeenAsync(1, 2, 600_000);
        using var third = await room.SeenAsync(1, 3, 100);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await desk.RefusedAsync(SeenBounds.Fits, second);
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
        Assert.Equal(2, await StoredAsync(desk));
    }

    [Theory]
    [InlineData("""{"sequence":1,"visible":1,"hidden":0,"idle":0,"series":[]}""")]
    [InlineData("""{"page":"Robert'); --","sequence":1,"visible":1,"hidden":0,"idle":0,"series":[]}""")]
    [InlineData("""{"page":"0123456789abcdef","sequence":0,"visible":1,"hidden":0,"idle":0,"series":[]}""")]
    [InlineData("""{"page":"0123456789abcdef","sequence":1,"visible":1,"hidden":0,"idle":0,"series":[null]}""")]
    [InlineData(
        """{"page":"0123456789abcdef","sequence":1,"visible":1,"hidden":0,"idle":0,"series":[{"index":0,"slices":[0,1],"windows":[null]}]}"""
    )]
    [InlineData("""{"page":"0123456789abcdef","sequence":1,"visible":1,"hidden":0,"idle":0,"series":[{"index":0,"slices":"all"}]}""")]
    [InlineData("""{"page":"0123456789abcdef","sequence":1,"visible":1,"hidden":0,"idle":0,"series":[],"pictures":[null]}""")]
    [InlineData("null")]
    public async Task What_is_not_of_the_form_is_not_understood(string body)
    {
        var (desk, room) = await OpenedAsync();
        using var _ = room;

        using var answer = await room.PostAsync(1, "seen", System.Text.Json.JsonDocument.Parse(body).RootElement);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(0, await StoredAsync(desk));
    }

    private async Task<(DeskStudy Desk, Room Room)> OpenedAsync()
    {
        var desk = await DeskStudy.SealedAsync(app, DeskStudy.TwoArms, 1, new Layout("unaided", Layout.Cases(0)));
        var room = await desk.RoomAsync();
        await room.JsonAsync("cases/1");
        return (desk, room);
    }

    private Task<int> StoredAsync(DeskStudy desk) =>
        app.DataAsync(db => db.SeenIncrements.CountAsync(s => db.Readings.Any(r => r.Id == s.ReadingId && r.StudyId == desk.Study.Id)));
}
