using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Web.Tests.ReadingRoom;

namespace ReaderStudy.Web.Tests.Conduct;

/// <summary>One reader through the year: works on some days, reads some cases, rests, errs, corrects, skips, asks, signs, and comes too early.</summary>
internal sealed partial class YearReader(Year year, YearOffice office, TestPerson person, int number)
{
    private readonly Pcg32 _chance = year.Chance();
    private readonly HashSet<(Guid, int)> _open = [];
    private readonly HashSet<(string, int)> _drafted = [];
    private readonly HashSet<Guid> _done = [];
    private readonly List<Guid> _trainings = [];
    private DateTimeOffset? _waitUntil;
    private int _holidayFrom = 4 + (2 * number);
    private bool _looksBack;
    private Guid? _firstPivotal;
    private (Guid Session, int Position) _lastLocked;

    public TestPerson Person => person;

    public int Number => number;

    public bool IsDone { get; private set; }

    /// <summary>The last day on which a case was finished; the day of the sealing before.</summary>
    public int LastDay { get; private set; }

    public async Task DayAsync()
    {
        if (
            IsDone
            || year.IsWeekend
            || IsOnHoliday()
            || (_waitUntil > year.App.Clock.GetUtcNow() && _chance.Below(12) > 0)
            || _chance.Below(4) == 0
        )
        {
            return;
        }

        _waitUntil = null;
        using var browser = await year.SignInAsync(person);
        var page = await browser.PageAsync("/sessions");
        await office.PutAwayAsync(browser, page);
        await office.CloseAsync(browser, number);
        var left = (int)(year.Plan.FewestADay + _chance.Below(year.Plan.MostADay - year.Plan.FewestADay + 1));
        var sessions = SessionsOn(page);
        while (left > 0 && sessions.FirstOrDefault(s => !_done.Contains(s)) is var session && session != Guid.Empty)
        {
            left = await ReadAsync(browser, session, left);
            if (!_done.Contains(session))
            {
                return;
            }

            // A training that was not passed comes again, as a session of its own.
            sessions = SessionsOn(await browser.PageAsync("/sessions"));
        }

        IsDone = sessions.All(_done.Contains);
    }

    /// <summary>Once the data are locked nothing is corrected.</summary>
    public async Task TryLateAsync()
    {
        using var browser = await year.SignInAsync(person);
        using var answer = await new Room(browser, _lastLocked.Session).PostAsync(
            _lastLocked.Position,
            "correct",
            Correction(Answers(true), 40)
        );
        await year.RefusedAsync(Domain.Studies.Study.ReadingIsOpen.Code, answer);
    }

    private bool IsOnHoliday()
    {
        if (year.Day < _holidayFrom)
        {
            return false;
        }

        if (year.Day > _holidayFrom + 10)
        {
            _holidayFrom += 90;
        }

        return year.Day >= _holidayFrom;
    }

    /// <summary>In the order of the page: the training first.</summary>
    private List<Guid> SessionsOn(string page)
    {
        var all = Listed().Matches(page).Select(m => Guid.Parse(m.Groups["session"].Value)).Distinct().ToList();
        var trainings = page.Split("<section").Where(s => s.Contains("Training, ", StringComparison.Ordinal));
        foreach (var section in trainings)
        {
            var id = Guid.Parse(Listed().Match(section).Groups["session"].Value);
            if (!_trainings.Contains(id))
            {
                _trainings.Add(id);
            }
        }

        return [.. all.OrderByDescending(_trainings.Contains)];
    }

    /// <returns>How many cases the reader has left in them today; 0 once refused.</returns>
    private async Task<int> ReadAsync(Visitor browser, Guid session, int left)
    {
        var room = new Room(browser, session);
        var state = await room.JsonAsync("state");
        var next = PositionIn(state, "position");
        while (left > 0 && next is { } position)
        {
            if (!await OpenAsync(browser, room, session, position))
            {
                return 0;
            }

            if (_chance.Below(40) == 0)
            {
                // Called away in the middle of a case: it waits as it is.
                await DraftAsync(room, position);
                return 0;
            }

            next = await FinishAsync(room, session, position);
            LastDay = year.Day;
            left--;
            await AskAsync(browser, session, position);
        }

        if (next is null)
        {
            _done.Add(session);
            await EndAsync(browser, room, session);
        }

        return left;
    }

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

    private async Task DraftAsync(Room room, int position)
    {
        using var draft = await room.DraftAsync(position, 1, new { malignancy = "benign" });
        await Room.OkAsync(draft);
        year.Tally.Did("reading.saved", _drafted.Add((room.Url, position)) ? 1 : 0);
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

    /// <summary>After the last case: the training again where it was failed, the signature otherwise.</summary>
    private async Task EndAsync(Visitor browser, Room room, Guid session)
    {
        if (_trainings.Contains(session))
        {
            if (number == 0 && _trainings.IndexOf(session) == 0)
            {
                await year.DoAsync(browser, $"/sessions/{session}/again", "training.again");
            }

            return;
        }

        await SignAsync(browser, session);
        if (_chance.Below(3) == 0)
        {
            // Something comes to mind after the signature: the correction waits for another one.
            var last = (await room.JsonAsync("state")).GetProperty("total").GetInt32();
            var standing = await room.JsonAsync($"cases/{last}");
            if (standing.GetProperty("status").GetString() == "locked")
            {
                using var corrected = await room.PostAsync(last, "correct", Correction(Answers(false), 30));
                await Room.OkAsync(corrected);
                year.Tally.Did("reading.corrected");
                await SignAsync(browser, session);
            }
        }
    }

    private async Task SignAsync(Visitor browser, Guid session)
    {
        var hash = Hash().Match(await browser.PageAsync($"/sessions/{session}/sign")).Groups["hash"].Value;
        await year.DoAsync(browser, $"/sessions/{session}/sign", "readings.signed", ("sha256", hash), ("password", App.Password));
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

    [GeneratedRegex("href=\"/sessions/(?<session>[0-9a-f-]{36})/instructions\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listed();

    [GeneratedRegex("name=\"version\" value=\"(?<version>[0-9]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Version();

    [GeneratedRegex("name=\"sha256\" value=\"(?<hash>[0-9a-f]{64})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hash();
}
