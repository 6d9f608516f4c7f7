using System.Text;
using ReaderStudy.Domain.Readings;

namespace ReaderStudy.Web.Tests.ReadingRoom;

/// <summary>Unaided, lock, reveal, aided.</summary>
[Collection(App.Collection)]
public sealed class SequentialTests(App app)
{
    private static readonly object Benign = new
    {
        malignancy = "benign",
        subtype = "FNH",
        confidence = 20,
    };

    [Fact]
    public async Task The_AI_is_revealed_after_the_unaided_lock_and_the_case_is_read_again()
    {
        var desk = await SequentialAsync(new LaidPlace(0), new LaidPlace(1, IsRevealed: false));
        using var room = await desk.RoomAsync();
        Assert.True((await room.JsonAsync("state")).GetProperty("sequential").GetBoolean());
        Assert.Equal("unaided", (await room.JsonAsync("cases/1")).GetProperty("stage").GetString());

        var locked = await room.ReadAsync(1, "unaided");
        Assert.Equal((1, "aided"), (locked.GetProperty("next").GetInt32(), locked.GetProperty("stage").GetString()));
        var aided = await room.JsonAsync("cases/1");
        Assert.Equal(("aided", "With AI", "opened"), (Text(aided, "stage"), Text(aided, "arm"), Text(aided, "status")));
        Assert.Equal("MET", aided.GetProperty("unaided").GetProperty("subtype").GetString());
        Assert.Empty(aided.GetProperty("answers").EnumerateObject());
        // By hand: e^3 of e^3 + 5 e^0.5 is 0.709.
        Assert.Equal(0.709, aided.GetProperty("ai").GetProperty("classes")[0].GetProperty("score").GetDouble());

        using var second = await room.LockAsync(1, 1, Benign, "aided");
        var next = await Room.OkAsync(second);
        Assert.Equal((2, "unaided"), (next.GetProperty("next").GetInt32(), Text(next, "stage")));
        // The other place stays unaided: its lock ends the session.
        Assert.False((await room.ReadAsync(2, "unaided")).TryGetProperty("next", out _));
        Assert.False((await room.JsonAsync("cases/2")).TryGetProperty("ai", out _));
        Assert.Contains("reading.revealed", await desk.ActionsAsync());
    }

