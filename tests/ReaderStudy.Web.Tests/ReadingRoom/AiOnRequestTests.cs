using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Readings;

namespace ReaderStudy.Web.Tests.ReadingRoom;

/// <summary>An arm that shows the AI when the reader asks: not before, never after the lock, and it is recorded.</summary>
[Collection(App.Collection)]
public sealed class AiOnRequestTests(App app)
{
    private static readonly object Step = new
    {
        steps = new[]
        {
            new
            {
                number = 1,
                part = "masks",
                on = false,
                opacity = 40,
                at = 1200.5,
            },
        },
    };

    [Fact]
    public async Task The_AI_is_there_once_the_reader_asked_and_that_is_recorded_once()
    {
        var desk = await AskedAsync();
        using var room = await desk.RoomAsync();
        var before = await room.JsonAsync("cases/1");
        Assert.True(before.GetProperty("aiOnRequest").GetBoolean());
        Assert.False(before.TryGetProperty("ai", out _));
        using (var saved = await room.DraftAsync(1, 3, new { malignancy = "benign" }))
        {
            await Room.OkAsync(saved);
        }

        using var asked = await room.PostAsync(1, "ai", new { });
        using var again = await room.PostAsync(1, "ai", new { });

        // By hand: e^3 of e^3 + 5 e^0.5 is 0.709.
        var told = (await Room.OkAsync(asked)).GetProperty("ai");
        Assert.Equal(0.709, told.GetProperty("classes")[0].GetProperty("score").GetDouble());
        Assert.Equal(told.GetRawText(), (await Room.OkAsync(again)).GetProperty("ai").GetRawText());
        var after = await room.JsonAsync("cases/1");
        Assert.Equal(told.GetRawText(), after.GetProperty("ai").GetRawText());
        Assert.False(after.TryGetProperty("aiOnRequest", out _));
        Assert.Equal("benign", after.GetProperty("answers").GetProperty("malignancy").GetString());
        var entry = await app.DataAsync(db =>
            db.AuditEntries.SingleAsync(e => e.StudyId == desk.Study.Id && e.Action == "reading.ai-revealed")
        );
        Assert.Equal((desk.Reader.Id, "after revision 1"), (entry.ActorId, entry.Detail));
        Assert.NotNull(
            await app.DataAsync(db => db.Readings.Where(r => r.StudyId == desk.Study.Id).Select(r => r.AiRevealedAt).SingleAsync())
        );
    }

    [Fact]
    public async Task Before_the_reader_asked_nothing_is_drawn_or_logged_and_a_case_fetched_ahead_has_nothing_to_ask_for()
    {
        var desk = await AskedAsync();
        using var room = await desk.RoomAsync();
        await room.JsonAsync("cases/1");
        var ahead = await room.JsonAsync("cases/2");

        using var drawn = await room.AskAsync("cases/1/ai/overlays");
        using var logged = await room.PostAsync(1, "ai/log", Step);
        using var early = await room.PostAsync(2, "ai", new { });
        using var drawnAhead = await room.AskAsync("cases/2/ai/overlays");

        Assert.False(ahead.TryGetProperty("ai", out _) || ahead.TryGetProperty("aiOnRequest", out _));
        await desk.RefusedAsync(ReadingRoomRules.AiIsHidden, drawn);
        await desk.RefusedAsync(ReadingRoomRules.AiIsHidden, logged);
        await desk.RefusedAsync(ReaderDesk.InOrder, early);
        await desk.RefusedAsync(ReadingRoomRules.AiIsHidden, drawnAhead);
    }

    [Fact]
    public async Task What_was_locked_without_the_AI_stays_without_it()
    {
        var desk = await AskedAsync();
        using var room = await desk.RoomAsync();
        await room.ReadAsync(1);

        using var late = await room.PostAsync(1, "ai", new { });

        await desk.RefusedAsync(Reading.NoEditAfterLock, late);
        var back = await room.JsonAsync("cases/1");
        Assert.False(back.TryGetProperty("ai", out _) || back.TryGetProperty("aiOnRequest", out _));
    }

    [Fact]
    public async Task An_arm_without_AI_and_one_that_shows_it_from_the_start_have_nothing_to_ask_for()
    {
        var unaided = await DrawnStudy.SealedAsync(app, DrawnStudy.OnRequest, 1, new Layout("unaided", Layout.Cases(0)));
        var concurrent = await DrawnStudy.SealedAsync(app, DeskStudy.TwoArms, 1, new Layout("aided", Layout.Cases(0)));
        using var one = await unaided.RoomAsync();
        using var other = await concurrent.RoomAsync();
        Assert.False((await one.JsonAsync("cases/1")).TryGetProperty("aiOnRequest", out _));
        Assert.False((await other.JsonAsync("cases/1")).TryGetProperty("aiOnRequest", out _));

        using var refused = await one.PostAsync(1, "ai", new { });
        using var also = await other.PostAsync(1, "ai", new { });
        using var drawn = await one.AskAsync("cases/1/ai/overlays");

        await unaided.RefusedAsync(ReadingRoomRules.AiOnRequest, refused);
        await concurrent.RefusedAsync(ReadingRoomRules.AiOnRequest, also);
        await unaided.RefusedAsync(ReadingRoomRules.AiIsHidden, drawn);
    }

    private Task<DeskStudy> AskedAsync() => DrawnStudy.SealedAsync(app, DrawnStudy.OnRequest, 2, new Layout("aided", Layout.Cases(0, 1)));
}
