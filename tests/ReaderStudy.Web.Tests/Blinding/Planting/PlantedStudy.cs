using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;
using ReaderStudy.Web.Tests.Blinding.Crawling;
using ReaderStudy.Web.Tests.ReadingRoom;

namespace ReaderStudy.Web.Tests.Blinding.Planting;

/// <summary>A study in which everything that somebody must not know is a word of its own, and which is brought from phase to phase.</summary>
internal sealed class PlantedStudy
{
    private readonly App _app;

    private readonly bool _isTwin;
    private readonly List<(int, string, Answer)> _locks = [];

    private PlantedStudy(App app, TestStudy study, bool isTwin) => (_app, Study, _isTwin) = (app, study, isTwin);

    /// <summary>The model's logits, by class that it may find.</summary>
    public static IReadOnlyList<string> Digits { get; } = ["3.918274", "2.204718"];

    public TestStudy Study { get; }

    /// <summary>By code: four for the test, one that catches, one for training, one that was taken out.</summary>
    public IReadOnlyList<Guid> CaseIds { get; private set; } = [];

    /// <summary>The second truther, and the one who decides between the first two.</summary>
    public IReadOnlyList<TestPerson> Others { get; private set; } = [];

    public TestPerson Administrator { get; private set; } = null!;

    /// <param name="app">Where.</param>
    /// <param name="isTwin">The same study, but every truth, every score and every answer is the other one.</param>
    public static async Task<PlantedStudy> DraftAsync(App app, bool isTwin = false)
    {
        var study = await TestStudy.DraftAsync(app, cases: 0, readers: 2, name: "zq7studyname");
        var planted = new PlantedStudy(app, study, isTwin)
        {
            Administrator = await app.PersonAsync("administrator", AccountRoles.Administrator),
            Others = [await app.PersonAsync("truther"), await app.PersonAsync("truther")],
        };
        foreach (var truther in planted.Others)
        {
            await study.NameAsync(truther, StudyRole.Truther);
        }

        await planted.NamePeopleAsync();
        await app.DataAsync(async db =>
        {
            (await study.LoadAsync(db)).ChangeProtocol(PlantedProtocol.Of());
            return await db.SaveChangesAsync();
        });
        await planted.AddCasesAsync();
        await planted.AddImportAsync();
        return planted;
    }

    /// <summary>Of the allocation: who reads which arm first, and which case where, is the same in every planted study.</summary>
    private const ulong Seed = 20_261_127;

    public Task SealAsync() => Study.SealAsync(Seed);

    /// <summary>A model has run over all cases; the one that is taken out it could not score.</summary>
    public Task PredictAsync() =>
        _app.DataAsync(async db =>
        {
            var now = _app.Clock.GetUtcNow();
            var run = PredictionRun.Queue(Study.Id, PlantedProtocol.Model, ModelSha256, CaseIds.Count, Study.Coordinator.Id, now);
            run.Report(CaseIds.Count);
            run.Succeed(now);
            db.PredictionRuns.Add(run);
            foreach (var (caseId, index) in CaseIds.Select((c, i) => (c, i)))
            {
                db.Predictions.Add(
                    index == 6
                        ? Prediction.NotPossible(run.Id, caseId, "zq7notscored", now)
                        : Prediction.Scored(run.Id, caseId, Scores(), new string('b', 64), "zq7runtime", 1, now)
                );
            }

            return await db.SaveChangesAsync();
        });

    /// <summary>What the conduct of a study leaves behind: a deviation and a query.</summary>
    public Task ConductAsync(int reader = 0) =>
        _app.DataAsync(async db =>
        {
            var now = _app.Clock.GetUtcNow();
            var mine = (await SessionsOfAsync(reader))[^1];
            var session = await db.ReadingSessions.SingleAsync(s => s.Id == mine);
            db.Deviations.Add(
                Deviation.Request(
                    Study.Id,
                    ReaderDesk.InOrder,
                    session.ReaderId,
                    session.Id,
                    1,
                    "zq7deviation asked for by the test",
                    Study.Coordinator.Id,
                    now
                )
            );
            db.Queries.Add(
                Query.About(
                    (Study.Id, 1),
                    (session.ReaderId, session.Id, 1),
                    QueryKind.TechnicalProblem,
                    QuerySide.Coordinator,
                    "zq7querytext",
                    Study.Coordinator.Id,
                    now
                )
            );
            return await db.SaveChangesAsync();
        });

    /// <summary>Truthers vote on two cases; on the first they differ.</summary>
    public async Task VoteAsync()
    {
        await VoteAsync(Study.Truther, 0, _isTwin ? 1 : 0, "zq7rationaleone");
        await VoteAsync(Others[0], 0, _isTwin ? 0 : 1, "zq7rationaletwo");
        await VoteAsync(Study.Truther, 1, _isTwin ? 0 : 1, "zq7rationaleone");
    }

