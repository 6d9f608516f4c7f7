using System.Net;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Tests.ReadingRoom;

namespace ReaderStudy.Web.Tests.Sessions;

/// <summary>Training with feedback and a gate, and the instructions before it.</summary>
[Collection(App.Collection)]
public sealed class TrainingTests(App app)
{
    // The first case of a test study is an HCC, the fourth an FNH.
    private static readonly object Benign = new
    {
        malignancy = "benign",
        subtype = "FNH",
        confidence = 20,
    };

    [Fact]
    public async Task Pivotal_cases_open_once_the_training_is_passed_and_feedback_comes_then()
    {
        var desk = await TrainedAsync();
        using var pivotal = await desk.RoomAsync(1);
        using var refused = await pivotal.AskAsync("cases/1");
        await desk.RefusedAsync(OpeningRules.TrainingFirst, refused);
        using var training = await desk.RoomAsync();
        Assert.Equal("training", (await training.JsonAsync("state")).GetProperty("kind").GetString());
        Assert.False((await training.JsonAsync("cases/1")).TryGetProperty("feedback", out _));

        await training.ReadAsync(1);
        Assert.False((await training.JsonAsync("cases/1")).TryGetProperty("feedback", out _));
        await LockAsync(training, 2, Benign);

        var feedback = (await training.JsonAsync("cases/1")).GetProperty("feedback");
        Assert.True(feedback.GetProperty("right").GetBoolean());
        Assert.Equal("Hepatocellular carcinoma", feedback.GetProperty("truth").GetString());
        await pivotal.ReadAsync(1);
        Assert.False((await pivotal.JsonAsync("cases/1")).TryGetProperty("feedback", out _));
        using var correction = await training.PostAsync(
            1,
            "correct",
            new
            {
                clientSequence = 2,
                answers = Benign,
                reason = "I was told",
            }
        );
        await desk.RefusedAsync(ReadingRoomRules.UnaidedIsFinal, correction);
    }

    [Fact]
    public async Task A_training_that_is_not_passed_is_taken_again_as_often_as_the_protocol_allows()
    {
        var desk = await TrainedAsync();
        using var browser = await app.SignInAsync(desk.Reader);
        using (var early = await browser.PostAsync($"/sessions/{desk.Sessions[0]}/again"))
        {
            await desk.RefusedAsync(ReaderDesk.TrainingAgain, early);
        }

        using (var training = await desk.RoomAsync())
        {
            await training.ReadAsync(1);
            await training.ReadAsync(2);
            // Whoever knew the truth could pass the next try by heart.
            Assert.False((await training.JsonAsync("cases/1")).TryGetProperty("feedback", out _));
        }

        Assert.Contains(
            "50.0 % (1 of 2) right: not passed",
            Visitor.TextOf(await browser.PageAsync("/sessions")),
            StringComparison.Ordinal
        );
        using (var again = await browser.PostAsync($"/sessions/{desk.Sessions[0]}/again"))
        {
            Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        }

        var second = await app.DataAsync(db =>
            db.ReadingSessions.Include(s => s.Places).SingleAsync(s => s.StudyId == desk.Study.Id && s.Number == 3)
        );
        Assert.Equal((SessionKind.Training, 2), (second.Kind, second.Try));
        Assert.Contains("training.again", await desk.ActionsAsync());
        using (var room = new Room(await app.SignInAsync(desk.Reader), second.Id))
        {
            await room.ReadAsync(1);
            Assert.True((await room.JsonAsync("cases/1")).TryGetProperty("feedback", out _));
            await room.ReadAsync(2);
        }

        using var third = await browser.PostAsync($"/sessions/{second.Id}/again");
        await desk.RefusedAsync(ReaderDesk.TrainingTries, third);
        Assert.Contains(
            "Ask the coordinator how to go on.",
            Visitor.TextOf(await browser.PageAsync("/sessions")),
            StringComparison.Ordinal
        );
        using var pivotal = await desk.RoomAsync(1);
        using var refused = await pivotal.AskAsync("cases/1");
        await desk.RefusedAsync(OpeningRules.TrainingFirst, refused);
    }

    [Fact]
    public async Task Nothing_opens_before_the_instructions_in_force_are_acknowledged_and_an_amendment_asks_again()
    {
        var protocol = DeskStudy.TwoArms with
        {
            Instructions = "Rate every lesion.",
            Reading = new ReadingRules { AcknowledgeInstructions = true },
        };
        var desk = await DeskStudy.SealedAsync(app, protocol, 2, new Layout("unaided", Layout.Cases(0, 1)));
        using var room = await desk.RoomAsync();
        using var browser = await app.SignInAsync(desk.Reader);
        var url = $"/sessions/{desk.Sessions[0]}/instructions";
        using var refused = await room.AskAsync("cases/1");
        await desk.RefusedAsync(OpeningRules.InstructionsFirst, refused);
        Assert.Contains(url, await browser.PageAsync("/sessions"), StringComparison.Ordinal);
        Assert.Contains("Rate every lesion.", await browser.PageAsync(url), StringComparison.Ordinal);

        using var acknowledged = await browser.PostAsync(url, ("version", "1"));
        Assert.Equal(HttpStatusCode.Redirect, acknowledged.StatusCode);
        await room.ReadAsync(1);

        await AmendAsync(desk, protocol with { Title = "Another title" }, 2);
        await room.JsonAsync("cases/2");
        await AmendAsync(desk, protocol with { Instructions = "Rate the largest lesion." }, 3);
        using var stale = await browser.PostAsync(url, ("version", "1"));
        await desk.RefusedAsync(ReaderDesk.InstructionsInForce, stale);
        Assert.Equal(1, await app.DataAsync(db => db.Acknowledgements.CountAsync(a => a.StudyId == desk.Study.Id)));
        Assert.Contains("I have read the instructions", await browser.PageAsync(url), StringComparison.Ordinal);
    }

    private Task<int> AmendAsync(DeskStudy desk, Protocol protocol, int number) =>
        app.DataAsync(db =>
        {
            var text = ProtocolJson.Write(protocol);
            var now = app.Clock.GetUtcNow();
            db.ProtocolVersions.Add(
                new ProtocolVersion(desk.Study.Id, number, text, ProtocolJson.Sha256Of(text), "Because", desk.Study.Coordinator.Id, now)
            );
            return db.SaveChangesAsync();
        });

    [Fact]
    public async Task Without_a_gate_feedback_comes_with_the_lock()
    {
        var desk = await TrainedAsync(requiredPercent: 0);
        using var training = await desk.RoomAsync();
        await training.ReadAsync(1);

        Assert.True((await training.JsonAsync("cases/1")).GetProperty("feedback").GetProperty("right").GetBoolean());
        Assert.False((await training.JsonAsync("cases/2")).TryGetProperty("feedback", out _));
    }

    private Task<DeskStudy> TrainedAsync(int requiredPercent = 100) =>
        DeskStudy.SealedAsync(
            app,
            DeskStudy.TwoArms with
            {
                Training = new TrainingPlan
                {
                    Task = DeskStudy.TwoArms.Tasks.First(t => t.Truth == TaskTruth.Group).Id,
                    RequiredPercent = requiredPercent,
                    MostTries = 2,
                },
            },
            6,
            new Layout("unaided", Layout.Cases(0, 3), Kind: SessionKind.Training),
            new Layout("unaided", Layout.Cases(1, 2))
        );

    private static async Task LockAsync(Room room, int position, object answers)
    {
        await room.JsonAsync($"cases/{position}");
        using var locked = await room.LockAsync(position, 1, answers);
        await Room.OkAsync(locked);
    }
}