    [Fact]
    public async Task Nobody_can_tell_before_the_lock_whether_a_case_will_be_revealed()
    {
        var revealed = await SequentialAsync(new LaidPlace(0));
        var hidden = await SequentialAsync(new LaidPlace(0, IsRevealed: false));
        using var one = await revealed.RoomAsync();
        using var other = await hidden.RoomAsync();

        Assert.Equal(await one.BytesAsync("cases/1"), await other.BytesAsync("cases/1"));
        Assert.Equal(
            Encoding.UTF8.GetString(await one.BytesAsync("state")).Replace(revealed.Sessions[0].ToString(), "", StringComparison.Ordinal),
            Encoding.UTF8.GetString(await other.BytesAsync("state")).Replace(hidden.Sessions[0].ToString(), "", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_aided_stage_cannot_be_answered_before_the_unaided_one_is_locked()
    {
        var desk = await SequentialAsync(new LaidPlace(0));
        using var room = await desk.RoomAsync();
        await room.JsonAsync("cases/1");

        using var refused = await room.LockAsync(1, 1, Room.Malignant, "aided");
        using var stageless = await room.LockAsync(1, 1, Room.Malignant);

        await desk.RefusedAsync(ReadingRoomRules.RevealAfterLock, refused);
        await desk.RefusedAsync(ReadingRoomRules.StageIsKnown, stageless);
    }

    [Fact]
    public async Task A_second_tab_that_locks_the_unaided_answers_again_does_not_lock_the_aided_reading()
    {
        var desk = await SequentialAsync(new LaidPlace(0));
        using var room = await desk.RoomAsync();
        await room.ReadAsync(1, "unaided");
        await room.JsonAsync("cases/1");

        using var same = await room.LockAsync(1, 9, Room.Malignant, "unaided");
        using var other = await room.LockAsync(1, 9, Benign, "unaided");

        Assert.Equal("aided", Text(await Room.OkAsync(same), "stage"));
        await desk.RefusedAsync(Reading.NoEditAfterLock, other);
        Assert.Equal("opened", Text(await room.JsonAsync("cases/1"), "status"));
    }

    [Fact]
    public async Task The_unaided_answers_are_final_once_the_AI_was_seen_and_the_aided_ones_are_not()
    {
        var desk = await SequentialAsync(new LaidPlace(0));
        using var room = await desk.RoomAsync();
        await room.ReadAsync(1, "unaided");
        await room.JsonAsync("cases/1");
        await room.ReadAsync(1, "aided");

        using var unaided = await room.PostAsync(1, "correct", Correction("unaided"));
        using var aided = await room.PostAsync(1, "correct", Correction("aided"));

        await desk.RefusedAsync(ReadingRoomRules.UnaidedIsFinal, unaided);
        Assert.Equal(1, (await Room.OkAsync(aided)).GetProperty("corrections").GetInt32());
    }

    [Fact]
    public async Task A_case_that_is_skipped_unaided_is_over_and_not_revealed()
    {
        var desk = await SequentialAsync(new LaidPlace(0), new LaidPlace(1));
        using var room = await desk.RoomAsync();
        await room.JsonAsync("cases/1");

        using var skipped = await room.PostAsync(1, "skip", Skip("unaided"));
        var next = await Room.OkAsync(skipped);

        Assert.Equal((2, "unaided"), (next.GetProperty("next").GetInt32(), Text(next, "stage")));
        var back = await room.JsonAsync("cases/1");
        Assert.Equal(("unaided", "skipped"), (Text(back, "stage"), Text(back, "status")));
        Assert.False(back.TryGetProperty("ai", out _));
    }

    [Fact]
    public async Task The_overview_counts_places_and_not_the_second_readings_that_a_reveal_adds()
    {
        var desk = await SequentialAsync(new LaidPlace(0), new LaidPlace(1));
        using var coordinator = await app.SignInAsync(desk.Study.Coordinator);
        using var room = await desk.RoomAsync();
        await room.ReadAsync(1, "unaided");
        await room.JsonAsync("cases/1");
        using (var aided = await room.LockAsync(1, 1, Benign, "aided"))
        {
            await Room.OkAsync(aided);
        }

        var half = Visitor.TextOf(await coordinator.PageAsync(desk.Study.Url));
        await room.JsonAsync("cases/2");
        using (var skipped = await room.PostAsync(2, "skip", Skip("unaided")))
        {
            await Room.OkAsync(skipped);
        }

        var all = Visitor.TextOf(await coordinator.PageAsync(desk.Study.Url));
        Assert.Contains("Readings locked 1 of 2", half, StringComparison.Ordinal);
        Assert.Contains("Watch the progress", half, StringComparison.Ordinal);
        Assert.Contains("Readings locked 1 of 2, 1 skipped", all, StringComparison.Ordinal);
        Assert.Contains("Lock the data", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_waits_for_the_data_cannot_tell_from_what_is_left_which_places_are_revealed()
    {
        var revealed = await SequentialAsync(new LaidPlace(0), new LaidPlace(1));
        var hidden = await SequentialAsync(new LaidPlace(0, IsRevealed: false), new LaidPlace(1));
        foreach (var desk in new[] { revealed, hidden })
        {
            using var room = await desk.RoomAsync();
            await room.ReadAsync(1, "unaided");
            await room.JsonAsync("cases/1");
            using var coordinator = await app.SignInAsync(desk.Study.Coordinator);

            var progress = await coordinator.PageAsync($"{desk.Study.Url}/progress");
            Assert.Contains("title=\"Place 1: done\"", progress, StringComparison.Ordinal);
            Assert.Contains("1 of 2 locked, 0 skipped, 0 begun.", progress, StringComparison.Ordinal);
            var toLock = Visitor.TextOf(await coordinator.PageAsync($"{desk.Study.Url}/lock"));
            Assert.Contains("1 reading is missing: the lock needs a reason.", toLock, StringComparison.Ordinal);
            var overview = Visitor.TextOf(await coordinator.PageAsync(desk.Study.Url));
            Assert.Contains("Readings locked 1 of 2", overview, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Once_every_place_was_read_unaided_it_is_told_whom_the_lock_waits_for()
    {
        var desk = await SequentialAsync(new LaidPlace(0));
        using var room = await desk.RoomAsync();
        await room.ReadAsync(1, "unaided");
        await room.JsonAsync("cases/1");
        using var coordinator = await app.SignInAsync(desk.Study.Coordinator);

        var progress = await coordinator.PageAsync($"{desk.Study.Url}/progress");
        var toLock = Visitor.TextOf(await coordinator.PageAsync($"{desk.Study.Url}/lock"));

        Assert.Contains("title=\"Place 1: draft\"", progress, StringComparison.Ordinal);
        Assert.Contains("1 reading is missing: the lock needs a reason.", toLock, StringComparison.Ordinal);
    }

    private Task<DeskStudy> SequentialAsync(params LaidPlace[] places) =>
        DeskStudy.SealedAsync(app, DeskStudy.TwoArms, 2, new Layout("unaided", places, Reveal: "aided"));

    private static object Correction(string stage) =>
        new
        {
            clientSequence = 20,
            stage,
            answers = Benign,
            reason = "Looked at the wrong lesion",
        };

    private static object Skip(string stage) =>
        new
        {
            clientSequence = 3,
            stage,
            reason = "not-evaluable",
            text = "",
        };

    private static string? Text(System.Text.Json.JsonElement body, string name) => body.GetProperty(name).GetString();
}
