using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ReaderStudy.Data;
using ReaderStudy.Dicom;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Features.Imports;

namespace ReaderStudy.Web.Tests.Imports;

[Collection(App.Collection)]
public sealed class UploadTests(App app)
{
    [Fact]
    public async Task Files_become_cases_and_sorted_series()
    {
        var (importer, study) = await StartAsync();
        var files = Importer.Stack("Q-1", 4).Reverse().Concat(Importer.Stack("Q-22", 3)).ToArray();

        var (url, state) = await importer.ImportAsync(files);

        Assert.Equal("7 of 7 files imported.", state.GetProperty("sentence").GetString());
        var cases = await CasesAsync(study);
        Assert.Equal([("C001", 4), ("C002", 3)], cases.Select(c => (c.Code, c.Series.Single().Instances.Count)));
        Assert.All(cases, c => Assert.StartsWith("P-", c.Pseudonym, StringComparison.Ordinal));
        var series = cases[0].Series[0];
        Assert.Equal(
            (8, 8, 1.0, 1.0, 5.0, null),
            (series.Rows, series.Columns, series.RowSpacing, series.ColumnSpacing, series.SliceSpacing, series.GeometryProblem)
        );
        Assert.Equal([0, 1, 2, 3], series.Instances.Select(i => i.Position).Order());
        var heights = await HeightsAsync(series);
        Assert.Equal([0, 5, 10, 15], heights);
        var page = Visitor.TextOf(await importer.Browser.PageAsync(url));
        Assert.Contains("7 of 7 files imported.", page, StringComparison.Ordinal);
        Assert.Contains("UIDs replaced", page, StringComparison.Ordinal);
        Assert.Empty(
            Directory.EnumerateFiles(Path.Combine(app.DataFolder, "images", study.Id.ToString("N")), "*.part", SearchOption.AllDirectories)
        );
    }

