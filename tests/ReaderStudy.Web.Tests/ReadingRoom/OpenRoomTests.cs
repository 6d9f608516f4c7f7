using System.Net;

namespace ReaderStudy.Web.Tests.ReadingRoom;

/// <summary>A session is read on one page at a time: the one that was opened last.</summary>
[Collection(App.Collection)]
public sealed class OpenRoomTests(App app)
{
    private static readonly Guid Desk = Guid.Parse("0199aaaa-0000-7000-8000-00000000000a");
    private static readonly Guid Laptop = Guid.Parse("0199aaaa-0000-7000-8000-00000000000b");

    [Fact]
    public async Task The_page_that_was_opened_last_reads_on_and_the_earlier_one_learns_of_it()
    {
        var study = await TestStudy.SealedAsync(app);
        using var room = await Room.OfAsync(app, study);
        Assert.True(await IsHereAsync(room, Desk));

        await OpenAsync(room, Desk);
        Assert.True(await IsHereAsync(room, Desk));
        Assert.False(await IsHereAsync(room, Laptop));

        await OpenAsync(room, Laptop);
        Assert.False(await IsHereAsync(room, Desk));
        Assert.True(await IsHereAsync(room, Laptop));

        // The reader goes back to the first one.
        await OpenAsync(room, Desk);
        Assert.True(await IsHereAsync(room, Desk));
        Assert.False(await IsHereAsync(room, Laptop));
    }

    [Fact]
    public async Task Pages_that_are_opened_at_the_same_moment_leave_one_that_reads_on()
    {
        var study = await TestStudy.SealedAsync(app);
        using var room = await Room.OfAsync(app, study);
        var pages = Enumerable.Range(0, 6).Select(_ => Guid.CreateVersion7()).ToList();

        await Task.WhenAll(pages.Select(p => OpenAsync(room, p)));

        var here = 0;
        foreach (var page in pages)
        {
            here += await IsHereAsync(room, page) ? 1 : 0;
        }

        Assert.Equal(1, here);
    }

    [Fact]
    public async Task Of_another_readers_session_nothing_is_told_and_nothing_is_taken()
    {
        var study = await TestStudy.SealedAsync(app);
        using var own = await Room.OfAsync(app, study);
        using var other = await app.SignInAsync(study.Readers[1]);
        await OpenAsync(own, Desk);

        using var taken = await other.SendJsonAsync(HttpMethod.Put, $"{own.Url}/page/{Laptop}", new { });
        using var asked = await other.GetJsonAsync($"{own.Url}/page/{Laptop}");

        Assert.Equal(HttpStatusCode.NotFound, taken.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, asked.StatusCode);
        Assert.True(await IsHereAsync(own, Desk));
    }

    private static async Task<bool> IsHereAsync(Room room, Guid page) =>
        (await room.JsonAsync($"page/{page}")).GetProperty("isHere").GetBoolean();

    private static async Task OpenAsync(Room room, Guid page)
    {
        using var answer = await room.PutAsync($"page/{page}");
        Assert.True((await Room.OkAsync(answer)).GetProperty("isHere").GetBoolean());
    }
}
