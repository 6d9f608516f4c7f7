using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Progress;

namespace ReaderStudy.Web.Tests.Conduct;

/// <summary>A study on its way through a year of days: its application, people, chance, and the count of what was done.</summary>
internal sealed class Year(App app, YearPlan plan, ulong seed, TruthDue due)
{
    private readonly Dictionary<Guid, IReadOnlyList<Guid>> _places = [];
    private readonly ConcurrentDictionary<string, int> _requests = new();
    private ulong _stream = 1;

    public App App => app;

    public YearPlan Plan => plan;

    public TruthDue Due => due;

    public YearTally Tally { get; } = new();

    public Guid StudyId { get; set; }

    public string Url => $"/studies/{StudyId}";

    public TestPerson Coordinator { get; set; } = null!;

    public TestPerson Statistician { get; set; } = null!;

    public IReadOnlyList<TestPerson> Truthers { get; set; } = [];

    public IReadOnlyList<TestPerson> Readers { get; set; } = [];

    /// <summary>What is really there, by case; nobody in the study is told.</summary>
    public Dictionary<Guid, string> Nature { get; } = [];

    /// <summary>Cases whose truth the sealing itself needs: training and catch cases.</summary>
    public List<Guid> EarlyTruth { get; } = [];

    /// <summary>By id: the number of a case in the table, from 1.</summary>
    public Dictionary<Guid, int> Numbers { get; } = [];

    /// <summary>How far the script is with each place that was opened.</summary>
    public Dictionary<(Guid Session, int Position), PlaceState> Places { get; } = [];

    /// <summary>Answers that contradict each other and were confirmed.</summary>
    public int Contradictions { get; set; }

    /// <summary>From 0, the day of the sealing.</summary>
    public int Day { get; private set; }

    public int Requests => _requests.Values.Sum();

    public bool IsWeekend => Day % 7 is 5 or 6;

    /// <summary>A generator of its own for somebody.</summary>
    public Pcg32 Chance() => new(seed, ++_stream);

    /// <summary>A generator for what somebody does with one case: the same in whatever order, drawn from ids, the cases come.</summary>
    public Pcg32 ChanceAt(Guid caseId, int who) => new(seed, (ulong)((1000 * Numbers[caseId]) + 100 + who));

    public void NextDay()
    {
        app.Clock.Advance(TimeSpan.FromDays(1));
        Day++;
    }

    public async Task<Visitor> SignInAsync(TestPerson person)
    {
        var visitor = new Visitor(app.CreateDefaultClient(new CookieContainerHandler(), new CountingHandler(_requests)));
        await visitor.SignInAsync(person.Email, App.Password);
        Tally.Did("account.signed-in");
        return visitor;
    }

    /// <summary>Sends a form that must be taken.</summary>
    /// <param name="visitor">Who.</param>
    /// <param name="url">Where.</param>
    /// <param name="action">What the audit trail must tell of it.</param>
    /// <param name="fields">Of the form.</param>
    /// <returns>Where it leads.</returns>
    public async Task<string> DoAsync(Visitor visitor, string url, string action, params (string, string)[] fields)
    {
        using var answer = await visitor.PostAsync(url, fields);
        if (answer.StatusCode != HttpStatusCode.Redirect)
        {
            Assert.Fail($"Day {Day}, {url} gave {(int)answer.StatusCode}: {Visitor.TextOf(await answer.Content.ReadAsStringAsync())}");
        }

        Tally.Did(action);
        return answer.Headers.Location!.ToString();
    }

    /// <summary>Notes a refusal; fails when it is another one.</summary>
    public async Task<JsonElement> RefusedAsync(string code, HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Conflict, $"Day {Day}: {code} expected, {(int)answer.StatusCode}: {body}");
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Tally.Refused(code);
        return problem;
    }

    /// <summary>The case that stands at a place; readers do not know it, but what they see depends on it.</summary>
    public async Task<Guid> CaseAtAsync(Guid sessionId, int position)
    {
        if (!_places.TryGetValue(sessionId, out var places))
        {
            places = await app.DataAsync(db =>
                db.Set<SessionPlace>().Where(p => p.SessionId == sessionId).OrderBy(p => p.Position).Select(p => p.CaseId).ToListAsync()
            );
            _places.Add(sessionId, places);
        }

        return places[position - 1];
    }

    public Task<Study> StudyAsync(ReaderStudyDbContext db) =>
        db.Studies.Include(s => s.Members).Include(s => s.Readers).SingleAsync(s => s.Id == StudyId);

    /// <summary>The reader's row in the study.</summary>
    public async Task<StudyReader> ReaderAsync(TestPerson person) =>
        (await app.DataAsync(StudyAsync)).Readers.Single(r => r.PersonId == person.Id);
}
