using System.Text.RegularExpressions;
using ReaderStudy.Domain.Randomisation;
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
                await DraftAsync(room, session, position);
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

    [GeneratedRegex("href=\"/sessions/(?<session>[0-9a-f-]{36})/instructions\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listed();

    [GeneratedRegex("name=\"version\" value=\"(?<version>[0-9]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Version();

    [GeneratedRegex("name=\"sha256\" value=\"(?<hash>[0-9a-f]{64})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hash();
}
