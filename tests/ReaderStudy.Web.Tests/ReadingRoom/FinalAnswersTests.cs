using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Tests.ReadingRoom;

/// <summary>Skips, corrections and contradictions, as the reader sends them.</summary>
[Collection(App.Collection)]
public sealed class FinalAnswersTests(App app)
{
    private static readonly object Cyst = new
    {
        malignancy = "benign",
        subtype = "CYST",
        confidence = 90,
    };

    private static readonly Protocol Checked = DeskStudy.TwoArms with
    {
        Checks =
        [
            new ConsistencyCheck
            {
                Id = "sure-cyst",
                Message = "You named a cyst and call it malignant for sure.",
                When = [new Condition("subtype", ["CYST"]), new Condition("confidence") { AtLeast = 80 }],
            },
        ],
    };

    [Fact]
    public async Task A_skip_needs_a_reason_ends_the_case_and_is_no_answer()
    {
        var desk = await OneSessionAsync(DeskStudy.TwoArms);
        using var room = await desk.RoomAsync();
        await room.JsonAsync("cases/1");

        using var without = await room.PostAsync(1, "skip", new { clientSequence = 1 });
        using var unexplained = await room.PostAsync(
            1,
            "skip",
            new
            {
                clientSequence = 1,
                reason = "other",
                text = " ",
            }
        );
        await desk.RefusedAsync(Reading.SkipHasReason, without);
        await desk.RefusedAsync(Reading.SkipHasReason, unexplained);
        using var skipped = await room.PostAsync(
            1,
            "skip",
            new
            {
                clientSequence = 1,
                reason = "technical",
                text = "No arterial phase",
            }
        );

        Assert.Equal(2, (await Room.OkAsync(skipped)).GetProperty("next").GetInt32());
        var back = await room.JsonAsync("cases/1");
        Assert.Equal("technical", back.GetProperty("skipped").GetProperty("reason").GetString());
        Assert.Equal("No arterial phase", back.GetProperty("skipped").GetProperty("text").GetString());
        using var late = await room.DraftAsync(1, 5, Room.Malignant);
        await desk.RefusedAsync(Reading.NoEditAfterLock, late);
    }

