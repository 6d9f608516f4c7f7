using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Tests.ReadingRoom;

[Collection(App.Collection)]
public sealed class ReadingRoomTests(App app)
{
    [Fact]
    public async Task The_page_loads_the_built_viewer_and_does_not_name_the_study()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        using var reader = await app.SignInAsync(study.Readers[0]);
        var session = await study.SessionOfAsync(study.Readers[0]);

        var page = await reader.PageAsync($"/reading/{session}");

        Assert.Contains($"data-session=\"{session}\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"request-verification-token\" content=\"C", page, StringComparison.Ordinal);
        Assert.DoesNotContain("A study", page, StringComparison.Ordinal);
        foreach (var file in page.Split('"').Where(part => part.StartsWith("/viewer/", StringComparison.Ordinal)))
        {
            using var answer = await reader.Client.GetAsync(file);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_page_brings_the_state_that_it_would_ask_for_and_nothing_in_it_ends_its_element()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1, readers: 1);
        await app.DataAsync(async db =>
        {
            var draft = await study.LoadAsync(db);
            draft.ChangeProtocol(
                ProtocolJson.Template("liver-lesion") with
                {
                    Instructions = "Ends </script><script>alert(1)</script> & \"so\".",
                }
            );
            return await db.SaveChangesAsync();
        });
        await study.SealAsync();
        using var reader = await app.SignInAsync(study.Readers[0]);
        var session = await study.SessionOfAsync(study.Readers[0]);

        var page = await reader.PageAsync($"/reading/{session}");

