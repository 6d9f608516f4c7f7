using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Dicom;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Tests.Imports;

/// <summary>Starts the application as a process of its own, kills it in the middle of an import, and starts it again.</summary>
public sealed class KilledImportTests : IDisposable
{
    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("readerstudy-killed-");

    [Fact]
    public async Task An_import_that_is_killed_in_the_middle_ends_like_one_that_was_not()
    {
        var data = Path.Combine(_work.FullName, "data");
        var (coordinator, killed, whole) = await PrepareAsync(data);
        var folder = WriteImages(Path.Combine(_work.FullName, "incoming"));

        using (var process = new WebProcess(data))
        {
            using var browser = await process.SignInAsync(coordinator);
            var importer = new Importer(browser, $"/studies/{killed}");
            using var begun = await browser.PostAsync(importer.StudyUrl + "/imports/folder", ("folder", folder));
            Assert.Equal(HttpStatusCode.Redirect, begun.StatusCode);
            await UntilTheMiddleAsync(importer, begun.Headers.Location!.ToString());
            await process.KillAsync();
            await process.StartAgainAsync();
            var url = await OnlyImportAsync(data, killed);
            var resumed = await importer.WaitAsync(url);
            var (_, undisturbed) = await new Importer(browser, $"/studies/{whole}").ImportFolderAsync(folder);
            Assert.Equal("1,500 of 1,501 files imported; 1 was not: 1 is not DICOM.", undisturbed.GetProperty("sentence").GetString());
            Assert.Equal(undisturbed.GetProperty("sentence").GetString(), resumed.GetProperty("sentence").GetString());
        }

        var expected = await ContentAsync(data, whole);
        Assert.Equal(5, expected.Count);
        Assert.Equal(expected, await ContentAsync(data, killed));
        Assert.Equal(
            1500,
            Directory.GetFiles(Path.Combine(data, "images", killed.ToString("N")), "*.dcm", SearchOption.AllDirectories).Length
        );
        Assert.Empty(Directory.GetFiles(Path.Combine(data, "images"), "*.part", SearchOption.AllDirectories));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _work.Delete(recursive: true);
    }

    /// <summary>A data folder with a coordinator and two empty studies.</summary>
    private static async Task<(TestPerson Coordinator, Guid Killed, Guid Whole)> PrepareAsync(string data)
    {
        await using var app = App.Keeping(Directory.CreateDirectory(data).FullName);
        var killed = await TestStudy.DraftAsync(app, cases: 0, readers: 0, name: "Killed");
        var whole = await TestStudy.DraftAsync(app, cases: 0, readers: 0, name: "Whole");
        await whole.NameAsync(killed.Coordinator, Domain.Studies.StudyRole.Coordinator);
        return (killed.Coordinator, killed.Id, whole.Id);
    }

    /// <summary>Five patients of 300 slices each, and a file that is no image.</summary>
    private static string WriteImages(string folder)
    {
        for (var patient = 1; patient <= 5; patient++)
        {
            foreach (var (path, bytes) in Importer.Stack($"K-{patient}", 300, hounsfield: (short)(10 * patient)))
            {
                var full = Path.Combine(folder, path);
                Directory.CreateDirectory(Path.GetDirectoryName(full)!);
                File.WriteAllBytes(full, bytes);
            }
        }

        File.WriteAllText(Path.Combine(folder, "readme.txt"), "no image");
        return folder;
    }

    private static async Task UntilTheMiddleAsync(Importer importer, string url)
    {
        for (var tries = 0; tries < 3000; tries++)
        {
            var state = await importer.StateAsync(url);
            Assert.False(state.GetProperty("isOver").GetBoolean(), "The import was over before it could be killed.");
            if (state.GetProperty("imported").GetInt32() >= 300)
            {
                return;
            }

            await Task.Delay(10);
        }

        throw new TimeoutException("The import did not begin.");
    }

    /// <summary>What was imported, told by things that the study's key does not change: per case its slices in order.</summary>
    private static async Task<List<string>> ContentAsync(string data, Guid studyId)
    {
        await using var db = DataFolder.Open(data);
        var cases = await db
            .Cases.Where(c => c.StudyId == studyId)
            .Include(c => c.Series)
                .ThenInclude(s => s.Instances)
            .OrderBy(c => c.Code)
            .ToListAsync();
        var content = new List<string>();
        foreach (var one in cases)
        {
            var text = new StringBuilder($"{one.Code}:");
            foreach (var series in one.Series)
            {
                text.Append(CultureInfo.InvariantCulture, $" {series.Phase} {series.Rows} {series.SliceSpacing} {series.GeometryProblem}");
                foreach (var instance in series.Instances.OrderBy(i => i.Position))
                {
                    var bytes = await File.ReadAllBytesAsync(Path.Combine(data, "images", instance.FileKey));
                    Assert.Equal(instance.Sha256, ImageStore.Sha256Of(bytes));
                    var header = DicomFile.Read(bytes).Dataset;
                    var pixels = ImageStore.Sha256Of(header.Find(DicomTags.PixelData)!.Value.Span)[..8];
                    text.Append(
                        CultureInfo.InvariantCulture,
                        $" {instance.Position}:{header.GetDoubles(DicomTags.ImagePositionPatient)[2]}:{pixels}"
                    );
                }
            }

            content.Add(text.ToString());
        }

        return content;
    }

    private static async Task<string> OnlyImportAsync(string data, Guid studyId)
    {
        await using var db = DataFolder.Open(data);
        return $"/studies/{studyId}/imports/{await db.Imports.Where(i => i.StudyId == studyId).Select(i => i.Id).SingleAsync()}";
    }
}