    [Fact]
    public async Task A_number_is_no_reason_and_no_stage_and_nothing_is_kept()
    {
        var desk = await OneSessionAsync(DeskStudy.TwoArms);
        using var room = await desk.RoomAsync();
        await room.JsonAsync("cases/1");

        using var reason = await room.PostAsync(1, "skip", new { clientSequence = 1, reason = 7 });
        using var named = await room.PostAsync(1, "skip", new { clientSequence = 1, reason = "tired" });
        using var stage = await room.PostAsync(
            1,
            "lock",
            new
            {
                clientSequence = 1,
                answers = Cyst,
                stage = 7,
            }
        );

        foreach (var answer in new[] { reason, named, stage })
        {
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("a stage is only, unaided or aided", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal("opened", (await room.JsonAsync("cases/1")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_correction_needs_a_reason_and_keeps_what_was_locked()
    {
        var desk = await OneSessionAsync(DeskStudy.TwoArms);
        using var room = await desk.RoomAsync();
        await room.ReadAsync(1);

        using var without = await room.PostAsync(1, "correct", new { clientSequence = 2, answers = Cyst });
        await desk.RefusedAsync(Reading.CorrectionHasReason, without);
        using var corrected = await room.PostAsync(
            1,
            "correct",
            new
            {
                clientSequence = 2,
                answers = Cyst,
                reason = "Wrong case",
            }
        );
        await Room.OkAsync(corrected);
        using var overtaken = await room.PostAsync(
            1,
            "correct",
            new
            {
                clientSequence = 2,
                answers = Room.Malignant,
                reason = "Other tab",
            }
        );
        await desk.RefusedAsync(Reading.NotOvertaken, overtaken);

        var back = await room.JsonAsync("cases/1");
        Assert.Equal("CYST", back.GetProperty("answers").GetProperty("subtype").GetString());
        Assert.Equal(("locked", 1), (back.GetProperty("status").GetString(), back.GetProperty("corrections").GetInt32()));
        var kinds = await app.DataAsync(db =>
            db.Readings.Where(r => r.StudyId == desk.Study.Id)
                .SelectMany(r => r.Revisions)
                .OrderBy(r => r.Number)
                .Select(r => r.Kind)
                .ToListAsync()
        );
        Assert.Equal([RevisionKind.Lock, RevisionKind.Correction], kinds);
    }

    [Fact]
    public async Task No_correction_is_taken_where_the_protocol_says_so_nor_after_the_data_lock()
    {
        var without = await OneSessionAsync(DeskStudy.TwoArms with { Reading = new ReadingRules { Corrections = false } });
        var closed = await OneSessionAsync(DeskStudy.TwoArms);
        using var first = await without.RoomAsync();
        using var second = await closed.RoomAsync();
        await first.ReadAsync(1);
        await second.ReadAsync(1);
        await closed.Study.LockDataAsync();
        var correction = new
        {
            clientSequence = 2,
            answers = Cyst,
            reason = "Wrong case",
        };

        using var refused = await first.PostAsync(1, "correct", correction);
        using var late = await second.PostAsync(1, "correct", correction);

        await without.RefusedAsync(ReadingRoomRules.NoCorrections, refused);
        await closed.RefusedAsync(Study.ReadingIsOpen, late);
    }

    [Fact]
    public async Task A_contradiction_is_asked_about_and_locked_with_the_readers_reason()
    {
        var desk = await OneSessionAsync(Checked);
        using var room = await desk.RoomAsync();
        await room.JsonAsync("cases/1");

        using var asked = await room.LockAsync(1, 1, Cyst);
        await desk.RefusedAsync(Reading.NoContradiction, asked);
        var check = JsonDocument.Parse(await asked.Content.ReadAsStringAsync()).RootElement.GetProperty("checks")[0];
        Assert.Equal("sure-cyst", check.GetProperty("id").GetString());
        Assert.Equal("You named a cyst and call it malignant for sure.", check.GetProperty("message").GetString());

        using var confirmed = await room.LockAsync(1, 1, Cyst, confirmed: new() { ["sure-cyst"] = "Atypical wall" });

        Assert.Equal(2, (await Room.OkAsync(confirmed)).GetProperty("next").GetInt32());
        Assert.Equal(
            """{"sure-cyst":"Atypical wall"}""",
            await app.DataAsync(db =>
                db.Readings.Where(r => r.StudyId == desk.Study.Id).SelectMany(r => r.Revisions).Select(r => r.ConfirmedJson).SingleAsync()
            )
        );
    }

    [Fact]
    public async Task Answers_are_judged_by_the_version_of_the_protocol_in_force_when_the_case_was_opened()
    {
        var desk = await OneSessionAsync(DeskStudy.TwoArms);
        using var room = await desk.RoomAsync();
        await room.JsonAsync("cases/1");
        await app.DataAsync(async db =>
        {
            var text = ProtocolJson.Write(Checked);
            var now = app.Clock.GetUtcNow();
            db.ProtocolVersions.Add(
                new ProtocolVersion(desk.Study.Id, 2, text, ProtocolJson.Sha256Of(text), "A check", desk.Study.Coordinator.Id, now)
            );
            return await db.SaveChangesAsync();
        });

        using var opened = await room.LockAsync(1, 1, Cyst);
        await Room.OkAsync(opened);
        await room.JsonAsync("cases/2");
        using var later = await room.LockAsync(2, 1, Cyst);

        await desk.RefusedAsync(Reading.NoContradiction, later);
    }

    private Task<DeskStudy> OneSessionAsync(Protocol protocol) =>
        DeskStudy.SealedAsync(app, protocol, 2, new Layout("unaided", Layout.Cases(0, 1)));
}