        const string Start = "id=\"session-state\">";
        var state = page[(page.IndexOf(Start, StringComparison.Ordinal) + Start.Length)..];
        state = state[..state.IndexOf('<', StringComparison.Ordinal)];
        using var asked = await reader.GetJsonAsync($"/reading/{session}/state");
        Assert.True(JsonElement.DeepEquals(await asked.Content.ReadFromJsonAsync<JsonElement>(), JsonElement.Parse(state)));
        Assert.Contains("alert(1)", state, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_that_asks_for_it_brings_the_next_case_opened_as_it_would_be_answered()
    {
        var study = await TestStudy.SealedAsync(app, cases: 2, readers: 1);
        using var room = await Room.OfAsync(app, study);
        await room.JsonAsync("cases/1");

        using var first = await room.PostAsync(1, "lock?open=true", new { clientSequence = 1, answers = Room.Malignant });
        var locked = await Room.OkAsync(first);

        Assert.Equal(2, locked.GetProperty("next").GetInt32());
        Assert.Equal("opened", locked.GetProperty("case").GetProperty("status").GetString());
        Assert.True(JsonElement.DeepEquals(locked.GetProperty("case"), await room.JsonAsync("cases/2")));

        using var last = await room.PostAsync(2, "lock?open=true", new { clientSequence = 1, answers = Room.Malignant });
        Assert.False((await Room.OkAsync(last)).TryGetProperty("case", out _));
    }

    [Fact]
    public async Task A_lock_holds_and_is_answered_even_where_the_next_case_cannot_be_opened()
    {
        var study = await TestStudy.SealedAsync(app, cases: 2, readers: 1);
        using var room = await Room.OfAsync(app, study);
        await room.JsonAsync("cases/1");
        // The database takes no other reading of this study, as if it were busy.
        var id = study.Id.ToString("D").ToUpperInvariant();
        await RunAsync(
            "CREATE TRIGGER no_next BEFORE INSERT ON \"Readings\" WHEN NEW.\"StudyId\" = '"
                + id
                + "' BEGIN SELECT RAISE(ABORT, 'busy'); END"
        );

        using var locked = await room.PostAsync(1, "lock?open=true", new { clientSequence = 1, answers = Room.Malignant });
        await RunAsync("DROP TRIGGER no_next");

        var told = await Room.OkAsync(locked);
        Assert.Equal(2, told.GetProperty("next").GetInt32());
        Assert.False(told.TryGetProperty("case", out _));
        Assert.Equal("opened", (await room.JsonAsync("cases/2")).GetProperty("status").GetString());

        Task<int> RunAsync(string sql) => app.DataAsync(db => db.Database.ExecuteSqlRawAsync(sql));
    }

    [Fact]
    public async Task The_state_says_what_is_asked_and_where_the_session_stands()
    {
        var study = await TestStudy.SealedAsync(app, cases: 2, readers: 1);
        using var room = await Room.OfAsync(app, study);

        var state = await room.JsonAsync("state");

        Assert.Equal("Unaided", state.GetProperty("arm").GetString());
        Assert.Equal(2, state.GetProperty("total").GetInt32());
        Assert.Equal(1, state.GetProperty("position").GetInt32());
        Assert.True(state.GetProperty("isOpen").GetBoolean());
        Assert.Equal(
            ["choice malignancy", "choice subtype", "rating confidence"],
            state.GetProperty("questions").EnumerateArray().Select(q => $"{q.GetProperty("kind")} {q.GetProperty("id")}")
        );
        Assert.Equal("Liver", state.GetProperty("hanging").GetProperty("windows")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_draft_comes_back_and_an_overtaken_one_is_refused()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        using var room = await Room.OfAsync(app, study);
        await room.JsonAsync("cases/1");

        using var newer = await room.DraftAsync(1, 5, Room.Malignant);
        using var older = await room.DraftAsync(1, 4, new { malignancy = "benign" });

        Assert.Equal(5, (await Room.OkAsync(newer)).GetProperty("clientSequence").GetInt64());
        Assert.Equal(Reading.NotOvertaken.Code, await Room.CodeAsync(older, HttpStatusCode.Conflict));
        var found = await room.JsonAsync("cases/1");
        Assert.Equal("draft", found.GetProperty("status").GetString());
        Assert.Equal("malignant", found.GetProperty("answers").GetProperty("malignancy").GetString());
        Assert.Equal("85", found.GetProperty("answers").GetProperty("confidence").GetString());
        Assert.Equal("""{"openedAt":12,"firstImageAt":340.5,"firstInputAt":null,"hiddenMs":0}""", await TimesAsync(study));
    }

    [Fact]
    public async Task Locking_gives_the_next_case_and_the_last_lock_none()
    {
        var study = await TestStudy.SealedAsync(app, cases: 2, readers: 1);
        using var room = await Room.OfAsync(app, study);

        var first = await room.ReadAsync(1);
        using var again = await room.LockAsync(1, 9, Room.Malignant);
        var last = await room.ReadAsync(2);

        Assert.Equal(2, first.GetProperty("next").GetInt32());
        Assert.Equal(2, (await Room.OkAsync(again)).GetProperty("next").GetInt32());
        Assert.False(last.TryGetProperty("next", out _));
        Assert.False((await room.JsonAsync("state")).TryGetProperty("position", out _));
    }

    [Fact]
    public async Task What_is_locked_cannot_be_changed()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        using var room = await Room.OfAsync(app, study);
        await room.ReadAsync(1);

        using var draft = await room.DraftAsync(1, 8, new { malignancy = "benign" });
        using var otherLock = await room.LockAsync(
            1,
            9,
            new
            {
                malignancy = "benign",
                subtype = "HEM",
                confidence = 1,
            }
        );

        Assert.Equal(Reading.NoEditAfterLock.Code, await Room.CodeAsync(draft, HttpStatusCode.Conflict));
        Assert.Equal(Reading.NoEditAfterLock.Code, await Room.CodeAsync(otherLock, HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task An_incomplete_reading_is_not_locked_and_answers_must_fit()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        using var room = await Room.OfAsync(app, study);
        await room.JsonAsync("cases/1");

        using var incomplete = await room.LockAsync(1, 1, new { malignancy = "benign" });
        using var misfit = await room.DraftAsync(1, 1, new { malignancy = "benign", subtype = "HCC" });
        using var list = await room.DraftAsync(1, 1, new { malignancy = new[] { "benign" } });

        Assert.Equal(Reading.AnswersAreComplete.Code, await Room.CodeAsync(incomplete, HttpStatusCode.Conflict));
        Assert.Equal(Reading.AnswersAreValid.Code, await Room.CodeAsync(misfit, HttpStatusCode.Conflict));
        Assert.Equal("bad-request", await Room.CodeAsync(list, HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Cases_are_read_in_order_with_one_fetched_ahead_that_leaves_no_trace()
    {
        var study = await TestStudy.SealedAsync(app, cases: 3, readers: 1);
        using var room = await Room.OfAsync(app, study);
        await room.JsonAsync("cases/1");

        var ahead = await room.JsonAsync("cases/2");
        using var tooFar = await room.AskAsync("cases/3");
        using var tooFarFrame = await room.AskAsync("cases/3/series/0/frames/1");
        using var written = await room.DraftAsync(2, 1, Room.Malignant);

        Assert.Equal(2, ahead.GetProperty("series").GetArrayLength());
        Assert.Equal(ReaderDesk.InOrder.Code, await Room.CodeAsync(tooFar, HttpStatusCode.Conflict));
        Assert.Equal(ReaderDesk.InOrder.Code, await Room.CodeAsync(tooFarFrame, HttpStatusCode.Conflict));
        Assert.Equal(ReaderDesk.InOrder.Code, await Room.CodeAsync(written, HttpStatusCode.Conflict));
        Assert.Equal(1, await app.DataAsync(db => db.Readings.CountAsync(r => r.StudyId == study.Id)));
    }

    [Fact]
    public async Task Once_the_data_are_locked_the_room_is_closed()
    {
        var study = await TestStudy.SealedAsync(app, cases: 2, readers: 1);
        using var room = await Room.OfAsync(app, study);
        await room.ReadAsync(1);
        await room.JsonAsync("cases/2");
        await study.LockDataAsync();

        using var draft = await room.DraftAsync(2, 1, Room.Malignant);

        Assert.False((await room.JsonAsync("state")).GetProperty("isOpen").GetBoolean());
        Assert.Equal(HttpStatusCode.Conflict, draft.StatusCode);
    }

    private Task<string?> TimesAsync(TestStudy study) =>
        app.DataAsync(db =>
            (
                from revision in db.ReadingRevisions
                join reading in db.Readings on revision.ReadingId equals reading.Id
                where reading.StudyId == study.Id
                select revision.TimesJson
            ).SingleAsync()
        );
}
