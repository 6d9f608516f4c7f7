using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Tests.ReadingRoom;

/// <summary>A sealed study of one reader whose sessions the test lays out itself, place by place.</summary>
internal sealed class DeskStudy
{
    public const string Model = "liver-model";

    private readonly App _app;
    private readonly List<Guid> _sessions = [];

    private DeskStudy(App app, TestStudy study) => (_app, Study) = (app, study);

    public TestStudy Study { get; }

    public TestPerson Reader => Study.Readers[0];

    /// <summary>By number.</summary>
    public IReadOnlyList<Guid> Sessions => _sessions;

    /// <summary>The liver protocol with an unaided and an AI-aided arm; nothing stands before its first case.</summary>
    public static Protocol TwoArms { get; } =
        ProtocolJson.Template("liver-lesion") with
        {
            Arms = [new Arm("unaided", "Unaided"), new Arm("aided", "With AI", true) { Model = Model }],
            Reading = new ReadingRules(),
        };

    public static Task<DeskStudy> SealedAsync(App app, Protocol protocol, int cases, params Layout[] sessions) =>
        SealedAsync(app, protocol, cases, (_, _) => Task.CompletedTask, sessions);

    /// <param name="app">Where.</param>
    /// <param name="protocol">Sealed.</param>
    /// <param name="cases">How many.</param>
    /// <param name="cohort">What the test changes of the cases before the sealing.</param>
    /// <param name="sessions">As they are laid out.</param>
    public static async Task<DeskStudy> SealedAsync(
        App app,
        Protocol protocol,
        int cases,
        Func<ReaderStudyDbContext, IReadOnlyList<Guid>, Task> cohort,
        params Layout[] sessions
    )
    {
        var desk = new DeskStudy(app, await TestStudy.DraftAsync(app, cases, readers: 1));
        var study = desk.Study;
        await app.DataAsync(async db =>
        {
            var sealing = await study.LoadAsync(db);
            sealing.ChangeProtocol(protocol);
            await desk.PredictAsync(db);
            var training = sessions.Where(s => s.Kind is SessionKind.Training).SelectMany(s => s.Places).Select(p => study.CaseIds[p.Case]);
            foreach (var one in await db.Cases.Where(c => training.Contains(c.Id)).ToListAsync())
            {
                one.UseFor(CasePurpose.Training);
            }

            await cohort(db, study.CaseIds);
            await db.SaveChangesAsync();
            sealing.Seal(cases, 0, study.Coordinator.Id, app.Clock.GetUtcNow());
            db.ProtocolVersions.Add(ProtocolVersion.Sealed(sealing));
            var reader = sealing.Readers.Single().Id;
            foreach (var (layout, index) in sessions.Select((s, i) => (s, i)))
            {
                var session = new ReadingSession(study.Id, layout.Of(index + 1, reader, study.CaseIds), 7);
                db.ReadingSessions.Add(session);
                desk._sessions.Add(session.Id);
            }

            return await db.SaveChangesAsync();
        });
        return desk;
    }

    public async Task<Room> RoomAsync(int session = 0) => new(await _app.SignInAsync(Reader), Sessions[session]);

    /// <summary>Fails unless the request was refused by this rule and the refusal is in the study's audit trail.</summary>
    public async Task RefusedAsync(Domain.Rule rule, HttpResponseMessage answer)
    {
        Assert.Equal(System.Net.HttpStatusCode.Conflict, answer.StatusCode);
        var body = await answer.Content.ReadAsStringAsync();
        if (answer.Content.Headers.ContentType?.MediaType == "text/html")
        {
            Assert.Contains(rule.Message, Visitor.TextOf(body), StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(rule.Code, System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("code").GetString());
        }

        Assert.True(
            await _app.DataAsync(db =>
                db.AuditEntries.AnyAsync(e =>
                    e.StudyId == Study.Id && e.Action == "rule.refused" && e.ActorId == Reader.Id && e.Subject == rule.Code
                )
            )
        );
    }

    public Task<List<string>> ActionsAsync() =>
        _app.DataAsync(db =>
            db.AuditEntries.Where(e => e.StudyId == Study.Id).OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync()
        );

    /// <summary>The model calls the first case HCC, the second ICC, and so on in the order of the truth.</summary>
    private async Task PredictAsync(ReaderStudyDbContext db)
    {
        var now = _app.Clock.GetUtcNow();
        var run = PredictionRun.Queue(Study.Id, Model, new string('a', 64), Study.CaseIds.Count, Study.Coordinator.Id, now);
        run.Report(Study.CaseIds.Count);
        run.Succeed(now);
        db.PredictionRuns.Add(run);
        foreach (var (caseId, index) in Study.CaseIds.Select((c, i) => (c, i)))
        {
            var scores = TestStudy.Classes.ToDictionary(c => c, c => c == TestStudy.Classes[index % 6] ? 3.0 : 0.5);
            var json = System.Text.Json.JsonSerializer.Serialize(scores);
            db.Predictions.Add(Prediction.Scored(run.Id, caseId, json, new string('b', 64), "test", 1, now));
        }

        await Task.CompletedTask;
    }
}

/// <summary>A session as a test lays it out; cases by their number in the study, from 0.</summary>
internal sealed record Layout(
    string Arm,
    IReadOnlyList<LaidPlace> Places,
    int Period = 1,
    string? Reveal = null,
    SessionKind Kind = SessionKind.Pivotal
)
{
    public AllocatedSession Of(int number, Guid reader, IReadOnlyList<Guid> cases) =>
        new(
            number,
            reader,
            Kind,
            Period,
            1,
            Arm,
            Reveal,
            Places.Select(p => new AllocatedPlace(cases[p.Case], p.Attempt, p.IsRevealed, p.Sham)).ToList()
        );

    public static IReadOnlyList<LaidPlace> Cases(params int[] cases) => cases.Select(c => new LaidPlace(c)).ToList();
}

internal sealed record LaidPlace(int Case, int Attempt = 1, bool IsRevealed = true, string? Sham = null);