    [Fact]
    public async Task Every_refused_file_is_listed_with_its_own_reason()
    {
        var (importer, _) = await StartAsync();
        var good = Importer.Stack("R-1", 3);
        var whole = good[0].Bytes;

        var (url, state) = await importer.ImportAsync([
            .. good,
            ("notes", "Dear colleague, these are not images."u8.ToArray()),
            ("cut/off.dcm", whole[..^40]),
            ("nothing.dcm", []),
            ("empty.zip", Importer.Zip()),
            ("broken.zip", Importer.Zip(good)[..200]),
            ("letter.zip", "not a zip at all"u8.ToArray()),
        ]);

        Assert.StartsWith("3 of 9 files imported; 6 were not: ", state.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        var page = Visitor.TextOf(await importer.Browser.PageAsync(url));
        Assert.Contains("notes not a DICOM file: neither the DICM prefix nor a data element at its start", page, StringComparison.Ordinal);
        Assert.Contains("cut/off.dcm truncated: ", page, StringComparison.Ordinal);
        Assert.Contains("nothing.dcm not a DICOM file: it is empty", page, StringComparison.Ordinal);
        Assert.Contains("empty.zip an empty zip: there is no file in it", page, StringComparison.Ordinal);
        Assert.Contains("broken.zip not a valid zip: it is damaged or cut off", page, StringComparison.Ordinal);
        Assert.Contains("letter.zip not a valid zip: it is damaged or cut off", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x0008, 0x0016)]
    [InlineData(0x0008, 0x0018)]
    [InlineData(0x0020, 0x000D)]
    [InlineData(0x0020, 0x000E)]
    public async Task An_image_without_one_of_its_UIDs_is_refused_and_leaves_nothing_on_the_disk(int group, int element)
    {
        var (importer, study) = await StartAsync();
        var image = TestImages.Slice("1.2.3.4", "1.2.3.4.1", 0, 60);
        image.Remove(new DicomTag((ushort)group, (ushort)element));
        var meta = new DicomDataset();
        meta.Set(DicomTags.MediaStorageSopClassUid, DicomUid.CtImageStorage);
        meta.Set(DicomTags.MediaStorageSopInstanceUid, "1.2.3.4.5");
        var file = new DicomFile(meta, image, TransferSyntax.ExplicitLittleEndian);

        var (_, state) = await importer.ImportAsync(("U-1/no-uid.dcm", file.ToBytes()), Importer.Stack("U-1", 1)[0]);

        Assert.StartsWith("1 of 2 files imported; 1 was not: ", state.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.Single(
            Directory.GetFiles(Path.Combine(app.DataFolder, "images", study.Id.ToString("N")), "*", SearchOption.AllDirectories),
            f => !f.Contains("thumb", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task What_is_no_image_for_reading_is_passed_over_and_counted()
    {
        var (importer, _) = await StartAsync();

        var (url, state) = await importer.ImportAsync([
            .. Importer.Stack("N-1", 3),
            ("report.dcm", new DicomFile(WithoutPixels()).ToBytes()),
            ("viewer/autorun.inf", "[autorun]"u8.ToArray()),
            ("viewer/help.html", "<html>"u8.ToArray()),
        ]);

        Assert.Equal(
            "3 of 6 files imported; 3 were passed over: 2 are not DICOM, 1 is a structured report.",
            state.GetProperty("sentence").GetString()
        );
        Assert.DoesNotContain("help.html", await importer.Browser.PageAsync(url), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_de_identification_did_can_be_downloaded()
    {
        var (importer, _) = await StartAsync();
        var (url, _) = await importer.ImportAsync(Importer.Stack("D-1", 3));

        using var csv = await importer.Browser.GetAsync(url + "/report.csv");
        using var json = await importer.Browser.GetJsonAsync(url + "/report.json");

        Assert.Contains("\"(0010,0020)\",PatientID,Replaced,3", await csv.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("\"images\": 3", await json.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zips_and_zips_within_zips_are_opened()
    {
        var (importer, study) = await StartAsync();
        var inner = Importer.Zip(Importer.Stack("Z-1", 3));
        var outer = Importer.Zip([("one/inner.zip", inner), .. Importer.Stack("Z-22", 2), ("../../etc/readme", "x"u8.ToArray())]);

        var (_, state) = await importer.ImportAsync(("all.zip", outer));

        Assert.Equal("5 of 6 files imported; 1 was passed over: 1 is not DICOM.", state.GetProperty("sentence").GetString());
        Assert.Equal([3, 2], (await CasesAsync(study)).Select(c => c.Series.Single().Instances.Count));
    }

    [Fact]
    public async Task Importing_the_same_again_adds_nothing()
    {
        var (importer, study) = await StartAsync();
        var files = Importer.Stack("S-1", 3);
        await importer.ImportAsync(files);
        var before = await NumbersAsync(study);

        var (_, again) = await importer.ImportAsync([.. files, ("S-1/copy.dcm", files[0].Bytes)]);

        Assert.Equal("0 of 4 files imported; 4 were there already.", again.GetProperty("sentence").GetString());
        Assert.Equal(before, await NumbersAsync(study));
    }

    [Fact]
    public async Task A_later_import_adds_slices_to_the_same_case_and_sorts_again()
    {
        var (importer, study) = await StartAsync();
        var files = Importer.Stack("T-1", 4);
        await importer.ImportAsync(files[0], files[2], files[3]);
        Assert.NotNull((await CasesAsync(study)).Single().Series.Single().GeometryProblem);

        await importer.ImportAsync(files[1]);

        var series = (await CasesAsync(study)).Single().Series.Single();
        Assert.Null(series.GeometryProblem);
        var heights = await HeightsAsync(series);
        Assert.Equal([0, 5, 10, 15], heights);
    }

    [Fact]
    public async Task An_interrupted_upload_sends_only_what_is_missing()
    {
        var (importer, _) = await StartAsync();
        var files = Importer.Stack("V-1", 4);
        var url = await importer.BeginAsync();
        await importer.SendAsync(url, files[0], files[1]);

        using var answer = await importer.Browser.SendJsonAsync(
            HttpMethod.Post,
            url + "/missing",
            files.Select(f => new { path = f.Path, size = f.Bytes.Length })
        );
        var twice = await importer.SendAsync(url, files);

        Assert.Equal("[2,3]", await answer.Content.ReadAsStringAsync());
        Assert.Equal((2, 2), (twice.Received, twice.Known));
        Assert.Equal("4 of 4 files imported.", (await importer.FinishAsync(url)).GetProperty("sentence").GetString());
    }

    [Fact]
    public async Task A_cancelled_upload_leaves_no_image()
    {
        var (importer, study) = await StartAsync();
        var url = await importer.BeginAsync();
        await importer.SendAsync(url, Importer.Stack("W-1", 3));

        using var cancelled = await importer.Browser.PostAsync(url + "/cancel");
        using var late = await importer.TrySendAsync(url, Importer.Stack("W-1", 4)[3]);

        Assert.Equal("Cancelled", (await importer.StateAsync(url)).GetProperty("status").GetString(), ignoreCase: true);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Empty(
            Directory.EnumerateFiles(Path.Combine(app.DataFolder, "images", study.Id.ToString("N")), "*", SearchOption.AllDirectories)
        );
    }

    [Fact]
    public async Task A_form_is_refused_before_it_is_read()
    {
        var (importer, _) = await StartAsync();
        var url = await importer.BeginAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[200_000]), "file", "x.dcm" } };

        using var answer = await importer.Browser.PostFilesAsync(url + "/files", form);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task A_file_that_arrives_after_the_end_of_the_upload_is_refused_instead_of_lying_in_no_case()
    {
        var (importer, study) = await StartAsync();
        var files = Importer.Stack("E-1", 4);
        var url = await importer.BeginAsync();
        await importer.SendAsync(url, files[..3]);
        async IAsyncEnumerable<SourceFile> LateAsync()
        {
            await importer.FinishAsync(url);
            yield return new SourceFile(files[3].Path, files[3].Bytes);
        }

        var broken = await Assert.ThrowsAsync<BrokenRuleException>(() => ReceiveAsync(url, LateAsync()));

        Assert.Equal(Import.StillReceiving, broken.Rule);
        Assert.Equal("3 of 3 files imported.", (await importer.StateAsync(url)).GetProperty("sentence").GetString());
        Assert.Equal(3, Stored(study).Count());
    }

    [Fact]
    public async Task Of_an_upload_that_breaks_off_the_files_that_came_whole_are_kept()
    {
        var (importer, study) = await StartAsync();
        var files = Importer.Stack("B-1", 3);
        var url = await importer.BeginAsync();
        async IAsyncEnumerable<SourceFile> BrokenAsync()
        {
            foreach (var (path, bytes) in files)
            {
                yield return new SourceFile(path, bytes);
            }

            while (!Stored(study).Any())
            {
                await Task.Delay(1);
            }

            throw new BadHttpRequestException("cut off");
        }

        await Assert.ThrowsAsync<BadHttpRequestException>(() => ReceiveAsync(url, BrokenAsync()));

        Assert.All(Stored(study), f => Assert.EndsWith(".dcm", f, StringComparison.Ordinal));
        Assert.Equal(3, (await importer.StateAsync(url)).GetProperty("imported").GetInt32());
    }

    [Fact]
    public async Task An_upload_of_which_all_is_held_can_be_imported()
    {
        var (importer, _) = await StartAsync();
        var image = TestImages.Slice("1.2.8.77", "1.2.8.77.1", 0, 40, "T-77");
        image.Set(DicomTags.BurnedInAnnotation, "YES");
        var url = await importer.BeginAsync();
        await importer.SendAsync(url, ("T-77/text.dcm", new DicomFile(image).ToBytes()));

        var page = await importer.Browser.PageAsync(url);

        Assert.Contains($"action=\"{url}/start\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_killed_process_did_not_throw_away_goes_at_the_next_start()
    {
        var (importer, study) = await StartAsync();
        var url = await importer.BeginAsync();
        var id = Guid.Parse(url.Split('/')[^1]);
        await importer.SendAsync(url, Importer.Stack("K-1", 3));
        await app.DataAsync(db =>
            db.Imports.Where(i => i.Id == id).ExecuteUpdateAsync(set => set.SetProperty(i => i.Status, ImportStatus.Cancelled))
        );

        await app.InScopeAsync(services => services.GetServices<IHostedService>().OfType<ResumeImports>().Single().StartAsync(default));

        await Until.SoAsync("the end of what was left behind", () => Task.FromResult(!Stored(study).Any()));

        Assert.Empty(Stored(study));
        Assert.Equal(0, (await importer.StateAsync(url)).GetProperty("imported").GetInt32());
    }

    /// <summary>Takes files into the import, as the address for uploads does.</summary>
    private Task ReceiveAsync(string importUrl, IAsyncEnumerable<SourceFile> files) =>
        app.InScopeAsync(async services =>
        {
            var id = Guid.Parse(importUrl.Split('/')[^1]);
            var import = await services.GetRequiredService<ReaderStudyDbContext>().Imports.SingleAsync(i => i.Id == id);
            await services.GetRequiredService<ReceiveFiles>().Handle(import, files, 0, default);
        });

    private IEnumerable<string> Stored(TestStudy study) =>
        Directory.Exists(Path.Combine(app.DataFolder, "images", study.Id.ToString("N")))
            ? Directory.EnumerateFiles(Path.Combine(app.DataFolder, "images", study.Id.ToString("N")), "*", SearchOption.AllDirectories)
            : [];

    private async Task<(Importer Importer, TestStudy Study)> StartAsync()
    {
        var study = await TestStudy.DraftAsync(app, cases: 0);
        return (new Importer(await app.SignInAsync(study.Coordinator), study.Url), study);
    }

    private Task<List<Case>> CasesAsync(TestStudy study) =>
        app.DataAsync(db =>
            db.Cases.Where(c => c.StudyId == study.Id)
                .Include(c => c.Series)
                    .ThenInclude(s => s.Instances)
                .OrderBy(c => c.Code)
                .ToListAsync()
        );

    private Task<(int Cases, int Series, int Images)> NumbersAsync(TestStudy study) =>
        app.DataAsync(async db =>
        {
            var cases = await db.Cases.Where(c => c.StudyId == study.Id).Include(c => c.Series).ThenInclude(s => s.Instances).ToListAsync();
            return (cases.Count, cases.Sum(c => c.Series.Count), cases.Sum(c => c.Series.Sum(s => s.Instances.Count)));
        });

    /// <summary>Where the slices lie, in the order of the stack.</summary>
    private async Task<List<double>> HeightsAsync(Series series)
    {
        var heights = new List<double>();
        foreach (var instance in series.Instances.OrderBy(i => i.Position))
        {
            var file = DicomFile.Read(await File.ReadAllBytesAsync(Path.Combine(app.DataFolder, "images", instance.FileKey)));
            heights.Add(file.Dataset.GetDoubles(DicomTags.ImagePositionPatient)[2]);
        }

        return heights;
    }

    private static DicomDataset WithoutPixels()
    {
        var image = TestImages.Slice("1.2.3.4", "1.2.3.5", 0, 0);
        image.Remove(DicomTags.PixelData);
        image.Set(DicomTags.Modality, "SR");
        return image;
    }
}
