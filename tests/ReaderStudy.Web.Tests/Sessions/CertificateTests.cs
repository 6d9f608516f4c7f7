using ReaderStudy.Data;
using ReaderStudy.Web.Tests.ReadingRoom;

namespace ReaderStudy.Web.Tests.Sessions;

/// <summary>What a reader can show to others, and where they stand.</summary>
[Collection(App.Collection)]
public sealed class CertificateTests(App app)
{
    [Fact]
    public async Task A_certificate_is_written_when_the_session_is_finished_and_says_nothing_of_answers()
    {
        var desk = await DeskStudy.SealedAsync(app, DeskStudy.TwoArms, 2, new Layout("unaided", Layout.Cases(0, 1)));
        using var reader = await app.SignInAsync(desk.Reader);
        using var room = await desk.RoomAsync();
        await room.ReadAsync(1);
        using (var early = await reader.GetAsync(Url(desk)))
        {
            await desk.RefusedAsync(ReaderDesk.CertificateWhenFinished, early);
        }

        Assert.DoesNotContain(Url(desk), await reader.PageAsync("/sessions"), StringComparison.Ordinal);
        await room.JsonAsync("cases/2");
        using (var skipped = await room.PostAsync(2, "skip", new { clientSequence = 1, reason = "not-evaluable" }))
        {
            await Room.OkAsync(skipped);
        }

        Assert.Contains(Url(desk), await reader.PageAsync("/sessions"), StringComparison.Ordinal);
        var page = Visitor.TextOf(await reader.PageAsync(Url(desk)));
        Assert.Contains("has finished a reading session of the study A study", page, StringComparison.Ordinal);
        Assert.Contains("Cases read 1, and 1 skipped with a reason", page, StringComparison.Ordinal);
        foreach (var answer in new[] { "alignant", "MET", "confidence", "Unaided" })
        {
            Assert.DoesNotContain(answer, page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_reader_sees_what_is_done_and_left_over_all_sessions()
    {
        var desk = await DeskStudy.SealedAsync(
            app,
            DeskStudy.TwoArms,
            3,
            new Layout("unaided", Layout.Cases(0, 1, 2)),
            new Layout("aided", Layout.Cases(0, 1, 2), Period: 2)
        );
        using var reader = await app.SignInAsync(desk.Reader);
        using (var room = await desk.RoomAsync())
        {
            await room.ReadAsync(1);
        }

        var page = Visitor.TextOf(await reader.PageAsync("/sessions"));

        Assert.Contains("1 case read, 5 left, about ", page, StringComparison.Ordinal);
    }

    private static string Url(DeskStudy desk) => $"/sessions/{desk.Sessions[0]}/certificate";
}
