using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Locking;
using ReaderStudy.Web.Features.Predictions;
using ReaderStudy.Web.Features.Readers;
using ReaderStudy.Web.Features.Sealing;
using ReaderStudy.Web.Features.Studies;
using ReaderStudy.Web.Hosting;
using ReaderStudy.Web.Tests.Sessions;

namespace ReaderStudy.Web.Tests;

/// <summary>A liver-lesion study with its people and tiny images, brought to where a test needs it through the application's own slices.</summary>
public sealed class TestStudy
{
    private readonly App _app;
    private IReadOnlyList<string> _truths = Classes;

    private TestStudy(App app) => _app = app;

    public Guid Id { get; private set; }

    public string Url => $"/studies/{Id}";

    public TestPerson Coordinator { get; private set; } = null!;

    public TestPerson Statistician { get; private set; } = null!;

    public TestPerson Truther { get; private set; } = null!;

    /// <summary>In the study they are called Reader 1, Reader 2, …</summary>
    public IReadOnlyList<TestPerson> Readers { get; private set; } = [];

    /// <summary>C001, C002, … in turn HCC, ICC, MET, FNH, HEM, CYST; each an arterial and a portal venous series of three slices.</summary>
    public IReadOnlyList<Guid> CaseIds { get; private set; } = [];

    public static IReadOnlyList<string> Classes { get; } = ["HCC", "ICC", "MET", "FNH", "HEM", "CYST"];

    /// <summary>A draft with people, cases and truth, ready to be sealed.</summary>
    /// <remarks>Of another template than <c>liver-lesion</c>, the truths of its cases are in turn the template's own classes.</remarks>
    public static async Task<TestStudy> DraftAsync(
        App app,
        int cases = 3,
        int readers = 2,
        bool withTruth = true,
        string name = "A study",
        string template = "liver-lesion"
    )
    {
        var study = new TestStudy(app)
        {
            Coordinator = await app.PersonAsync("coordinator", AccountRoles.Coordinator),
            Statistician = await app.PersonAsync("statistician"),
            Truther = await app.PersonAsync("truther"),
        };
        study.Id = await app.InScopeAsync(s => s.GetRequiredService<CreateStudy>().Handle(name, template, study.Coordinator.Id, default));
        study._truths = [.. ProtocolJson.Template(template).Reference.Classes.Select(c => c.Id)];
        await study.NameAsync(study.Statistician, StudyRole.Statistician);
        await study.NameAsync(study.Truther, StudyRole.Truther);
        var people = new List<TestPerson>();
        for (var i = 0; i < readers; i++)
        {
            var reader = await app.PersonAsync("reader", null, (ReaderLevel)(i % 3), 3 + (5 * i));
            await study.NameAsync(reader, StudyRole.Reader);
            people.Add(reader);
        }

        study.Readers = people;
        await study.AddCasesAsync(cases, withTruth);
        return study;
    }

    /// <summary>Sealed: readers have their sessions.</summary>
    public static async Task<TestStudy> SealedAsync(App app, int cases = 3, int readers = 2)
    {
        var study = await DraftAsync(app, cases, readers);
        await study.SealAsync();
        return study;
    }

    /// <summary>All readings locked, data locked, unblinded.</summary>
    public static async Task<TestStudy> UnblindedAsync(App app, int cases = 3, int readers = 2)
    {
        var study = await SealedAsync(app, cases, readers);
        await study.ReadAllAsync();
        await study.LockDataAsync();
        await study.UnblindAsync();
        return study;
    }

    public Task NameAsync(TestPerson person, StudyRole role) =>
        _app.InScopeAsync(async s =>
        {
            var db = s.GetRequiredService<ReaderStudyDbContext>();
            var account = await db.Users.SingleAsync(p => p.Id == person.Id);
            await s.GetRequiredService<NameMember>().Handle(await LoadAsync(db), account, role, null, null, Coordinator.Id, default);
        });

    public Task SealAsync() => SealAsync(null);

    /// <param name="seed">Of the allocation; null: random.</param>
    public Task SealAsync(ulong? seed) =>
        _app.InScopeAsync(async s =>
        {
            var study = await LoadAsync(s.GetRequiredService<ReaderStudyDbContext>());
            var signature = SignatureOf(Coordinator, SignatureMeaning.Seal, ProtocolJson.Sha256Of(study.ProtocolText));
            await s.GetRequiredService<SealStudy>().Handle(study, signature, default, seed);
            if (study.Protocol.Reading.SiteCheck)
            {
                await CheckScreensAsync();
            }
        });

    /// <summary>Every reader checks a screen, as they do before their first case.</summary>
    public async Task CheckScreensAsync()
    {
        foreach (var reader in Readers)
        {
            var session = await SessionOfAsync(reader);
            await _app.InScopeAsync(s =>
                s.GetRequiredService<ReaderDesk>().AddSiteCheckAsync(reader.Id, session, 1, ScreenForm.Content, default)
            );
        }
    }

