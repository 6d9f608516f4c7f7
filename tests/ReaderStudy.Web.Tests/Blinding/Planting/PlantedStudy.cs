using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Hosting;
using ReaderStudy.Web.Tests.ReadingRoom;

namespace ReaderStudy.Web.Tests.Blinding.Planting;

/// <summary>A study in which everything that somebody must not know is a word of its own, and which is brought from phase to phase.</summary>
internal sealed class PlantedStudy
{
    /// <summary>Signs of <see cref="Digits"/>: a found class is on top.</summary>
    private static readonly string[] Signs = ["-", "-", "", ""];

    private readonly App _app;

    private readonly bool _isTwin;

    private PlantedStudy(App app, TestStudy study, bool isTwin) => (_app, Study, _isTwin) = (app, study, isTwin);

    /// <summary>Digits of the model's logits, by class of <see cref="PlantedProtocol"/>.</summary>
    public static IReadOnlyList<string> Digits { get; } = ["4.731905", "5.662817", "3.918274", "2.204718"];

    public TestStudy Study { get; }

    /// <summary>By code: four for the test, one that catches, one for training, one that was taken out.</summary>
    public IReadOnlyList<Guid> CaseIds { get; private set; } = [];

    public TestPerson Administrator { get; private set; } = null!;

    /// <param name="app">Where.</param>
    /// <param name="isTwin">The same study, but every truth, every score and every answer is the other one.</param>
    public static async Task<PlantedStudy> DraftAsync(App app, bool isTwin = false)
    {
        var study = await TestStudy.DraftAsync(app, cases: 0, readers: 2, name: "zq7studyname");
        var planted = new PlantedStudy(app, study, isTwin)
        {
            Administrator = await app.PersonAsync("administrator", AccountRoles.Administrator),
        };
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

    public Task SealAsync() => Study.SealAsync();

    /// <summary>A model has run over all cases; one it could not score.</summary>
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
                    index == 3
                        ? Prediction.NotPossible(run.Id, caseId, "zq7notscored", now)
                        : Prediction.Scored(run.Id, caseId, Scores(), new string('b', 64), "zq7runtime", 1, now)
                );
            }

            return await db.SaveChangesAsync();
        });

    /// <summary>What the conduct of a study leaves behind: a deviation.</summary>
    public Task ConductAsync() =>
        _app.DataAsync(async db =>
        {
            var now = _app.Clock.GetUtcNow();
            var session = await db.ReadingSessions.FirstAsync(s => s.StudyId == Study.Id);
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
            return await db.SaveChangesAsync();
        });

    public static string ModelSha256 { get; } = string.Concat(Enumerable.Repeat("5a7c91e3", 8));

    /// <summary>Each reader locks the first case and has begun the second.</summary>
    public async Task BeginReadingAsync()
    {
        for (var reader = 0; reader < 2; reader++)
        {
            using var room = await Room.OfAsync(_app, Study, reader);
            await room.JsonAsync("cases/1");
            using var locked = await room.LockAsync(1, 1, Answers(reader, "locked"));
            await Room.OkAsync(locked);
            await room.JsonAsync("cases/2");
            using var draft = await room.DraftAsync(2, 1, Answers(reader, "draft"));
            await Room.OkAsync(draft);
        }
    }

    /// <summary>Everything is read; then the data are locked.</summary>
    public async Task LockDataAsync()
    {
        for (var reader = 0; reader < 2; reader++)
        {
            foreach (var session in await SessionsOfAsync(reader))
            {
                using var room = new Room(await _app.SignInAsync(Study.Readers[reader]), session);
                await FinishAsync(room, reader);
            }
        }

        await Study.LockDataAsync();
    }

    public Task UnblindAsync() => Study.UnblindAsync();

    public async Task AnalyseAsync()
    {
        using var statistician = await _app.SignInAsync(Study.Statistician);
        using var answer = await statistician.PostAsync($"{Study.Url}/analysis");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    /// <summary>A reader's sessions, by number.</summary>
    public Task<List<Guid>> SessionsOfAsync(int reader) =>
        _app.DataAsync(db =>
            (
                from session in db.ReadingSessions
                join known in db.StudyReaders on session.ReaderId equals known.Id
                where session.StudyId == Study.Id && known.PersonId == Study.Readers[reader].Id
                orderby session.Number
                select session.Id
            ).ToListAsync()
        );

    public object Answers(int reader, string what) =>
        new { malignancy = _isTwin ? "benign" : "malignant", comment = $"zq7{what}{(reader == 0 ? "one" : "two")}" };

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
            using var locked = await room.LockAsync(position.GetInt32(), 2, Answers(reader, "locked"));
            await Room.OkAsync(locked);
        }
    }

    private string Scores() =>
        "{"
        + string.Join(
            ',',
            PlantedProtocol.Truths.Concat(PlantedProtocol.Predicted).Select((c, i) => $"\"{c}\":{Signs[_isTwin ? 3 - i : i]}{Digits[i]}")
        )
        + "}";

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
                        PlantedProtocol.Truths[(_isTwin ? i + 1 : i) % 2],
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