    private async Task VoteAsync(TestPerson who, int index, int truth, string why)
    {
        using var truther = await _app.SignInAsync(who);
        using var voted = await truther.PostAsync(
            $"{Study.Url}/truth/cases/{CaseIds[index]}",
            ("Class", PlantedProtocol.Truths[truth]),
            ("Kind", "panel"),
            ("Rationale", why),
            ("Confirmed", "true")
        );
        Assert.Equal(HttpStatusCode.Redirect, voted.StatusCode);
    }

    private async Task SignAsync(int reader, Guid session)
    {
        using var browser = await _app.SignInAsync(Study.Readers[reader]);
        var page = await browser.PageAsync($"/sessions/{session}/sign");
        var sheet = System.Text.RegularExpressions.Regex.Match(page, "[0-9a-f]{64}").Value;
        using var signed = await browser.PostAsync($"/sessions/{session}/sign", ("sha256", sheet), ("password", App.Password));
        Assert.Equal(HttpStatusCode.Redirect, signed.StatusCode);
    }

    public static string ModelSha256 { get; } = string.Concat(Enumerable.Repeat("5a7c91e3", 8));

    /// <summary>Each reader is trained, locks and signs the first case, and has begun the second.</summary>
    public async Task BeginReadingAsync()
    {
        for (var reader = 0; reader < 2; reader++)
        {
            await TrainAsync(reader);
            using var room = new Room(await _app.SignInAsync(Study.Readers[reader]), (await SessionsOfAsync(reader))[1]);
            await room.JsonAsync("cases/1");
            using var locked = await LockAsync(room, reader, 1, 1, "locked");
            await Room.OkAsync(locked);
            await SignAsync(reader, (await SessionsOfAsync(reader))[1]);
            await room.JsonAsync("cases/2");
            using var draft = await room.DraftAsync(2, 1, Answers(reader, "draft"));
            await Room.OkAsync(draft);
            using var linked = await room.LinkAsync(2, PlantedLinking.Together);
            await Room.OkAsync(linked);
        }
    }

    public async Task TrainAsync(int reader)
    {
        await FinishAsync(reader, (await SessionsOfAsync(reader))[0]);
    }

    public async Task FinishAsync(int reader, Guid session)
    {
        using var room = new Room(await _app.SignInAsync(Study.Readers[reader]), session);
        await FinishAsync(room, reader);
    }

    public Task<string> ArmOfAsync(Guid session) =>
        _app.DataAsync(db => db.ReadingSessions.Where(s => s.Id == session).Select(s => s.ArmId).SingleAsync());

    /// <summary>Everything is read; then the data are locked.</summary>
    public async Task LockDataAsync()
    {
        for (var reader = 0; reader < 2; reader++)
        {
            foreach (var session in await SessionsOfAsync(reader))
            {
                await FinishAsync(reader, session);
            }
        }

        await _app.DataAsync(async db =>
        {
            var now = _app.Clock.GetUtcNow();
            foreach (var query in await db.Queries.Include(q => q.Messages).Where(q => q.StudyId == Study.Id).ToListAsync())
            {
                query.Close(QuerySide.Coordinator, "zq7querytext is withdrawn", Study.Coordinator.Id, now);
            }

            foreach (var deviation in await db.Deviations.Where(d => d.StudyId == Study.Id).ToListAsync())
            {
                deviation.Decide(true, "zq7deviation is approved", Study.Statistician.Id, now);
            }

            return await db.SaveChangesAsync();
        });
        await Study.LockDataAsync();
    }

    public Task UnblindAsync() => Study.UnblindAsync();

