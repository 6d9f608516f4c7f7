using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Web.Features.Predictions;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Tests.Predictions;

[Collection(App.Collection)]
public sealed class PredictionRunTests(App app)
{
    private static readonly string[] Revealing = ["1.75", "-0.625", "scores", "HCC", "FNH", "malignant", "benign"];

    [Fact]
    public async Task A_model_runs_over_all_included_cases_and_its_raw_scores_are_stored()
    {
        var study = await TestStudy.DraftAsync(app, cases: 3);
        using var browser = await app.SignInAsync(study.Coordinator);

        var run = await RunToEndAsync(study, browser);

        Assert.Equal((PredictionRunStatus.Succeeded, 3, 3), (run.Status, run.CasesDone, run.CasesTotal));
        var predictions = await app.DataAsync(db => db.Predictions.Where(p => p.RunId == run.Id).ToListAsync());
        Assert.Equal(study.CaseIds.Order(), predictions.Select(p => p.CaseId).Order());
        foreach (var prediction in predictions)
        {
            var scores = JsonSerializer.Deserialize<Dictionary<string, double>>(prediction.ScoresJson!)!;
            Assert.Equal(["HCC", "ICC", "MET", "FNH", "HEM", "CYST"], scores.Keys);
            Assert.Equal([1.75, 0.5, 0.75, 1, 0.25, -0.625], scores.Values.Select(s => Math.Round(s, 5)));
            Assert.Equal(64, prediction.PreprocessingSha256.Length);
            Assert.Contains("CPU", prediction.Runtime, StringComparison.Ordinal);
            Assert.True(prediction.ElapsedMs > 0);
        }

        var actions = await app.DataAsync(db =>
            db.AuditEntries.Where(e => e.Subject == $"prediction run {run.Id}").OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync()
        );
        Assert.Equal(["predictions.started", "predictions.finished"], actions);
    }

    [Fact]
    public async Task Nobody_sees_a_score_or_a_label_before_the_unblinding()
    {
        var study = await TestStudy.DraftAsync(app, cases: 3);
        using (var browser = await app.SignInAsync(study.Coordinator))
        {
            await RunToEndAsync(study, browser);
        }

        await study.SealAsync();
        await study.ReadAllAsync();
        await AssertBlindAsync(study);
        await study.LockDataAsync();
        await AssertBlindAsync(study);
    }

