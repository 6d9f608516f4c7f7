using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Domain.Truth;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Tests.Studies;

[Collection(App.Collection)]
public sealed class StudyLifeTests(App app)
{
    [Fact]
    public async Task A_new_study_shows_what_each_template_is_for()
    {
        var coordinator = await app.PersonAsync("coordinator", Data.AccountRoles.Coordinator);
        using var browser = await app.SignInAsync(coordinator);

        var page = Visitor.TextOf(await browser.PageAsync("/studies/new"));

        Assert.All(ProtocolJson.Templates, t => Assert.Contains(ProtocolJson.Template(t).Description!, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_draft_shows_its_steps_and_one_next_step()
    {
        var study = await TestStudy.DraftAsync(app, cases: 2, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);
        var ready = Visitor.TextOf(await browser.PageAsync(study.Url));
        using var replaced = await browser.PostAsync(
            $"{study.Url}/protocol/text",
            ("text", ProtocolJson.Write(ProtocolJson.Template("crossover-unaided-aided")))
        );

        var waiting = Visitor.TextOf(await browser.PageAsync(study.Url));

        Assert.Contains("Next step Seal the protocol", ready, StringComparison.Ordinal);
        Assert.Contains("Done 2 cases are included.", ready, StringComparison.Ordinal);
        Assert.Contains("Next step Complete the protocol", waiting, StringComparison.Ordinal);
        Assert.Contains("To do Arm 'aided' shows a model's output, and no model is named.", waiting, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_step_goes_where_something_is_missing()
    {
        var study = await TestStudy.DraftAsync(app, cases: 3, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);
        var crossover = ProtocolJson.Template("crossover-unaided-aided");
        var named = crossover with { Arms = [crossover.Arms[0], crossover.Arms[1] with { Model = "a-model" }] };
        using var withTraining = await browser.PostAsync($"{study.Url}/protocol/text", ("text", ProtocolJson.Write(named)));
        var untrained = Visitor.TextOf(await browser.PageAsync(study.Url));
        using var without = await browser.PostAsync(
            $"{study.Url}/protocol/text",
            ("text", ProtocolJson.Write(named with { Training = null }))
        );
        var unpredicted = Visitor.TextOf(await browser.PageAsync(study.Url));

        Assert.Contains("Next step Complete the cohort", untrained, StringComparison.Ordinal);
        Assert.Contains("Next step Run the model", unpredicted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("crossover-unaided-aided", "study.protocol-complete")]
    [InlineData("free-response-detection", "study.protocol-complete")]
    public async Task A_protocol_that_cannot_be_read_yet_is_not_sealed(string template, string rule)
    {
        var study = await TestStudy.DraftAsync(app, cases: 1, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);
        var protocol = ProtocolJson.Template(template);
        var known = protocol with
        {
            Reference = new ReferenceClasses
            {
                Classes = [.. protocol.Reference.Classes, new ReferenceClass("HCC", "HCC", protocol.Reference.Classes[0].Group)],
            },
        };
        var text = ProtocolJson.Write(protocol.Reference.Find("HCC") is null ? known : protocol);
        using var replaced = await browser.PostAsync($"{study.Url}/protocol/text", ("text", text));
        Assert.Equal(HttpStatusCode.Redirect, replaced.StatusCode);

        using var answer = await browser.PostAsync($"{study.Url}/seal", ("password", App.Password));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains(rule, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_has_the_protocol_the_people_and_its_own_images_and_never_a_truth_that_is_hidden()
    {
        var study = await TestStudy.SealedAsync(app, cases: 2, readers: 2);
        using var browser = await app.SignInAsync(study.Coordinator);

        using var answer = await browser.PostAsync(
            $"{study.Url}/clone",
            ("name", "The second"),
            ("people", "true"),
            ("cases", "true"),
            ("truth", "true")
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var id = Guid.Parse(answer.Headers.Location!.ToString().Split('/')[^1]);
        var copy = await app.DataAsync(db => db.Studies.Include(s => s.Members).Include(s => s.Readers).SingleAsync(s => s.Id == id));
        var source = await app.DataAsync(study.LoadAsync);
        Assert.Equal((StudyStatus.Draft, source.ProtocolText), (copy.Status, copy.ProtocolText));
        Assert.Equal(
            source.Readers.Select(r => (r.Name, r.Level, r.PersonId)).Order(),
            copy.Readers.Select(r => (r.Name, r.Level, r.PersonId)).Order()
        );
        Assert.True(copy.IsMember(study.Statistician.Id, StudyRole.Statistician) && copy.IsMember(study.Truther.Id, StudyRole.Truther));
        Assert.Equal(
            0,
            await app.DataAsync(db => db.ReferenceStandards.CountAsync(r => db.Cases.Any(c => c.Id == r.CaseId && c.StudyId == id)))
        );
        var images = await ImagesAsync(id);
        var originals = await ImagesAsync(study.Id);
        Assert.Equal(
            originals.Select(i => (i.Sha256, i.SopInstanceUid, i.Position)).Order(),
            images.Select(i => (i.Sha256, i.SopInstanceUid, i.Position)).Order()
        );
        var store = app.Services.GetRequiredService<ImageStore>();
        foreach (var image in images)
        {
            Assert.Equal(image.Sha256, ImageStore.Sha256Of(await store.ReadAsync(image.FileKey, default)));
        }

        Assert.Empty(images.Select(i => i.FileKey).Intersect(originals.Select(i => i.FileKey)));
        var keys = app.Services.GetRequiredService<StudyKeys>();
        Assert.Equal(keys.Of(study.Id), keys.Of(id));
    }

    [Fact]
    public async Task A_truth_that_was_recorded_is_copied_with_its_kind_and_month_and_one_from_votes_is_not()
    {
        var recorded = await TestStudy.DraftAsync(app, cases: 1, readers: 1, withTruth: false);
        var month = new DateOnly(2024, 5, 1);
        await app.DataAsync(async db =>
        {
            db.Add(
                new ReferenceStandard(
                    recorded.CaseIds[0],
                    1,
                    "HCC",
                    "report",
                    recorded.Coordinator.Id,
                    app.Clock.GetUtcNow(),
                    ReferenceKind.Pathology,
                    month
                )
            );
            return await db.SaveChangesAsync();
        });
        var (voted, truthers) = await Truth.TruthStudy.DraftAsync(app, TruthRule.TwoPlusOne, cases: 1);
        using var one = await Truth.TruthStudy.VoteAsync(app, voted, truthers[0], 0, "HCC");
        using var two = await Truth.TruthStudy.VoteAsync(app, voted, truthers[1], 0, "HCC");

        var truth = Assert.Single(await TruthsOfCopyAsync(recorded, "The study was copied. It is a draft."));

        Assert.Equal(("HCC", ReferenceKind.Pathology, month), (truth.ClassId, truth.Kind, truth.ReferenceDate));
        Assert.Empty(await TruthsOfCopyAsync(voted, "copied, without its reference standard"));

        async Task<List<ReferenceStandard>> TruthsOfCopyAsync(TestStudy study, string notice)
        {
            using var browser = await app.SignInAsync(study.Coordinator);
            using var answer = await browser.PostAsync($"{study.Url}/clone", ("name", "Copy"), ("cases", "true"), ("truth", "true"));
            var id = Guid.Parse(answer.Headers.Location!.ToString().Split('/')[^1]);
            Assert.Contains(notice, await browser.PageAsync($"/studies/{id}"), StringComparison.Ordinal);
            return await app.DataAsync(db =>
                db.ReferenceStandards.Where(r => db.Cases.Any(c => c.Id == r.CaseId && c.StudyId == id)).ToListAsync()
            );
        }
    }

    /// <summary>An image is lost half way; a request that its sender gives up ends the same way.</summary>
    [Fact]
    public async Task A_copy_that_cannot_be_finished_leaves_nothing_behind()
    {
        var study = await TestStudy.DraftAsync(app, cases: 2, readers: 1);
        var lost = (await ImagesAsync(study.Id)).MaxBy(i => i.FileKey, StringComparer.Ordinal)!;
        app.Services.GetRequiredService<ImageStore>().Delete(lost.FileKey);
        using var browser = await app.SignInAsync(study.Coordinator);
        var (folders, keys, studies) = await LeftAsync();

        using var answer = await browser.PostAsync($"{study.Url}/clone", ("name", "Never"), ("cases", "true"));

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var left = await LeftAsync();
        Assert.Equal(folders, left.Folders);
        Assert.Equal(keys, left.Keys);
        Assert.Equal(studies, left.Studies);

        async Task<(string[] Folders, string[] Keys, int Studies)> LeftAsync() =>
            (
                Directory.GetDirectories(Path.Combine(app.DataFolder, "images")),
                // The first copy makes the key of the study that is copied.
                Directory
                    .GetFiles(app.DataFolder, "*.key", SearchOption.AllDirectories)
                    .Where(f => !f.EndsWith($"{study.Id:N}.key", StringComparison.Ordinal))
                    .ToArray(),
                await app.DataAsync(db => db.Studies.CountAsync(s => s.Name == "Never"))
            );
    }

    [Fact]
    public async Task A_draft_passes_its_truth_on_when_that_is_chosen()
    {
        var study = await TestStudy.DraftAsync(app, cases: 2, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);

        using var answer = await browser.PostAsync($"{study.Url}/clone", ("name", "The second"), ("cases", "true"), ("truth", "true"));

        var id = Guid.Parse(answer.Headers.Location!.ToString().Split('/')[^1]);
        var truths = await app.DataAsync(db =>
            (
                from truth in db.ReferenceStandards
                join one in db.Cases on truth.CaseId equals one.Id
                where one.StudyId == id
                orderby one.Code
                select truth.ClassId
            ).ToListAsync()
        );
        Assert.Equal(["HCC", "ICC"], truths);
        Assert.Empty((await app.DataAsync(db => db.Studies.Include(s => s.Readers).SingleAsync(s => s.Id == id))).Readers);
    }

    [Fact]
    public async Task A_deleted_draft_leaves_its_trace_and_no_image()
    {
        var study = await TestStudy.DraftAsync(app, cases: 1, readers: 1, name: "A mistaken study");
        using var browser = await app.SignInAsync(study.Coordinator);
        var images = await ImagesAsync(study.Id);
        var store = app.Services.GetRequiredService<ImageStore>();

        using var unsigned = await browser.PostAsync($"{study.Url}/delete", ("reason", "Made by mistake."), ("password", "wrong"));
        Assert.Equal(HttpStatusCode.OK, unsigned.StatusCode);
        Assert.True(store.Exists(images[0].FileKey));
        using var deleted = await browser.PostAsync($"{study.Url}/delete", ("reason", "Made by mistake."), ("password", App.Password));

        Assert.Equal(HttpStatusCode.Redirect, deleted.StatusCode);
        Assert.All(images, i => Assert.False(store.Exists(i.FileKey)));
        Assert.Equal(images.Count, (await ImagesAsync(study.Id)).Count);
        using var gone = await browser.GetAsync(study.Url);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.DoesNotContain(study.Id.ToString(), await browser.PageAsync("/"), StringComparison.Ordinal);
        var trace = Visitor.TextOf(await browser.PageAsync("/studies/archived"));
        Assert.Contains("A mistaken study Draft deleted, with its images", trace, StringComparison.Ordinal);
        Assert.Contains($"{study.Coordinator.Name} Made by mistake.", trace, StringComparison.Ordinal);
        Assert.True(await app.DataAsync(db => db.AuditEntries.AnyAsync(a => a.StudyId == study.Id && a.Action == "study.removed")));
    }

    [Fact]
    public async Task A_sealed_study_cannot_be_deleted()
    {
        var study = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);

        using var answer = await browser.PostAsync($"{study.Url}/delete", ("reason", "Made by mistake."), ("password", App.Password));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains(Study.SealedStays.Code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archived_study_leaves_the_home_page_and_can_still_be_looked_at()
    {
        var study = await TestStudy.UnblindedAsync(app, cases: 1, readers: 1);
        using var browser = await app.SignInAsync(study.Coordinator);

        using var answer = await browser.PostAsync($"{study.Url}/archive");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var home = await browser.PageAsync("/");
        Assert.DoesNotContain(study.Url, home, StringComparison.Ordinal);
        Assert.Contains("Archived studies (1)", Visitor.TextOf(home), StringComparison.Ordinal);
        Assert.Contains(study.Url, await browser.PageAsync("/studies/archived"), StringComparison.Ordinal);
        await browser.PageAsync($"{study.Url}/analysis");
    }

    private Task<List<Domain.Cohorts.Instance>> ImagesAsync(Guid studyId) =>
        app.DataAsync(db =>
            db.Cases.AsNoTracking()
                .Where(c => c.StudyId == studyId)
                .SelectMany(c => c.Series)
                .SelectMany(s => s.Instances)
                .OrderBy(i => i.FileKey)
                .ToListAsync()
        );
}
