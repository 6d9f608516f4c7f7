using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Analysis.Results;
using ReaderStudy.Data;
using ReaderStudy.Data.Evidence;
using ReaderStudy.Dicom;
using ReaderStudy.Domain.Audit;
using ReaderStudy.Domain.Conduct;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Randomisation;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Demo;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Tests.Demo;

/// <summary>The demo is made once for all tests of this class.</summary>
public sealed class DemoApp : IAsyncLifetime
{
    public App App { get; } = new();

    public async Task InitializeAsync() =>
        await App.InScopeAsync(async services =>
        {
            await DemoAccounts.CreateAsync(services.GetRequiredService<UserManager<Person>>());
            Assert.True(await services.GetRequiredService<SeedTable3Study>().Handle(default));
            Assert.True(await services.GetRequiredService<SeedPhantomStudy>().Handle(default));
        });

    public async Task DisposeAsync() => await App.DisposeAsync();
}

public sealed class DemoTests(DemoApp demo) : IClassFixture<DemoApp>
{
    private readonly App _app = demo.App;

    [Fact]
    public async Task The_phantom_study_is_half_read_and_ready_to_go_on()
    {
        var study = await StudyAsync(SeedPhantomStudy.Name);

        Assert.Equal(StudyStatus.Reading, study.Status);
        var cases = await _app.DataAsync(db => db.Cases.Where(c => c.StudyId == study.Id).OrderBy(c => c.Code).ToListAsync());
        Assert.Equal(12, cases.Count);
        Assert.True(cases.Select(c => c.Centre).Distinct().Count() >= 2);
        var truths = await _app.DataAsync(db =>
            db.ReferenceStandards.Where(r => db.Cases.Any(c => c.StudyId == study.Id && c.Id == r.CaseId))
                .Select(r => r.ClassId)
                .ToListAsync()
        );
        Assert.Equal(
            [("CYST", 2), ("FNH", 2), ("HCC", 2), ("HEM", 2), ("ICC", 2), ("MET", 2)],
            truths.CountBy(t => t).Select(t => (t.Key, t.Value)).Order()
        );
        var locked = await _app.DataAsync(db => db.Readings.CountAsync(r => r.StudyId == study.Id && r.Status == ReadingStatus.Locked));
        Assert.Equal(18, locked);
        var junior = await _app.DataAsync(db => db.Users.SingleAsync(p => p.Email == "junior@demo.example"));
        var session = Assert.Single(await _app.InScopeAsync(s => s.GetRequiredService<ReaderDesk>().SessionsAsync(junior.Id, default)));
        Assert.Equal((12, 7, true), (session.Total, session.Locked, session.IsOpen));
        var run = await _app.DataAsync(db => db.PredictionRuns.SingleAsync(r => r.StudyId == study.Id));
        Assert.Equal((PredictionRunStatus.Queued, TestModels.MeanHu, 12), (run.Status, run.ModelId, run.CasesTotal));
    }

    [Fact]
    public async Task The_phantom_study_was_sealed_as_any_other_and_its_trail_is_whole()
    {
        var study = await StudyAsync(SeedPhantomStudy.Name);
        var kept = await _app.DataAsync(db => db.SealedAllocations.SingleAsync(a => a.StudyId == study.Id));
        var signature = await _app.DataAsync(db => db.Signatures.SingleAsync(s => s.StudyId == study.Id));
        var version = await _app.DataAsync(db => db.ProtocolVersions.SingleAsync(v => v.StudyId == study.Id));
        var stored = await _app.DataAsync(db => db.ReadingSessions.Include(s => s.Places).Where(s => s.StudyId == study.Id).ToListAsync());

        Assert.Equal(
            Allocation
                .Draw(AllocationJson.Read(kept.InputJson))
                .Select(s => (s.Number, s.ReaderId, s.ArmId, Order(s.Places.Select(p => p.CaseId)))),
            stored
                .OrderBy(s => s.Number)
                .Select(s => (s.Number, s.ReaderId, s.ArmId, Order(s.Places.OrderBy(p => p.Position).Select(p => p.CaseId))))
        );
        Assert.Equal(
            (SignatureMeaning.Seal, "protocol 1", study.ProtocolSha256, study.ProtocolSha256),
            (signature.Meaning, signature.Subject, version.Sha256, signature.SubjectSha256)
        );
        Assert.Contains(
            kept.Sha256,
            await _app.DataAsync(db =>
                db.AuditEntries.Where(e => e.StudyId == study.Id && e.Action == "study.sealed").Select(e => e.Detail).SingleAsync()
            ),
            StringComparison.Ordinal
        );
        Assert.Empty((await _app.DataAsync(db => new VerifyAudit(db).RunAsync([], default))).Faults);

        static string Order(IEnumerable<Guid> cases) => string.Join(' ', cases);
    }

    [Fact]
    public async Task A_reader_goes_on_with_the_next_case_and_its_images_carry_no_name()
    {
        var junior = await _app.DataAsync(db => db.Users.SingleAsync(p => p.Email == "junior@demo.example"));
        var keys = await _app.InScopeAsync(async s =>
        {
            var desk = s.GetRequiredService<ReaderDesk>();
            var session = (await desk.SessionsAsync(junior.Id, default)).Single();
            var next = await desk.OpenAsync(junior.Id, session.SessionId, 8, default);
            Assert.True(next.Case.Series.Count >= 3);
            return await desk.StackAsync(junior.Id, session.SessionId, 8, 0, default);
        });

        var store = _app.Services.GetRequiredService<ImageStore>();
        var positions = new List<double>();
        foreach (var key in keys)
        {
            var image = DicomFile.Read(await store.ReadAsync(key, default)).Dataset;
            Assert.Equal(image.GetString(DicomTags.PatientId), image.GetString(DicomTags.PatientName));
            Assert.Null(image.GetText(DicomTags.PatientBirthDate));
            Assert.Equal("YES", image.GetString(DicomTags.PatientIdentityRemoved));
            positions.Add(image.GetDoubles(DicomTags.ImagePositionPatient)[2]);
        }

        Assert.Equal(positions.Order(), positions);
    }

    [Fact]
    public async Task The_table_3_study_is_finished_and_analysed()
    {
        var study = await StudyAsync(SeedTable3Study.Name);
        var run = await _app.DataAsync(db => db.AnalysisRuns.SingleAsync(r => r.StudyId == study.Id));

        Assert.Equal((StudyStatus.Analysed, true), (study.Status, study.IsImported));
        var task = ResultsJson.Read(run.ResultsJson).Arms.Single().Tasks[0];
        // The printed Table 3: 91.0, 86.4, 86.9, 88.7 % of 221.
        Assert.Equal([201, 191, 192, 196], task.Raters.Select(r => r.Accuracy.Count));
    }

    [Fact]
    public async Task Making_the_demo_again_changes_nothing()
    {
        var before = await _app.DataAsync(db => db.Cases.CountAsync());

        await _app.InScopeAsync(async s =>
        {
            Assert.False(await s.GetRequiredService<SeedTable3Study>().Handle(default));
            Assert.False(await s.GetRequiredService<SeedPhantomStudy>().Handle(default));
        });

        Assert.Equal(before, await _app.DataAsync(db => db.Cases.CountAsync()));
        var entries = await _app.DataAsync(db => db.AuditEntries.OrderBy(e => e.Sequence).ToListAsync());
        Assert.Null(AuditChain.FaultIn(entries));
    }

    private Task<Study> StudyAsync(string name) => _app.DataAsync(db => db.Studies.SingleAsync(s => s.Name == name));
}