    [Fact]
    public async Task A_cancelled_run_goes_on_where_it_stopped_and_does_no_case_twice()
    {
        var study = await TestStudy.DraftAsync(app, cases: 4);
        using var browser = await app.SignInAsync(study.Coordinator);
        var id = await QueueAsync(study);
        await app.DataAsync(async db =>
        {
            var run = await db.PredictionRuns.SingleAsync(r => r.Id == id);
            run.RequestCancel();
            return await db.SaveChangesAsync();
        });
        await ExecuteAsync(id);
        Assert.Equal((PredictionRunStatus.Cancelled, 0), await StateAsync(id));

        // One case done by hand: what is there is never done again.
        await app.DataAsync(async db =>
        {
            db.Predictions.Add(Prediction.NotPossible(id, study.CaseIds[2], "kept", app.Clock.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
        using var resumed = await browser.PostAsync($"{study.Url}/predictions/{id}/resume");
        Assert.Equal(HttpStatusCode.Redirect, resumed.StatusCode);
        await UntilOverAsync(id);

        Assert.Equal((PredictionRunStatus.Succeeded, 4), await StateAsync(id));
        var predictions = await app.DataAsync(db => db.Predictions.Where(p => p.RunId == id).ToListAsync());
        Assert.Equal(4, predictions.Count);
        Assert.Equal("kept", predictions.Single(p => p.CaseId == study.CaseIds[2]).FailureReason);
    }

    [Fact]
    public async Task A_run_is_cancelled_from_the_page_and_resumed_at_once()
    {
        var study = await TestStudy.DraftAsync(app, cases: 400, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);
        using var started = await browser.PostAsync($"{study.Url}/predictions", ("model", TestModels.MeanHu));
        var id = await app.DataAsync(db => db.PredictionRuns.Where(r => r.StudyId == study.Id).Select(r => r.Id).SingleAsync());

        using var cancelled = await browser.PostAsync($"{study.Url}/predictions/{id}/cancel");
        await UntilOverAsync(id);
        var (status, done) = await StateAsync(id);
        using var resumed = await browser.PostAsync($"{study.Url}/predictions/{id}/resume");
        await UntilOverAsync(id);

        Assert.Equal(PredictionRunStatus.Cancelled, status);
        Assert.InRange(done, 0, 399);
        Assert.Equal(HttpStatusCode.Redirect, resumed.StatusCode);
        Assert.Equal((PredictionRunStatus.Succeeded, 400), await StateAsync(id));
        Assert.Equal(400, await app.DataAsync(db => db.Predictions.CountAsync(p => p.RunId == id)));
    }

    [Fact]
    public async Task A_case_that_the_model_cannot_score_gets_its_reason_and_the_run_goes_on()
    {
        var study = await TestStudy.DraftAsync(app, cases: 3);
        await app.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<Data.ReaderStudyDbContext>();
            var series = await db.Series.FirstAsync(s => s.CaseId == study.CaseIds[1] && s.Phase == Domain.Cohorts.Phase.Arterial);
            series.ConfirmPhase(Domain.Cohorts.Phase.Delayed);
            var lost = await db.Series.Include(s => s.Instances).FirstAsync(s => s.CaseId == study.CaseIds[2]);
            services.GetRequiredService<ImageStore>().Delete(lost.Instances[0].FileKey);
            await db.SaveChangesAsync();
        });
        using var browser = await app.SignInAsync(study.Coordinator);

        var run = await RunToEndAsync(study, browser);

        Assert.Equal((PredictionRunStatus.Succeeded, 3), (run.Status, run.CasesDone));
        var text = Visitor.TextOf(await browser.PageAsync($"{study.Url}/predictions"));
        Assert.Contains("2 cases could not be scored", text, StringComparison.Ordinal);
        Assert.Contains("C002 The model needs arterial, portal-venous; the case has no arterial.", text, StringComparison.Ordinal);
        Assert.Contains("a stored image is missing", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_changed_since_it_was_queued_is_refused()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1);
        var id = await QueueAsync(study, sha256: new string('0', 64));

        await ExecuteAsync(id);

        var run = await app.DataAsync(db => db.PredictionRuns.SingleAsync(r => r.Id == id));
        Assert.Equal(PredictionRunStatus.Failed, run.Status);
        Assert.Contains("The model changed since this run was started", run.FailureReason, StringComparison.Ordinal);
        Assert.Equal(0, await app.DataAsync(db => db.Predictions.CountAsync(p => p.RunId == id)));
    }

    [Fact]
    public async Task Only_coordinators_start_runs()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1);
        foreach (
            var (person, expected) in new[] { (study.Statistician, 403), (study.Readers[0], 403), (await app.PersonAsync("stranger"), 404) }
        )
        {
            using var browser = await app.SignInAsync(person);
            using var answer = await browser.PostAsync($"{study.Url}/predictions", ("model", TestModels.MeanHu));
            Assert.Equal(expected, (int)answer.StatusCode);
        }

        Assert.Equal(0, await app.DataAsync(db => db.PredictionRuns.CountAsync(r => r.StudyId == study.Id)));
    }

