using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Data;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Analysis;
using ReaderStudy.Web.Features.Sealing;
using ReaderStudy.Web.Tests.ReadingRoom;

namespace ReaderStudy.Web.Tests.Sealing;

/// <summary>Of several runs of a model the sealing, the readers and the analysis take the same one.</summary>
[Collection(App.Collection)]
public sealed class SealedRunTests(App app)
{
    [Fact]
    public async Task Readers_see_and_the_analysis_counts_the_run_that_was_fixed_at_the_sealing()
    {
        var study = await AidedAsync();
        var now = app.Clock.GetUtcNow();
        // The first one started ends last: by the end one would be taken, by the start the other.
        await RunAsync(study, "ICC", now.AddHours(-3), now.AddHours(-1));
        var last = await RunAsync(study, "MET", now.AddHours(-2), now.AddHours(-1.5));
        await study.SealAsync();
        await RunAsync(study, "CYST", now.AddMinutes(1), now.AddMinutes(2));

        var kept = await app.DataAsync(db => db.SealedRuns.SingleAsync(r => r.StudyId == study.Id));
        var shown = await ShownAsync(study);
        await study.ReadAllAsync();
        await study.LockDataAsync();
        await study.UnblindAsync();

        Assert.Equal((TestModels.MeanHu, last), (kept.ModelId, kept.RunId));
        Assert.Equal("Metastasis", shown);
        Assert.Equal(["MET"], await CountedAsync(study));
        using var statistician = await app.SignInAsync(study.Statistician);
        var page = Visitor.TextOf(await statistician.PageAsync($"{study.Url}/analysis"));
        Assert.DoesNotContain("finished after this analysis", page, StringComparison.Ordinal);
        var told = await app.DataAsync(db => db.AuditEntries.SingleAsync(e => e.StudyId == study.Id && e.Action == "study.sealed"));
        Assert.Contains($"shown of {TestModels.MeanHu}: prediction run {last}", told.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_study_from_before_runs_were_fixed_shows_and_counts_the_last_one_started_before_its_sealing()
    {
        // Laid out by hand: nothing was fixed.
        var protocol = DeskStudy.TwoArms with
        {
            Arms = [DeskStudy.TwoArms.Arms[1]],
        };
        var desk = await DeskStudy.SealedAsync(app, protocol, 1, new Layout("aided", Layout.Cases(0)));
        var now = app.Clock.GetUtcNow();
        await RunAsync(desk.Study, "ICC", now.AddHours(-3), now.AddHours(1), DeskStudy.Model);
        await RunAsync(desk.Study, "CYST", now.AddMinutes(1), now.AddMinutes(2), DeskStudy.Model);

        Assert.False(await app.DataAsync(db => db.SealedRuns.AnyAsync(r => r.StudyId == desk.Study.Id)));
        Assert.Equal("Hepatocellular carcinoma", await ShownAsync(desk.Study));
        Assert.Equal(["HCC"], await CountedAsync(desk.Study, DeskStudy.Model));
    }

    [Fact]
    public async Task Of_a_model_that_no_arm_shows_the_last_finished_run_counts_and_the_report_says_so()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        await study.ReadAllAsync();
        await study.LockDataAsync();
        await study.UnblindAsync();
        var now = app.Clock.GetUtcNow();
        await RunAsync(study, "ICC", now.AddHours(-3), now.AddHours(-1));
        await RunAsync(study, "MET", now.AddHours(-2), now.AddHours(-1.5));

        Assert.Equal(["ICC"], await CountedAsync(study));
        Assert.False(await app.DataAsync(db => db.SealedRuns.AnyAsync(r => r.StudyId == study.Id)));
    }

    [Fact]
    public async Task A_protocol_is_not_sealed_while_a_model_that_an_arm_shows_is_running()
    {
        var study = await AidedAsync();
        var now = app.Clock.GetUtcNow();
        await RunAsync(study, "ICC", now.AddHours(-3), now.AddHours(-1));
        var running = await RunAsync(study, "MET", now.AddHours(-2), null);
        using var browser = await app.SignInAsync(study.Coordinator);

        var page = Visitor.TextOf(await browser.PageAsync($"{study.Url}/seal"));
        using var refused = await browser.PostAsync($"{study.Url}/seal", ("password", App.Password));
        Assert.Contains(DesignNeeds.RunsHaveEnded.Message, page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains(DesignNeeds.RunsHaveEnded.Code, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await app.DataAsync(async db =>
        {
            (await db.PredictionRuns.SingleAsync(r => r.Id == running)).Cancel(now);
            return await db.SaveChangesAsync();
        });
        using var answer = await browser.PostAsync($"{study.Url}/seal", ("password", App.Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    /// <summary>One case that one reader reads with the AI.</summary>
    private async Task<TestStudy> AidedAsync()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1, readers: 1);
        await study.DesignAsync(app, p => p with { Arms = [DesignedStudy.Aided] });
        return study;
    }

    /// <summary>A run of the model that says one class of every case.</summary>
    private Task<Guid> RunAsync(
        TestStudy study,
        string says,
        DateTimeOffset requested,
        DateTimeOffset? finished,
        string model = TestModels.MeanHu
    ) =>
        app.DataAsync(async db =>
        {
            var run = PredictionRun.Queue(study.Id, model, new string('a', 64), study.CaseIds.Count, study.Coordinator.Id, requested);
            db.PredictionRuns.Add(run);
            if (finished is { } at)
            {
                run.Succeed(at);
                var scores = JsonSerializer.Serialize(TestStudy.Classes.ToDictionary(c => c, c => c == says ? 3.0 : 0.5));
                db.Predictions.AddRange(
                    study.CaseIds.Select(c => Prediction.Scored(run.Id, c, scores, new string('b', 64), "test", 1, at))
                );
            }

            await db.SaveChangesAsync();
            return run.Id;
        });

    /// <summary>What the reader sees of the first case.</summary>
    private async Task<string?> ShownAsync(TestStudy study)
    {
        var session = await study.SessionOfAsync(study.Readers[0]);
        return await app.InScopeAsync(async s =>
            (await s.GetRequiredService<ReaderDesk>().OpenAsync(study.Readers[0].Id, session, 1, default)).Ai?.Label
        );
    }

    /// <summary>What the analysis has of the model, question by question.</summary>
    private Task<List<string>> CountedAsync(TestStudy study, string model = TestModels.MeanHu) =>
        app.InScopeAsync(async s =>
        {
            var loaded = await study.LoadAsync(s.GetRequiredService<ReaderStudyDbContext>());
            var collected = await s.GetRequiredService<StudyRatings>().Handle(loaded, default);
            return collected.Table.Ratings.Where(r => r.RaterId == model && r.Question == "subtype").SelectMany(r => r.Labels).ToList();
        });
}
