using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Progress;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Tests.Conduct;

/// <summary>Coordinator and statistician through the year: they answer, remind, amend, and decide on deviations.</summary>
internal sealed partial class YearOffice(Year year)
{
    private const string NewInstructions =
        "Decide first, then rate. If there are several lesions, answer for the largest one in the portal venous phase.";

    private readonly List<(Guid Query, Guid Session, int Reader)> _answered = [];
    private readonly List<Guid> _asked = [];

    /// <summary>Where the washout was set aside; null: not yet.</summary>
    public (Guid Session, int Position)? SetAside { get; private set; }

    public DateTimeOffset? AmendedAt { get; private set; }

    /// <summary>What was foretold for the end, and on which day.</summary>
    public (DateTimeOffset End, DateTimeOffset SaidAt)? Foretold { get; private set; }

    public bool IsSetAside(Guid session, int position) => SetAside == (session, position);

    public async Task DayAsync(IReadOnlyList<YearReader> readers)
    {
        await AnswerAsync();
        if (year.Day % 7 == 4)
        {
            await RemindAsync(readers);
            await ForetellAsync();
        }

        if (AmendedAt is null && year.Tally.CountOf("reading.locked") > YearPlan.Readers * year.Plan.PivotalPlaces * 3 / 10)
        {
            await AmendAsync();
        }
    }

    public async Task NoteAskedAsync(int reader, Guid session)
    {
        var id = await year.App.DataAsync(db =>
            db.Queries.Where(q => q.StudyId == year.StudyId).OrderByDescending(q => q.Number).Select(q => q.Id).FirstAsync()
        );
        _asked.Add(id);
        _answered.Add((id, session, reader));
    }

    /// <summary>A reader closes what was answered.</summary>
    public async Task CloseAsync(Visitor browser, int reader)
    {
        foreach (var one in _answered.Where(a => a.Reader == reader && !_asked.Contains(a.Query)).ToList())
        {
            await year.DoAsync(browser, $"/sessions/{one.Session}/queries/{one.Query}/close", "query.closed");
            _answered.Remove(one);
        }
    }

    /// <summary>A reader puts reminders away.</summary>
    public async Task PutAwayAsync(Visitor browser, string page)
    {
        foreach (Match match in Reminder().Matches(page))
        {
            await year.DoAsync(browser, match.Groups["url"].Value, "reminder.dismissed");
        }
    }

    /// <summary>The coordinator asks for one washout to be set aside, the statistician approves; only once, and only where there is much to wait.</summary>
    public async Task<bool> SetAsideAsync(YearReader reader, Guid session, int position, DateTimeOffset opensAt)
    {
        if (SetAside is not null || opensAt - year.App.Clock.GetUtcNow() < TimeSpan.FromDays(3))
        {
            return false;
        }

        var row = await year.ReaderAsync(reader.Person);
        using var coordinator = await year.SignInAsync(year.Coordinator);
        await RequestAsync(coordinator, OverridableRules.Washout, row.Id, session, position);
        await DecideAsync("approve", "deviation.approved");
        SetAside = (session, position);
        return true;
    }

    /// <summary>A request that is refused, and a fact that is noted.</summary>
    public async Task RefuseAndNoteAsync(TestPerson reader)
    {
        var row = await year.ReaderAsync(reader);
        using var coordinator = await year.SignInAsync(year.Coordinator);
        await RequestAsync(coordinator, OverridableRules.Rest, row.Id, null, null);
        await DecideAsync("refuse", "deviation.refused");
        await year.DoAsync(
            coordinator,
            $"{year.Url}/deviations/note",
            "deviation.noted",
            ("Rule", NotedFacts.Interrupted.Code),
            ("Reader", row.Id.ToString()),
            ("Reason", "A fire drill took ten minutes.")
        );
    }

    public async Task RequestAsync(Visitor coordinator, Domain.Rule rule, Guid reader, Guid? session, int? position) =>
        await year.DoAsync(
            coordinator,
            $"{year.Url}/deviations",
            "deviation.requested",
            ("Rule", rule.Code),
            ("Reader", reader.ToString()),
            ("Session", session?.ToString() ?? ""),
            ("Position", position?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? ""),
            ("Reason", "The reader leaves the hospital next week."),
            ("Password", App.Password)
        );