    [Fact]
    public async Task An_unknown_model_is_refused_by_name()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1);
        using var browser = await app.SignInAsync(study.Coordinator);

        using var answer = await browser.PostAsync($"{study.Url}/predictions", ("model", "../mean-hu"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains(StartPredictions.ModelIsUsable.Code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_model_card_names_hash_use_and_held_out_results()
    {
        using var browser = await app.SignInAsync(await app.PersonAsync("someone"));

        var list = Visitor.TextOf(await browser.PageAsync("/models"));
        var card = Visitor.TextOf(await browser.PageAsync($"/models/{TestModels.MeanHu}"));

        Assert.Contains("Mean grey (for tests) mean-hu 1.0.0 Apache-2.0", list, StringComparison.Ordinal);
        Assert.Contains("Ready", list, StringComparison.Ordinal);
        Assert.Contains("On this machine the golden input gives the golden scores", card, StringComparison.Ordinal);
        Assert.Contains("50.0 % (6 of 12; 95 % interval 25.4 to 74.6)", card, StringComparison.Ordinal);
        var sha256 = ImageStore.Sha256Of(
            await File.ReadAllBytesAsync(Path.Combine(app.DataFolder, "models", TestModels.MeanHu, "model.json"))
        );
        Assert.Contains(sha256, card, StringComparison.Ordinal);
    }

    private async Task AssertBlindAsync(TestStudy study)
    {
        foreach (var person in new[] { study.Coordinator, study.Statistician, study.Truther, study.Readers[0] })
        {
            using var browser = await app.SignInAsync(person);
            foreach (
                var url in new[]
                {
                    "",
                    "/predictions",
                    "/predictions/progress",
                    "/analysis",
                    "/analysis/report.pdf",
                    "/analysis/results.json",
                    "/analysis/cases?task=benign-malignant&reader=Reader 1&truth=all&cell=both",
                }
            )
            {
                using var answer = await browser.GetAsync(study.Url + url);
                var body = await answer.Content.ReadAsStringAsync();
                Assert.All(
                    Revealing.Where(_ => url.Length > 0),
                    word => Assert.DoesNotContain(word, Visitor.TextOf(body), StringComparison.Ordinal)
                );
                if (url.StartsWith("/analysis", StringComparison.Ordinal))
                {
                    Assert.True(
                        answer.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.Forbidden,
                        $"{url} gave {answer.StatusCode}"
                    );
                }
            }
        }
    }

    private async Task<PredictionRun> RunToEndAsync(TestStudy study, Visitor browser)
    {
        using var answer = await browser.PostAsync($"{study.Url}/predictions", ("model", TestModels.MeanHu));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var id = await app.DataAsync(db => db.PredictionRuns.Where(r => r.StudyId == study.Id).Select(r => r.Id).SingleAsync());
        await UntilOverAsync(id);
        return await app.DataAsync(db => db.PredictionRuns.SingleAsync(r => r.Id == id));
    }

    private Task UntilOverAsync(Guid runId) =>
        Until.SoAsync(
            "the end of the run",
            () => app.DataAsync(async db => (await db.PredictionRuns.SingleAsync(r => r.Id == runId)).IsOver),
            pause: 50
        );

    /// <summary>A run in the database that no job knows of.</summary>
    private Task<Guid> QueueAsync(TestStudy study, string? sha256 = null) =>
        app.DataAsync(async db =>
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(app.DataFolder, "models", TestModels.MeanHu, "model.json"));
            var run = PredictionRun.Queue(
                study.Id,
                TestModels.MeanHu,
                sha256 ?? ImageStore.Sha256Of(bytes),
                study.CaseIds.Count,
                study.Coordinator.Id,
                app.Clock.GetUtcNow()
            );
            db.PredictionRuns.Add(run);
            await db.SaveChangesAsync();
            return run.Id;
        });

    private Task ExecuteAsync(Guid runId) =>
        app.InScopeAsync(services => services.GetRequiredService<RunPredictions>().Execute(runId, CancellationToken.None));

    private Task<(PredictionRunStatus Status, int Done)> StateAsync(Guid runId) =>
        app.DataAsync(async db =>
        {
            var run = await db.PredictionRuns.SingleAsync(r => r.Id == runId);
            return (run.Status, run.CasesDone);
        });
}