    /// <summary>Whatever is missing.</summary>
    public Task LockDataAsync() =>
        _app.InScopeAsync(async s =>
        {
            var study = await LoadAsync(s.GetRequiredService<ReaderStudyDbContext>());
            var locking = s.GetRequiredService<LockData>();
            var draft = await locking.Draft(study, "The test needs no more readings.", Coordinator.Id, default);
            await locking.Handle(study, draft, SignatureOf(Coordinator, SignatureMeaning.DataLock), default);
        });

    public Task UnblindAsync() =>
        _app.InScopeAsync(async s =>
            await s.GetRequiredService<UnblindStudy>()
                .Handle(
                    await LoadAsync(s.GetRequiredService<ReaderStudyDbContext>()),
                    SignatureOf(Statistician, SignatureMeaning.Unblinding),
                    default
                )
        );

    /// <summary>The reader's first (or only) session.</summary>
    public Task<Guid> SessionOfAsync(TestPerson reader) =>
        _app.DataAsync(db =>
            (
                from session in db.ReadingSessions
                join known in db.StudyReaders on session.ReaderId equals known.Id
                where session.StudyId == Id && known.PersonId == reader.Id
                orderby session.Number
                select session.Id
            ).FirstAsync()
        );

    /// <summary>Opens and locks the next cases of a reader, all answered alike.</summary>
    public async Task ReadAsync(TestPerson reader, int cases, string malignancy = "malignant", string subtype = "HCC")
    {
        var session = await SessionOfAsync(reader);
        var answers = new AnswerSheet(
            new Dictionary<string, string>
            {
                ["malignancy"] = malignancy,
                ["subtype"] = subtype,
                ["confidence"] = "70",
            }
        );
        for (var i = 0; i < cases; i++)
        {
            await _app.InScopeAsync(async s =>
            {
                var desk = s.GetRequiredService<ReaderDesk>();
                var position = (await desk.StateAsync(reader.Id, session, default)).Position!.Value;
                await desk.OpenAsync(reader.Id, session, position, default);
                await desk.LockAsync(reader.Id, session, position, new GivenReading(answers, 1), default);
            });
        }
    }

    /// <summary>Every reader reads every case.</summary>
    public async Task ReadAllAsync()
    {
        foreach (var reader in Readers)
        {
            await ReadAsync(reader, CaseIds.Count);
        }
    }

    /// <summary>The model <see cref="TestModels.MeanHu"/> has run over all cases.</summary>
    public Task PredictAsync() =>
        _app.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<ReaderStudyDbContext>();
            var manifest = await File.ReadAllBytesAsync(Path.Combine(_app.DataFolder, "models", TestModels.MeanHu, "model.json"));
            var run = PredictionRun.Queue(
                Id,
                TestModels.MeanHu,
                ImageStore.Sha256Of(manifest),
                CaseIds.Count,
                Coordinator.Id,
                _app.Clock.GetUtcNow()
            );
            db.PredictionRuns.Add(run);
            await db.SaveChangesAsync();
            await services.GetRequiredService<RunPredictions>().Execute(run.Id, default);
            Assert.Equal((PredictionRunStatus.Succeeded, null), (run.Status, run.FailureReason));
        });

    /// <summary>As if the person had given the password.</summary>
    public Signature SignatureOf(TestPerson person, SignatureMeaning meaning, string? sha256 = null) =>
        new(Id, person.Id, person.Name, meaning, $"study {Id}", sha256 ?? new string('0', 64), _app.Clock.GetUtcNow());

    /// <summary>The study with members and readers, tracked by the context.</summary>
    public Task<Study> LoadAsync(ReaderStudyDbContext db) =>
        db.Studies.Include(s => s.Members).Include(s => s.Readers).SingleAsync(s => s.Id == Id);

    /// <summary>Adds cases after those that are there.</summary>
    public Task AddCasesAsync(int count, bool withTruth = true) =>
        _app.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<ReaderStudyDbContext>();
            var store = services.GetRequiredService<ImageStore>();
            var ids = CaseIds.ToList();
            for (var i = 0; i < count; i++)
            {
                var number = ids.Count + 1;
                var code = "C" + number.ToString("000", CultureInfo.InvariantCulture);
                var one = new Case(Id, code, $"{Id:N}-{number}");
                one.Describe("Centre A", number % 2 == 0 ? "F" : "M", 50 + (number % 30), 10 + number);
                one.AddSeries(await TestImages.StoreSeriesAsync(store, Id, one.Id, Phase.Arterial, 100));
                one.AddSeries(await TestImages.StoreSeriesAsync(store, Id, one.Id, Phase.PortalVenous, 200));
                db.Cases.Add(one);
                if (withTruth)
                {
                    var truth = _truths[(number - 1) % _truths.Count];
                    db.ReferenceStandards.Add(new ReferenceStandard(one.Id, 1, truth, "test", Coordinator.Id, _app.Clock.GetUtcNow()));
                }

                ids.Add(one.Id);
            }

            await db.SaveChangesAsync();
            CaseIds = ids;
        });
}