    public async Task DecideAsync(string decision, string action)
    {
        var id = await year.App.DataAsync(db =>
            db.Deviations.Where(d => d.StudyId == year.StudyId && d.Status == DeviationStatus.Requested).Select(d => d.Id).SingleAsync()
        );
        using var statistician = await year.SignInAsync(year.Statistician);
        await year.DoAsync(
            statistician,
            $"{year.Url}/deviations/{id}/decision",
            action,
            ("decision", decision),
            ("reason", "Weighed and decided so."),
            ("password", App.Password)
        );
    }

    public async Task AnswerAsync()
    {
        if (_asked.Count == 0)
        {
            return;
        }

        using var coordinator = await year.SignInAsync(year.Coordinator);
        foreach (var id in _asked)
        {
            await year.DoAsync(coordinator, $"{year.Url}/queries/{id}/answer", "query.answered", ("text", "Yes, please go on."));
        }

        _asked.Clear();
    }

    /// <summary>A coordinator takes a question back that nobody needs to answer.</summary>
    public async Task DropAsync(Visitor coordinator)
    {
        await year.DoAsync(coordinator, $"{year.Url}/queries/{_asked.Single()}/close", "query.closed", ("text", "No longer needed."));
        _asked.Clear();
        _answered.Clear();
    }

    /// <summary>What readers left open at the end.</summary>
    public async Task CloseAllAsync()
    {
        using var coordinator = await year.SignInAsync(year.Coordinator);
        foreach (var (query, _, _) in _answered)
        {
            await year.DoAsync(coordinator, $"{year.Url}/queries/{query}/close", "query.closed");
        }

        _answered.Clear();
    }

    private async Task RemindAsync(IReadOnlyList<YearReader> readers)
    {
        var quiet = readers.Where(r => !r.IsDone && year.Day - r.LastDay > 7).ToList();
        if (quiet.Count == 0)
        {
            return;
        }

        using var coordinator = await year.SignInAsync(year.Coordinator);
        foreach (var reader in quiet)
        {
            var row = await year.ReaderAsync(reader.Person);
            await year.DoAsync(coordinator, $"{year.Url}/readers/{row.Id}/remind", "reader.reminded");
        }
    }

    private async Task ForetellAsync()
    {
        if (Foretold is not null || year.Tally.CountOf("reading.locked") < YearPlan.Readers * year.Plan.PivotalPlaces * 7 / 10)
        {
            return;
        }

        var study = await year.App.DataAsync(year.StudyAsync);
        var roles = new[] { StudyRole.Coordinator };
        var page = await year.App.InScopeAsync(s =>
            s.GetRequiredService<WatchProgress>().Handle(new StudyPass(study, year.Coordinator.Id, roles), default)
        );
        Foretold = (page.End!.Value, year.App.Clock.GetUtcNow());
    }

    private async Task AmendAsync()
    {
        using var coordinator = await year.SignInAsync(year.Coordinator);
        var text = await coordinator.PageAsync($"{year.Url}/protocol/file");
        year.Tally.Did("protocol.downloaded");
        var changed = ProtocolJson.Read(text);
        changed = changed with { Instructions = NewInstructions, Reading = changed.Reading with { RestHours = YearPlan.RestHours + 2 } };
        await year.DoAsync(
            coordinator,
            $"{year.Url}/protocol/amend",
            "study.protocol-amended",
            ("Text", ProtocolJson.Write(changed)),
            ("Reason", "Readers asked what to do with several lesions."),
            ("Sign", "true"),
            ("Password", App.Password)
        );
        AmendedAt = await year.App.DataAsync(db =>
            db.ProtocolVersions.Where(v => v.StudyId == year.StudyId && v.Number == 2).Select(v => v.EffectiveAt).SingleAsync()
        );
    }

    [GeneratedRegex("action=\"(?<url>/sessions/reminders/[0-9a-f-]{36}/dismiss)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reminder();
}
