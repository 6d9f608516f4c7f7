using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Tests.ReadingRoom;

/// <summary>What opens when, asked as the reader; the clock is moved, so that the application is the tests' own.</summary>
public sealed class OpeningTests : IAsyncDisposable
{
    private readonly App _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_case_opens_in_the_other_arm_four_weeks_after_its_lock_and_before_that_neither_it_nor_its_images()
    {
        var desk = await CrossoverAsync();
        await ReadAsync(desk, 0, 1);
        _app.Clock.Advance(TimeSpan.FromDays(2));
        await ReadAsync(desk, 0, 2);

        using var aided = await desk.RoomAsync(1);
        using var early = await aided.AskAsync("cases/1");
        using var earlyFrame = await aided.AskAsync("cases/1/series/0/frames/1");
        await desk.RefusedAsync(OpeningRules.Washout, early);
        await desk.RefusedAsync(OpeningRules.Washout, earlyFrame);
        var opensAt = (await BodyAsync(early)).GetProperty("opensAt").GetDateTimeOffset();
        Assert.InRange(opensAt - _app.Clock.GetUtcNow(), TimeSpan.FromDays(25.9), TimeSpan.FromDays(26.05));

        _app.Clock.Advance(TimeSpan.FromDays(26));
        await ReadAsync(desk, 1, 1);

        using (var unaided = await desk.RoomAsync())
        {
            // Nobody looks up what they said of the case a month ago.
            using var back = await unaided.AskAsync("cases/1");
            using var backFrame = await unaided.AskAsync("cases/1/series/0/frames/2");
            await desk.RefusedAsync(ReadingRoomRules.NotShownAgain, back);
            Assert.Equal(System.Net.HttpStatusCode.Conflict, backFrame.StatusCode);
        }

        // The second case was locked two days later: it is not even fetched ahead.
        using var later = await desk.RoomAsync(1);
        using var ahead = await later.AskAsync("cases/2");
        await desk.RefusedAsync(OpeningRules.Washout, ahead);
        _app.Clock.Advance(TimeSpan.FromDays(2));
        await ReadAsync(desk, 1, 2);
    }

    [Fact]
    public async Task An_approved_deviation_opens_a_case_early_and_the_trail_says_so()
    {
        var desk = await CrossoverAsync();
        using (var unaided = await desk.RoomAsync())
        {
            await unaided.ReadAsync(1);
            await unaided.ReadAsync(2);
        }

        await _app.DataAsync(async db =>
        {
            var now = _app.Clock.GetUtcNow();
            var reader = await db.StudyReaders.SingleAsync(r => r.StudyId == desk.Study.Id);
            var deviation = Deviation.Request(
                desk.Study.Id,
                OpeningRules.Washout,
                reader.Id,
                desk.Sessions[1],
                1,
                "The reader leaves the hospital",
                desk.Study.Coordinator.Id,
                now
            );
            deviation.Decide(approve: true, "Agreed, reported as a deviation", desk.Study.Statistician.Id, now);
            db.Deviations.Add(deviation);
            return await db.SaveChangesAsync();
        });

        using var aided = await desk.RoomAsync(1);
        await aided.ReadAsync(1);
        using var second = await aided.AskAsync("cases/2");

        await desk.RefusedAsync(OpeningRules.Washout, second);
        Assert.Contains("rule.set-aside", await desk.ActionsAsync());
    }

    [Fact]
    public async Task A_later_period_waits_for_the_earlier_one()
    {
        var desk = await CrossoverAsync();
        using (var unaided = await desk.RoomAsync())
        {
            await unaided.ReadAsync(1);
        }

        _app.Clock.Advance(TimeSpan.FromDays(40));
        using var aided = await desk.RoomAsync(1);
        using var refused = await aided.AskAsync("cases/1");

        await desk.RefusedAsync(OpeningRules.PeriodFirst, refused);
    }

    [Fact]
    public async Task Sessions_of_a_period_open_one_after_the_other()
    {
        var desk = await DeskStudy.SealedAsync(
            _app,
            DeskStudy.TwoArms,
            2,
            new Layout("unaided", Layout.Cases(0)),
            new Layout("unaided", Layout.Cases(1))
        );
        using var browser = await _app.SignInAsync(desk.Reader);
        using var second = await desk.RoomAsync(1);
        using var refused = await second.AskAsync("cases/1");

        await desk.RefusedAsync(OpeningRules.OneAfterTheOther, refused);
        var before = await browser.PageAsync("/sessions");
        Assert.Contains($"/reading/{desk.Sessions[0]}", before, StringComparison.Ordinal);
        Assert.DoesNotContain($"/reading/{desk.Sessions[1]}", before, StringComparison.Ordinal);

        await ReadAsync(desk, 0, 1);
        Assert.Contains($"/reading/{desk.Sessions[1]}", await browser.PageAsync("/sessions"), StringComparison.Ordinal);
        await ReadAsync(desk, 1, 1);
    }

    [Fact]
    public async Task A_version_of_the_protocol_that_would_not_be_sealed_any_more_is_read_as_it_stands()
    {
        var desk = await CrossoverAsync();
        await _app.DataAsync(db =>
        {
            // No software of today seals it: the washout is short, and nobody says why.
            var text = ProtocolJson.Write(DeskStudy.TwoArms with { Design = new StudyDesign { WashoutDays = 1 } });
            var sha256 = ProtocolJson.Sha256Of(text);
            db.ProtocolVersions.Add(
                new ProtocolVersion(desk.Study.Id, 2, text, sha256, "Because", desk.Study.Coordinator.Id, _app.Clock.GetUtcNow())
            );
            return db.SaveChangesAsync();
        });

        using var room = await desk.RoomAsync();

        Assert.Equal(2, (await room.JsonAsync("state")).GetProperty("protocolVersion").GetInt32());
    }

    [Fact]
    public async Task The_next_session_opens_after_the_rest()
    {
        var protocol = DeskStudy.TwoArms with { Reading = new ReadingRules { RestHours = 8 } };
        var desk = await DeskStudy.SealedAsync(
            _app,
            protocol,
            2,
            new Layout("unaided", Layout.Cases(0)),
            new Layout("unaided", Layout.Cases(1))
        );
        using (var first = await desk.RoomAsync())
        {
            await first.ReadAsync(1);
        }

        using var second = await desk.RoomAsync(1);
        using var refused = await second.AskAsync("cases/1");
        await desk.RefusedAsync(OpeningRules.Rest, refused);
        using var browser = await _app.SignInAsync(desk.Reader);
        Assert.Contains("Opens on", Visitor.TextOf(await browser.PageAsync("/sessions")), StringComparison.Ordinal);

        _app.Clock.Advance(TimeSpan.FromHours(8));
        await ReadAsync(desk, 1, 1);
    }

    private Task<DeskStudy> CrossoverAsync() =>
        DeskStudy.SealedAsync(
            _app,
            DeskStudy.TwoArms,
            2,
            new Layout("unaided", Layout.Cases(0, 1)),
            new Layout("aided", Layout.Cases(0, 1), Period: 2)
        );

    /// <summary>Signs in anew: after days nobody is signed in any more.</summary>
    private static async Task ReadAsync(DeskStudy desk, int session, int position)
    {
        using var room = await desk.RoomAsync(session);
        await room.ReadAsync(position);
    }

    private static async Task<System.Text.Json.JsonElement> BodyAsync(HttpResponseMessage answer) =>
        System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
}