    public async Task AnalyseAsync()
    {
        using var statistician = await _app.SignInAsync(Study.Statistician);
        using var answer = await statistician.PostAsync($"{Study.Url}/analysis");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    public async Task ArchiveAsync()
    {
        using var coordinator = await _app.SignInAsync(Study.Coordinator);
        using var answer = await coordinator.PostAsync($"{Study.Url}/archive", ("password", App.Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    /// <summary>A reader's sessions as they are read: the training first.</summary>
    public Task<List<Guid>> SessionsOfAsync(int reader) =>
        _app.DataAsync(db =>
            (
                from session in db.ReadingSessions
                join known in db.StudyReaders on session.ReaderId equals known.Id
                where session.StudyId == Study.Id && known.PersonId == Study.Readers[reader].Id
                orderby session.Kind == SessionKind.Training descending, session.Number
                select session.Id
            ).ToListAsync()
        );

    public object Answers(int reader, string what) =>
        new { malignancy = _isTwin ? "benign" : "malignant", comment = $"zq7{what}{(reader == 0 ? "one" : "two")}" };

    /// <summary>What the locks since the last call were answered with, the next case in it, by the reader who locked.</summary>
    public IReadOnlyList<(int Reader, string Url, Answer Answer)> TakeLocks()
    {
        List<(int, string, Answer)> taken = [.. _locks];
        _locks.Clear();
        return taken;
    }

    /// <summary>As the page locks: the answer brings the next case. What a check of the protocol finds to contradict is confirmed when the server asks.</summary>
    private async Task<HttpResponseMessage> LockAsync(Room room, int reader, int position, long sequence, string what)
    {
        var answers = Answers(reader, what);
        var answer = await room.LockAsync(position, sequence, answers, open: true);
        if (answer.StatusCode == HttpStatusCode.Conflict)
        {
            answer.Dispose();
            var confirmed = new Dictionary<string, string> { [TwinStudiesTests.Check] = "It is as I say." };
            answer = await room.LockAsync(position, sequence, answers, confirmed: confirmed, open: true);
        }

        _locks.Add((reader, $"{room.Url}/cases/{position}/lock", await Answer.OfAsync(answer)));
        return answer;
    }

    private async Task FinishAsync(Room room, int reader)
    {
        while (true)
        {
            var state = await room.JsonAsync("state");
            if (!state.TryGetProperty("position", out var position))
            {
                return;
            }

            await room.JsonAsync($"cases/{position.GetInt32().ToString(CultureInfo.InvariantCulture)}");
            using var locked = await LockAsync(room, reader, position.GetInt32(), 2, "locked");
            await Room.OkAsync(locked);
        }
    }

    private string Scores() =>
        $$"""{"{{PlantedProtocol.Predicted[0]}}":{{Digits[_isTwin ? 1 : 0]}},"{{PlantedProtocol.Predicted[1]}}":{{Digits[_isTwin ? 0 : 1]}}}""";

    private Task NamePeopleAsync() =>
        _app.DataAsync(async db =>
        {
            foreach (var (person, name) in People())
            {
                (await db.Users.SingleAsync(p => p.Id == person.Id)).DisplayName = name;
            }

            return await db.SaveChangesAsync();
        });

    /// <summary>Everybody of the study and what they are called.</summary>
    public IEnumerable<(TestPerson Person, string Name)> People() =>
        [
            (Study.Coordinator, "zq7coordinator"),
            (Study.Statistician, "zq7statistician"),
            (Study.Truther, "zq7truther"),
            (Others[0], "zq7secondtruther"),
            (Others[1], "zq7adjudicator"),
            (Study.Readers[0], "zq7readerone"),
            (Study.Readers[1], "zq7readertwo"),
        ];

    private Task AddCasesAsync() =>
        _app.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<ReaderStudyDbContext>();
            var store = services.GetRequiredService<ImageStore>();
            var ids = new List<Guid>();
            for (var i = 0; i < 7; i++)
            {
                var letter = (char)('a' + i);
                var one = new Case(Study.Id, $"zq7code{letter}", $"zq7pseudonym{letter}");
                one.Describe($"zq7centre{letter}", "O", 873101 + i, 90417.25 + i);
                one.Learn($"zq7numbermark{letter}");
                one.Tell($"zq7history{letter}");
                one.UseFor(
                    i switch
                    {
                        4 => CasePurpose.Catch,
                        5 => CasePurpose.Training,
                        _ => CasePurpose.Test,
                    }
                );
                one.AddSeries(await PlantedImages.StoreAsync(store, Study.Id, one.Id, Phase.Arterial));
                one.AddSeries(await PlantedImages.StoreAsync(store, Study.Id, one.Id, Phase.PortalVenous));
                if (i == 6)
                {
                    one.Exclude("zq7excludedcase");
                }

                db.Cases.Add(one);
                db.ReferenceStandards.Add(
                    new ReferenceStandard(
                        one.Id,
                        1,
                        i == 5 ? PlantedProtocol.Trained : PlantedProtocol.Truths[(_isTwin ? i + 1 : i) % 2],
                        $"zq7source{letter}",
                        Study.Coordinator.Id,
                        _app.Clock.GetUtcNow()
                    )
                );
                ids.Add(one.Id);
            }

            await db.SaveChangesAsync();
            CaseIds = ids;
        });

    private Task AddImportAsync() =>
        _app.DataAsync(async db =>
        {
            var now = _app.Clock.GetUtcNow();
            var import = new Import(Study.Id, "zq7folder", Study.Coordinator.Id, now);
            import.Queue();
            import.Fail("zq7importfailure", now);
            db.Imports.Add(import);
            var file = new ImportFile(import.Id, "key", ImportFileStatus.Rejected, "zq7filename", "not an image");
            db.ImportFiles.Add(file);
            var image = new ImageIdentity(1, "patient", "", "", "1.2.3", "1.2.4", "1.2.5", new string('c', 64), null);
            var held = new HeldImage(Study.Id, import.Id, file.Id, HeldCause.BurnedInText, "zq7heldquestion", "[]", image);
            held.Decide(HeldState.Rejected, Study.Coordinator.Id, now);
            db.HeldImages.Add(held);
            db.CohortFindings.Add(new CohortFinding(Study.Id, FindingKind.TooFewSlices, "zq7", CaseIds[0], null, "zq7finding", now));
            return await db.SaveChangesAsync();
        });
}
