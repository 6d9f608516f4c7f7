using System.Net;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Tests.Imports;

namespace ReaderStudy.Web.Tests.Quality;

[Collection(App.Collection)]
public sealed class ConflictTests(App app)
{
    [Fact]
    public async Task Another_image_with_the_same_UID_waits_for_a_person()
    {
        var (importer, study) = await StartAsync();
        var files = Importer.Stack("U-1", 5);
        var other = Importer.Stack("U-1", 5, hounsfield: 99);

        var (_, state) = await importer.ImportAsync([.. files, ("U-1/other.dcm", other[1].Bytes)]);
        var (_, later) = await importer.ImportAsync(("U-1/later.dcm", other[2].Bytes));

        Assert.Equal("5 of 6 files imported; 1 is held until somebody has looked at it.", state.GetProperty("sentence").GetString());
        Assert.Equal("0 of 1 file imported; 1 is held until somebody has looked at it.", later.GetProperty("sentence").GetString());
        Assert.Equal(5, (await ImagesAsync(study)).Count);
        var page = Visitor.TextOf(await importer.Browser.PageAsync(study.Url + "/quality"));
        Assert.Contains("the pixels differ, the headers are alike", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("keep")]
    [InlineData("take")]
    public async Task A_decided_conflict_is_decided_for_good(string decision)
    {
        var (importer, study) = await StartAsync();
        var files = Importer.Stack("U-2", 5);
        var other = Importer.Stack("U-2", 5, hounsfield: 99);
        await importer.ImportAsync(files);
        var before = await ImagesAsync(study);
        await importer.ImportAsync(other[1]);
        var held = await app.DataAsync(db => db.HeldImages.SingleAsync(h => h.StudyId == study.Id));

        using var answer = await importer.Browser.PostAsync($"{study.Url}/quality/conflicts/{held.Id}/{decision}");
        var (_, again) = await importer.ImportAsync([.. files, ("U-2/other.dcm", other[1].Bytes)]);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("0 of 6 files imported; 6 were there already.", again.GetProperty("sentence").GetString());
        var after = await ImagesAsync(study);
        Assert.Equal(before.Select(i => i.Id).Order(), after.Select(i => i.Id).Order());
        var changed = after.Where(a => before.Single(b => b.Id == a.Id).Sha256 != a.Sha256).ToList();
        Assert.Equal(decision == "take" ? [held.Image.Sha256] : [], changed.Select(c => c.Sha256));
        Assert.All(after, i => Assert.True(File.Exists(Path.Combine(app.DataFolder, "images", i.FileKey))));
        Assert.All(after, i => Assert.True(i.Position >= 0));
        Assert.DoesNotContain(
            await app.DataAsync(db => db.CohortFindings.Where(f => f.StudyId == study.Id).ToListAsync()),
            f => f is { Kind: FindingKind.UidConflict, State: FindingState.Open }
        );
    }

    [Fact]
    public async Task Two_imports_at_once_of_the_same_files_add_them_once()
    {
        var (importer, study) = await StartAsync();
        var files = Importer.Stack("U-3", 40);
        var (first, second) = (await importer.BeginAsync(), await importer.BeginAsync());

        await Task.WhenAll(importer.SendAsync(first, files), importer.SendAsync(second, files));
        var states = await Task.WhenAll(importer.FinishAsync(first), importer.FinishAsync(second));

        Assert.Equal(40, states.Sum(s => s.GetProperty("imported").GetInt32()));
        Assert.Equal(40, states.Sum(s => s.GetProperty("duplicates").GetInt32()));
        Assert.Equal(40, (await ImagesAsync(study)).Count);
    }

    private async Task<(Importer Importer, TestStudy Study)> StartAsync()
    {
        var study = await TestStudy.DraftAsync(app, cases: 0);
        return (new Importer(await app.SignInAsync(study.Coordinator), study.Url), study);
    }

    private Task<List<Instance>> ImagesAsync(TestStudy study) =>
        app.DataAsync(db =>
            db.Instances.Where(i => db.Series.Any(s => s.Id == i.SeriesId && db.Cases.Any(c => c.Id == s.CaseId && c.StudyId == study.Id)))
                .ToListAsync()
        );
}
