using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Data;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Deidentification;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Features.Imports;
using ReaderStudy.Web.Features.Quality;
using ReaderStudy.Web.Hosting;
using ReaderStudy.Web.Tests.Imports;

namespace ReaderStudy.Web.Tests.Quality;

[Collection(App.Collection)]
public sealed class HeldImagesTests(App app)
{
    [Fact]
    public async Task An_image_with_text_in_it_is_in_no_case_and_not_readable_on_disk()
    {
        var (importer, study) = await StartAsync();

        var (_, state) = await importer.ImportAsync([.. Importer.Stack("H-1", 5), .. WithText("H-1", 2)]);

        Assert.Equal("5 of 7 files imported; 2 are held until somebody has looked at them.", state.GetProperty("sentence").GetString());
        Assert.Single((await CasesAsync(study)).Single().Series);
        var files = Directory.GetFiles(
            Path.Combine(app.DataFolder, "quarantine", study.Id.ToString("N")),
            "*",
            SearchOption.AllDirectories
        );
        Assert.Equal(2, files.Length);
        Assert.All(files, f => Assert.DoesNotContain("DICM", Encoding.ASCII.GetString(File.ReadAllBytes(f)), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_protocol_is_not_sealed_while_an_image_is_held()
    {
        var study = await TestStudy.DraftAsync(app);
        var importer = new Importer(await app.SignInAsync(study.Coordinator), study.Url);
        await importer.ImportAsync(WithText("H-2", 1));

        var broken = await Assert.ThrowsAsync<BrokenRuleException>(study.SealAsync);

        Assert.Equal(CohortFinding.NoneBlocksSealing, broken.Rule);
        Assert.Contains(
            "must be decided first",
            Visitor.TextOf(await importer.Browser.PageAsync(study.Url + "/seal")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Accepted_images_of_a_series_come_in_together_as_they_are()
    {
        var (importer, study) = await StartAsync();
        await importer.ImportAsync(WithText("H-3", 3));

        await DecideAsync(importer, study, "accept");

        var series = (await CasesAsync(study)).Single().Series.Single();
        Assert.Equal(3, series.Instances.Count);
        Assert.All(await ImagesAsync(series), i => Assert.Equal("NO", i.GetString(DicomTags.BurnedInAnnotation)));
        Assert.Empty(
            Directory.GetFiles(Path.Combine(app.DataFolder, "quarantine", study.Id.ToString("N")), "*", SearchOption.AllDirectories)
        );
        Assert.DoesNotContain(await FindingsAsync(study), f => f is { Kind: FindingKind.HeldImage, State: FindingState.Open });
        var (_, again) = await importer.ImportAsync(WithText("H-3", 3));
        Assert.Equal("0 of 3 files imported; 3 were there already.", again.GetProperty("sentence").GetString());
    }

    [Fact]
    public async Task Blanked_regions_are_dark_in_what_is_stored_and_nowhere_else()
    {
        var (importer, study) = await StartAsync();
        await importer.ImportAsync(WithText("H-4", 2));

        await DecideAsync(importer, study, "blank", ("left", "2"), ("top", "1"), ("width", "3"), ("height", "2"));

        foreach (var image in await ImagesAsync((await CasesAsync(study)).Single().Series.Single()))
        {
            var pixels = image.Find(DicomTags.PixelData)!.Value.Span.ToArray();
            var values = Enumerable.Range(0, 64).Select(i => BitConverter.ToInt16(pixels, 2 * i)).ToList();
            var dark = Enumerable.Range(0, 64).Where(i => values[i] != values[63]).Select(i => (i % 8, i / 8));
            Assert.Equal([(0, 0), (2, 1), (3, 1), (4, 1), (2, 2), (3, 2), (4, 2)], dark);
        }
    }

    [Fact]
    public async Task Text_is_asked_about_before_a_conflict_of_UIDs_so_that_no_decision_lets_it_in_unseen()
    {
        var (importer, study) = await StartAsync();
        var plain = DicomFile.Read(WithText("H-9", 1)[0].Bytes).Dataset;
        plain.Remove(DicomTags.BurnedInAnnotation);
        plain.SetPixels(Enumerable.Repeat((short)1024, 64).ToArray());
        await importer.ImportAsync(("H-9/plain.dcm", new DicomFile(plain).ToBytes()));

        await importer.ImportAsync(WithText("H-9", 1));

        Assert.Equal([HeldCause.BurnedInText], (await WaitingAsync(study)).Select(h => h.Cause));
        await DecideAsync(importer, study, "blank", ("left", "0"), ("top", "0"), ("width", "8"), ("height", "8"));
        var conflict = Assert.Single(await WaitingAsync(study));
        Assert.Equal(HeldCause.UidConflict, conflict.Cause);
        using var taken = await importer.Browser.PostAsync($"{study.Url}/quality/conflicts/{conflict.Id}/take");
        var stored = Assert.Single(await ImagesAsync((await CasesAsync(study)).Single().Series.Single()));
        Assert.All(stored.Find(DicomTags.PixelData)!.Value.ToArray(), b => Assert.Equal(0, b));
    }

    [Theory]
    [InlineData(20, null)]
    [InlineData(70, "6 more places are suspected than can be framed")]
    public async Task Every_suspected_place_is_framed_once_or_the_page_says_how_many_are_not(int places, string? warning)
    {
        var (importer, study) = await StartAsync();
        await importer.ImportAsync(WithText("H-12", 1));
        // The last one covers the first, so as many places remain as were asked for.
        var regions = Enumerable
            .Range(0, places)
            .Select(i => new PixelRegion(10 * i, 0, 5, 5))
            .Append(new PixelRegion(0, 0, 6, 6))
            .ToList();
        var json = System.Text.Json.JsonSerializer.Serialize(regions);
        await app.DataAsync(db =>
            db.HeldImages.Where(h => h.StudyId == study.Id).ExecuteUpdateAsync(h => h.SetProperty(x => x.RegionsJson, json))
        );

        var page = await importer.Browser.PageAsync($"{study.Url}/quality/held/{await HeldAsync(study)}");

        var framed = System.Text.RegularExpressions.Regex.Count(page, "name=\"width\" value=\"[1-9]", default, TimeSpan.FromSeconds(1));
        Assert.Equal(Math.Min(places, 64), framed);
        Assert.Equal(warning is not null, Visitor.TextOf(page).Contains(warning ?? "more places", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rejected_images_are_gone()
    {
        var (importer, study) = await StartAsync();
        var (url, _) = await importer.ImportAsync(WithText("H-5", 2));

        await DecideAsync(importer, study, "reject");

        Assert.Empty(await CasesAsync(study));
        Assert.Empty(
            Directory.GetFiles(Path.Combine(app.DataFolder, "quarantine", study.Id.ToString("N")), "*", SearchOption.AllDirectories)
        );
        var sentence = (await importer.StateAsync(url)).GetProperty("sentence").GetString();
        Assert.Equal("0 of 2 files imported; 2 were not: 2 are not wanted.", sentence);
    }

    [Fact]
    public async Task Blanking_needs_a_region()
    {
        var (importer, study) = await StartAsync();
        await importer.ImportAsync(WithText("H-6", 1));
        var held = await HeldAsync(study);

        using var answer = await importer.Browser.PostAsync($"{study.Url}/quality/held/{held}/blank", ("left", ""), ("width", "0"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Fact]
    public async Task The_review_page_shows_every_image_of_the_series_and_its_picture()
    {
        var (importer, study) = await StartAsync();
        await importer.ImportAsync(WithText("H-7", 3));
        var held = await HeldAsync(study);

        var page = await importer.Browser.PageAsync($"{study.Url}/quality/held/{held}");
        using var picture = await importer.Browser.GetAsync($"{study.Url}/quality/held/{held}/picture");

        Assert.Equal(3, page.Split("picture?longest=96").Length - 1);
        Assert.Equal("image/png", picture.Content.Headers.ContentType!.MediaType);
        Assert.True(picture.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task A_cancelled_import_leaves_no_held_image()
    {
        var (importer, study) = await StartAsync();
        var url = await importer.BeginAsync();
        await importer.SendAsync(url, WithText("H-8", 2));

        using var cancelled = await importer.Browser.PostAsync(url + "/cancel");

        Assert.Empty(
            Directory.GetFiles(Path.Combine(app.DataFolder, "quarantine", study.Id.ToString("N")), "*", SearchOption.AllDirectories)
        );
        Assert.DoesNotContain(await FindingsAsync(study), f => f.State == FindingState.Open);
    }

    [Fact]
    public async Task Text_is_looked_at_before_a_file_may_take_the_place_of_another()
    {
        var (importer, study) = await StartAsync();
        var first = WithText("H-9", 1);
        await importer.ImportAsync(first);
        await DecideAsync(importer, study, "blank", ("left", "0"), ("top", "0"), ("width", "1"), ("height", "1"));
        var image = DicomFile.Read(first[0].Bytes).Dataset;
        image.Set(DicomTags.SliceThickness, 5);

        await importer.ImportAsync(("H-9/from another archive.dcm", new DicomFile(image).ToBytes()));

        var held = Assert.Single(await WaitingAsync(study));
        Assert.Equal(HeldCause.BurnedInText, held.Cause);
        using var taken = await importer.Browser.PostAsync($"{study.Url}/quality/conflicts/{held.Id}/take");
        Assert.Equal(HttpStatusCode.NotFound, taken.StatusCode);
        using var looked = await importer.Browser.PostAsync($"{study.Url}/quality/held/{held.Id}/accept");
        var conflict = Assert.Single(await WaitingAsync(study));
        Assert.Equal(HeldCause.UidConflict, conflict.Cause);
        Assert.Contains("SliceThickness", conflict.Question, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_that_is_broken_off_is_in_the_audit_trail_as_far_as_it_came()
    {
        var (importer, study) = await StartAsync();
        await importer.ImportAsync(WithText("H-10", 3));
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            app.InScopeAsync(async services =>
            {
                var db = services.GetRequiredService<ReaderStudyDbContext>();
                var pass = new StudyPass(await study.LoadAsync(db), study.Coordinator.Id, [StudyRole.Coordinator]);
                db.SavedChanges += (_, _) => stop.Cancel();
                var decide = services.GetRequiredService<DecideHeldImages>();
                await decide.Handle(pass, await HeldAsync(study), HeldState.Accepted, [], stop.Token);
            })
        );

        Assert.Equal(2, (await WaitingAsync(study)).Count);
        Assert.Equal(0, Assert.Single(Assert.Single((await CasesAsync(study)).Single().Series).Instances).Position);
        var entries = await app.DataAsync(db => db.AuditEntries.Where(e => e.StudyId == study.Id).ToListAsync());
        Assert.Equal("1 image accepted", Assert.Single(entries, e => e.Action == "images.held-decided").Detail);
    }

    [Fact]
    public async Task A_decision_waits_for_an_import_that_is_making_cases()
    {
        var (importer, study) = await StartAsync();
        await importer.ImportAsync(WithText("H-11", 1));
        await PlaceImages.Gate.WaitAsync();
        var deciding = DecideAsync(importer, study, "accept");
        try
        {
            await Task.WhenAny(deciding, Task.Delay(TimeSpan.FromSeconds(2)));
            Assert.False(deciding.IsCompleted);
            Assert.Empty(await CasesAsync(study));
        }
        finally
        {
            PlaceImages.Gate.Release();
        }

        await deciding;
        Assert.Single(await CasesAsync(study));
    }

    private Task<List<HeldImage>> WaitingAsync(TestStudy study) =>
        app.DataAsync(db => db.HeldImages.Where(h => h.StudyId == study.Id && h.State == HeldState.Waiting).ToListAsync());

    private async Task<(Importer Importer, TestStudy Study)> StartAsync()
    {
        var study = await TestStudy.DraftAsync(app, cases: 0);
        return (new Importer(await app.SignInAsync(study.Coordinator), study.Url), study);
    }

    private async Task DecideAsync(Importer importer, TestStudy study, string decision, params (string, string)[] fields)
    {
        using var answer = await importer.Browser.PostAsync($"{study.Url}/quality/held/{await HeldAsync(study)}/{decision}", fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, Visitor.TextOf(await answer.Content.ReadAsStringAsync()));
    }

    private Task<Guid> HeldAsync(TestStudy study) =>
        app.DataAsync(db => db.HeldImages.Where(h => h.StudyId == study.Id).OrderBy(h => h.Image.Order).Select(h => h.Id).FirstAsync());

    private Task<List<CohortFinding>> FindingsAsync(TestStudy study) =>
        app.DataAsync(db => db.CohortFindings.Where(f => f.StudyId == study.Id).ToListAsync());

    private Task<List<Case>> CasesAsync(TestStudy study) =>
        app.DataAsync(db => db.Cases.Where(c => c.StudyId == study.Id).Include(c => c.Series).ThenInclude(s => s.Instances).ToListAsync());

    private async Task<List<DicomDataset>> ImagesAsync(Series series)
    {
        var images = new List<DicomDataset>();
        foreach (var instance in series.Instances)
        {
            images.Add((await DicomFile.ReadAsync(Path.Combine(app.DataFolder, "images", instance.FileKey))).Dataset);
        }

        return images;
    }

    private static (string Path, byte[] Bytes)[] WithText(string patient, int images) =>
        [
            .. Enumerable
                .Range(0, images)
                .Select(i =>
                {
                    var image = TestImages.Slice($"1.2.8.{patient[2..]}", $"1.2.8.{patient[2..]}.1", i, 40, patient);
                    image.Set(DicomTags.BurnedInAnnotation, "YES");
                    var pixels = Enumerable.Repeat((short)1064, 64).ToArray();
                    pixels[0] = 0;
                    image.SetPixels(pixels);
                    return ($"{patient}/text-{i}.dcm", new DicomFile(image).ToBytes());
                }),
        ];
}
