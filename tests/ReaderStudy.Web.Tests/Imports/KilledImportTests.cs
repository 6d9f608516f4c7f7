using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Dicom;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Tests.Imports;

/// <summary>Starts the application as a process of its own, kills it in the middle of an import, and starts it again.</summary>
public sealed class KilledImportTests : IDisposable
{
    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("readerstudy-killed-");

    [Fact]
    public Task An_import_that_is_killed_again_and_again_ends_like_one_that_was_not() => KillAsync(patients: 6, slices: 100, kills: 3);

    /// <summary>The same at full size, some minutes long: <c>READERSTUDY_KILLS=full dotnet test --filter five_thousand_files</c>.</summary>
    [FullSizeFact]
    public Task An_import_of_five_thousand_files_that_is_killed_ten_times_ends_like_one_that_was_not() =>
        KillAsync(patients: 20, slices: 250, kills: 10);

    private async Task KillAsync(int patients, int slices, int kills)
    {
        var data = Path.Combine(_work.FullName, "data");
        var (coordinator, killed, whole) = await PrepareAsync(data);
        var folder = WriteImages(Path.Combine(_work.FullName, "incoming"), patients, slices);
        string undisturbed;
        using (var process = new WebProcess(data))
        {
            using var browser = await process.SignInAsync(coordinator);
            var importer = new Importer(browser, $"/studies/{killed}");
            using var begun = await browser.PostAsync(importer.StudyUrl + "/imports/folder", ("folder", folder));
            Assert.Equal(HttpStatusCode.Redirect, begun.StatusCode);
            var interrupted = 0;
            for (var kill = 0; kill < kills; kill++)
            {
                // A random moment in each part of the import; the last ones fall into placing and sorting.
                var from = patients * slices * kill / kills;
                var target = from + RandomNumberGenerator.GetInt32(1, Math.Max(2, patients * slices / kills));
                await UntilAsync(data, killed, target);
                await Task.Delay(RandomNumberGenerator.GetInt32(0, 60));
                await process.KillAsync();
                interrupted += await IsOverAsync(data, killed) ? 0 : 1;
                await process.StartAgainAsync();
            }

            Assert.True(interrupted >= kills / 2, $"Only {interrupted} of {kills} kills came before the import's end.");
            var resumed = await importer.WaitAsync(await OnlyImportAsync(data, killed));
            var (_, other) = await new Importer(browser, $"/studies/{whole}").ImportFolderAsync(folder);
            undisturbed = other.GetProperty("sentence").GetString()!;
            Assert.Equal(undisturbed, resumed.GetProperty("sentence").GetString());
        }

        var images = patients * slices;
        Assert.Equal(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{images:N0} of {images + 3:N0} files imported; 1 was there already; 1 is held until somebody has looked at it; 1 was passed over: 1 is not DICOM."
            ),
            undisturbed
        );
        var expected = await ContentAsync(data, whole);
        Assert.Equal(patients, expected.Count(c => c.StartsWith('C')));
        Assert.Equal(expected, await ContentAsync(data, killed));
        Assert.Equal(
            images,
            Directory.GetFiles(Path.Combine(data, "images", killed.ToString("N")), "*.dcm", SearchOption.AllDirectories).Length
        );
        Assert.Single(Directory.GetFiles(Path.Combine(data, "quarantine", killed.ToString("N")), "*", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(data, "*.part", SearchOption.AllDirectories));
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

    /// <summary>Patients of so many slices each, the first with a gap; one file twice, one image with text in it, and a file that is no image.</summary>
    private static string WriteImages(string folder, int patients, int slices)
    {
        var files = new List<(string Path, byte[] Bytes)>();
        for (var patient = 1; patient <= patients; patient++)
        {
            files.AddRange(Importer.Stack($"K-{patient:00}", slices + 1, series: $"1.2.3.4.{patient}", hounsfield: (short)(10 * patient)));
            files.RemoveAt(files.Count - (patient == 1 ? slices / 2 : 1));
        }

        var text = TestImages.Slice("1.2.3.9.9", "1.2.3.9.9.1", 0, 0, "K-01");
        text.Set(DicomTags.BurnedInAnnotation, "YES");
        files.Add(("K-01/text.dcm", new DicomFile(text).ToBytes()));
        files.Add(("copy.dcm", files[0].Bytes));
        files.Add(("readme.txt", "no image"u8.ToArray()));
        foreach (var (path, bytes) in files)
        {
            var full = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllBytes(full, bytes);
        }

        return folder;
    }

    /// <summary>Until the import has taken so many files, or is past taking them.</summary>
    private static Task UntilAsync(string data, Guid studyId, int files) =>
        Until.SoAsync(
            $"an import of {files} files",
            async () =>
            {
                await using var db = DataFolder.Open(data);
                var import = await db.Imports.SingleAsync(i => i.StudyId == studyId);
                return import.IsOver || await db.ImportFiles.CountAsync(f => f.ImportId == import.Id) >= files;
            },
            pause: 5
        );

    private static async Task<bool> IsOverAsync(string data, Guid studyId)
    {
        await using var db = DataFolder.Open(data);
        return (await db.Imports.SingleAsync(i => i.StudyId == studyId)).IsOver;
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

        var codes = cases.ToDictionary(c => c.Id, c => c.Code);
        var findings = await db.CohortFindings.Where(f => f.StudyId == studyId && f.State == FindingState.Open).ToListAsync();
        content.AddRange(
            findings.Select(f => $"finding {f.Kind} {(f.CaseId is { } id ? codes[id] : "")} {f.Message}").Order(StringComparer.Ordinal)
        );
        return content;
    }

    private static async Task<string> OnlyImportAsync(string data, Guid studyId)
    {
        await using var db = DataFolder.Open(data);
        return $"/studies/{studyId}/imports/{await db.Imports.Where(i => i.StudyId == studyId).Select(i => i.Id).SingleAsync()}";
    }

    /// <summary>A fact that runs, some minutes long, where <c>READERSTUDY_KILLS</c> is <c>full</c>, and is skipped, visibly, elsewhere.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class FullSizeFactAttribute : FactAttribute
    {
        public FullSizeFactAttribute()
        {
            if (Environment.GetEnvironmentVariable("READERSTUDY_KILLS") != "full")
            {
                Skip = "needs READERSTUDY_KILLS=full";
            }
        }
    }
}
