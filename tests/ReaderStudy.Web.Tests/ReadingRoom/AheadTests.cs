using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Tests.ReadingRoom;

/// <summary>What is seen of a case beside its reading: before it is opened, and after its session is finished.</summary>
[Collection(App.Collection)]
public sealed class AheadTests(App app)
{
    private static readonly Protocol NoWashout = DeskStudy.TwoArms with
    {
        Design = new StudyDesign { WashoutDays = 0, WashoutReason = "A test" },
        Reading = DeskStudy.TwoArms.Reading with { RestHours = 0 },
    };

    [Fact]
    public async Task Of_the_next_case_images_alone_are_fetched_ahead_and_of_none_before_the_first_is_open()
    {
        var desk = await DeskStudy.SealedAsync(
            app,
            NoWashout,
            3,
            new Layout("aided", [new LaidPlace(0), new LaidPlace(1), new LaidPlace(2)])
        );
        using var room = await desk.RoomAsync();
        using (var unopened = await room.AskAsync("cases/1/series/0/frames/1"))
        {
            await desk.RefusedAsync(ReaderDesk.InOrder, unopened);
        }

        var open = await room.JsonAsync("cases/1");
        var ahead = await room.JsonAsync("cases/2");
        await room.BytesAsync("cases/2/series/0/frames/1");

        Assert.True(open.TryGetProperty("ai", out _));
        Assert.False(ahead.TryGetProperty("ai", out _));
        Assert.Equal(open.GetProperty("series").GetArrayLength(), ahead.GetProperty("series").GetArrayLength());
        await room.ReadAsync(1);
        // It was next a moment ago: what is under way still comes.
        await room.BytesAsync("cases/2/series/0/frames/2");
        Assert.True((await room.JsonAsync("cases/2")).TryGetProperty("ai", out _));
    }

    [Fact]
    public async Task After_the_data_lock_nothing_comes_of_a_case_that_was_not_opened()
    {
        var desk = await DeskStudy.SealedAsync(app, NoWashout, 2, new Layout("aided", [new LaidPlace(0), new LaidPlace(1)]));
        using var room = await desk.RoomAsync();
        await room.JsonAsync("cases/1");
        await desk.Study.LockDataAsync();

        using var next = await room.AskAsync("cases/2");
        using var frame = await room.AskAsync("cases/2/series/0/frames/1");

        await desk.RefusedAsync(Study.ReadingIsOpen, next);
        await desk.RefusedAsync(Study.ReadingIsOpen, frame);
    }

    [Fact]
    public async Task Who_looks_again_after_the_session_at_a_case_that_is_read_once_more_leaves_an_entry()
    {
        var desk = await DeskStudy.SealedAsync(
            app,
            NoWashout,
            1,
            new Layout("unaided", [new LaidPlace(0)]),
            new Layout("aided", [new LaidPlace(0)]) { Period = 2 }
        );
        using var first = await desk.RoomAsync(0);
        await first.ReadAsync(1);
        Assert.Equal(0, await LooksAsync(desk));

        await first.JsonAsync("cases/1");
        Assert.Equal(1, await LooksAsync(desk));

        using var last = await desk.RoomAsync(1);
        await last.ReadAsync(1);
        await last.JsonAsync("cases/1");
        Assert.Equal(1, await LooksAsync(desk));
    }

    private Task<int> LooksAsync(DeskStudy desk) =>
        app.DataAsync(db => db.AuditEntries.CountAsync(e => e.StudyId == desk.Study.Id && e.Action == "reading.looked-at"));
}
