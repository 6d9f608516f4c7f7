using System.Net;
using System.Text.Json;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Web.Features.Progress;
using ReaderStudy.Web.Tests.ReadingRoom;
using ReaderStudy.Web.Tests.Sessions;

namespace ReaderStudy.Web.Tests.Conduct;

/// <summary>What a reader does with one case: opens it, leaves it, skips it, locks it, corrects it, asks about it.</summary>
internal sealed partial class YearReader
{
    private async Task<bool> OpenAsync(Visitor browser, Room room, Guid session, int position)
    {
        while (true)
        {
            using var opened = await room.AskAsync($"cases/{position}");
            if (opened.StatusCode == HttpStatusCode.OK)
            {
                if (_open.Add((session, position)))
                {
                    year.Tally.Did("reading.opened");
                    year.Places[(session, position)] = PlaceState.Open;
                    year.Tally.Did("rule.set-aside", office.IsSetAside(session, position) ? 1 : 0);
                }

                await LookBackAsync(browser, session);
                return true;
            }

            var code = JsonDocument.Parse(await opened.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString()!;
            var refusal = await year.RefusedAsync(code, opened);
            if (code == OpeningRules.InstructionsFirst.Code)
            {
                var sheet = await browser.PageAsync($"/sessions/{session}/instructions");
                await year.DoAsync(
                    browser,
                    $"/sessions/{session}/instructions",
                    "instructions.acknowledged",
                    ("version", Version().Match(sheet).Groups["version"].Value)
                );
                continue;
            }

            if (code == OpeningRules.SiteCheckFirst.Code)
            {
                await browser.PageAsync($"/sessions/{session}/site-check");
                await year.DoAsync(browser, $"/sessions/{session}/site-check", "session.site-checked", ScreenForm.Of(session));
                continue;
            }

            Assert.Contains(code, new[] { OpeningRules.Washout.Code, OpeningRules.Rest.Code });
            var opensAt = refusal.GetProperty("opensAt").GetDateTimeOffset();
            Assert.True(opensAt > year.App.Clock.GetUtcNow());
            if (code == OpeningRules.Washout.Code && await office.SetAsideAsync(this, session, position, opensAt))
            {
                continue;
            }

            _waitUntil = opensAt;
            return false;
        }
    }

    /// <summary>Once in the second period: an earlier answer is neither shown again nor corrected.</summary>
    private async Task LookBackAsync(Visitor browser, Guid session)
    {
        if (_looksBack || _trainings.Contains(session))
        {
            return;
        }

        _firstPivotal ??= session;
        var period = await year.App.DataAsync(async db => (await db.ReadingSessions.FindAsync(session))!.Period);
        if (period < 2)
        {
            return;
        }

        _looksBack = true;
        using var shown = await new Room(browser, _firstPivotal.Value).AskAsync("cases/1");
        await year.RefusedAsync(ReadingRoomRules.NotShownAgain.Code, shown);
        using var corrected = await new Room(browser, _firstPivotal.Value).PostAsync(1, "correct", Correction(Answers(true)));
        await year.RefusedAsync(ReadingRoomRules.UnaidedIsFinal.Code, corrected);
    }

    private async Task DraftAsync(Room room, Guid session, int position)
    {
        using var draft = await room.DraftAsync(position, 1, new { malignancy = "benign" });
        await Room.OkAsync(draft);
        year.Tally.Did("reading.saved", _drafted.Add((room.Url, position)) ? 1 : 0);
        year.Places[(session, position)] = PlaceState.Draft;
    }

    /// <returns>The next position; null: the session is read.</returns>
    private async Task<int?> FinishAsync(Room room, Guid session, int position)
    {
        var isTraining = _trainings.Contains(session);
        if (!isTraining && _chance.Below(25) == 0)
        {
            using var skipped = await room.PostAsync(
                position,
                "skip",
                new
                {
                    clientSequence = 5,
                    reason = "not-evaluable",
                    text = "The liver is not in the picture",
                }
            );
            year.Tally.Did("reading.skipped");
            year.Places[(session, position)] = PlaceState.Skipped;
            return PositionIn(await Room.OkAsync(skipped), "next");
        }

        var nature = year.Nature[await year.CaseAtAsync(session, position)];
        var isRight = isTraining ? number != 0 || _trainings.IndexOf(session) > 0 : _chance.Below(100) < 70 + (8 * (number % 3));
        var isMalignant = TestStudy.Classes.Take(3).Contains(nature) == isRight;
        var given = Answers(isMalignant);
        Dictionary<string, string>? confirmed = null;
        if (!isTraining && _chance.Below(10) == 0)
        {
            given["suspicion"] = isMalignant ? "30" : "70";
            using var asked = await room.LockAsync(position, 6, given);
            var problem = await year.RefusedAsync(Reading.NoContradiction.Code, asked);
            confirmed = problem
                .GetProperty("checks")
                .EnumerateArray()
                .ToDictionary(c => c.GetProperty("id").GetString()!, _ => "Atypical, and meant so");
            year.Contradictions++;
        }

        using var locked = await room.LockAsync(position, 7, given, confirmed: confirmed);
        year.Tally.Did("reading.locked");
        year.Places[(session, position)] = PlaceState.Done;
        var next = PositionIn(await Room.OkAsync(locked), "next");
        _lastLocked = (session, position);
        if (!isTraining && _chance.Below(20) == 0)
        {
            using var corrected = await room.PostAsync(position, "correct", Correction(Answers(!isMalignant)));
            await Room.OkAsync(corrected);
            year.Tally.Did("reading.corrected");
        }

        return next;
    }

    private async Task AskAsync(Visitor browser, Guid session, int position)
    {
        if (_chance.Below(30) == 0)
        {
            await year.DoAsync(
                browser,
                $"/sessions/{session}/queries",
                "query.asked",
                ("Kind", "TechnicalProblem"),
                ("Position", position.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                ("Text", "The pictures came slowly here. Shall I go on?")
            );
            await office.NoteAskedAsync(number, session);
        }
    }

    private Dictionary<string, object> Answers(bool isMalignant) =>
        new()
        {
            ["malignancy"] = isMalignant ? "malignant" : "benign",
            ["suspicion"] = (int)((isMalignant ? 51 : 0) + _chance.Below(49)),
            ["subtype"] = TestStudy.Classes[(int)((isMalignant ? 0 : 3) + _chance.Below(3))],
        };

    private static object Correction(Dictionary<string, object> answers, int clientSequence = 20) =>
        new
        {
            clientSequence,
            answers,
            reason = "Looked at the wrong lesion",
        };

    private static int? PositionIn(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;
}
