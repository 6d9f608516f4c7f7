using System.Net;
using System.Runtime.Versioning;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReaderStudy.Data;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Web.Features.Imports;

namespace ReaderStudy.Web.Tests.Imports;

[Collection(App.Collection)]
public sealed class FolderTests(App app)
{
    [Theory]
    [InlineData("", "Give the folder's full path on the server")]
    [InlineData("incoming", "Give the folder's full path on the server")]
    [InlineData("/there/is/no/such/folder", "There is no such folder on the server")]
    public async Task A_folder_that_cannot_be_read_is_refused_in_words(string folder, string message)
    {
        var importer = await StartAsync();

        var page = await RefusedAsync(importer, folder);

        Assert.Contains(message, page, StringComparison.Ordinal);
        Assert.Contains("None yet.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_folder_and_the_platforms_own_are_refused()
    {
        var importer = await StartAsync();
        var empty = Directory.CreateTempSubdirectory("incoming-");

        Assert.Contains("There is no file in this folder.", await RefusedAsync(importer, empty.FullName), StringComparison.Ordinal);
        Assert.Contains("the platform's own data", await RefusedAsync(importer, app.DataFolder), StringComparison.Ordinal);
        Assert.Contains(
            "the platform's own data",
            await RefusedAsync(importer, Path.Combine(app.DataFolder, "keys")),
            StringComparison.Ordinal
        );
        Assert.Contains("the platform's own data", await RefusedAsync(importer, "/"), StringComparison.Ordinal);
        empty.Delete();
    }

    [Fact]
    public async Task A_folder_is_read_with_everything_below_it()
    {
        var importer = await StartAsync();
        var folder = Directory.CreateTempSubdirectory("incoming-");
        foreach (var (path, bytes) in Importer.Stack("F-1", 3).Append(("F-1/deep/down/notes.txt", "no image"u8.ToArray())))
        {
            var full = Path.Combine(folder.FullName, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            await File.WriteAllBytesAsync(full, bytes);
        }

        var (_, state) = await importer.ImportFolderAsync(folder.FullName);

        Assert.Equal("3 of 4 files imported; 1 was passed over: 1 is not DICOM.", state.GetProperty("sentence").GetString());
        folder.Delete(recursive: true);
    }

    [UnprivilegedFact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_folder_that_may_not_be_read_is_told_and_not_passed_over_in_silence()
    {
        var importer = await StartAsync();
        var folder = Directory.CreateTempSubdirectory("incoming-");
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "0.dcm"), Importer.Stack("U-1", 1)[0].Bytes);
        var closed = folder.CreateSubdirectory("closed");
        await File.WriteAllBytesAsync(Path.Combine(closed.FullName, "1.dcm"), Importer.Stack("U-1", 2)[1].Bytes);
        File.SetUnixFileMode(closed.FullName, UnixFileMode.None);

        var (url, state) = await importer.ImportFolderAsync(folder.FullName);

        Assert.StartsWith("1 of 2 files imported; 1 was not", state.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        var page = Visitor.TextOf(await importer.Browser.PageAsync(url));
        Assert.Contains("closed the platform's account may not read this folder", page, StringComparison.Ordinal);
        File.SetUnixFileMode(closed.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_folder_whose_import_was_cancelled_can_be_imported_again()
    {
        var importer = await StartAsync();
        var folder = Directory.CreateTempSubdirectory("incoming-");
        foreach (var (path, bytes) in Importer.Stack("G-1", 500))
        {
            var full = Path.Combine(folder.FullName, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            await File.WriteAllBytesAsync(full, bytes);
        }

        using var begun = await importer.Browser.PostAsync(importer.StudyUrl + "/imports/folder", ("folder", folder.FullName));
        var url = begun.Headers.Location!.ToString();
        while ((await importer.StateAsync(url)).GetProperty("imported").GetInt32() == 0)
        {
            await Task.Delay(10);
        }

        using var cancelled = await importer.Browser.PostAsync(url + "/cancel");
        var (_, again) = await importer.ImportFolderAsync(folder.FullName);

        Assert.Equal("cancelled", (await importer.StateAsync(url)).GetProperty("status").GetString());
        Assert.Equal("500 of 500 files imported.", again.GetProperty("sentence").GetString());
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task While_a_zip_is_read_nobody_is_told_that_the_reading_is_over()
    {
        var importer = await StartAsync();
        var import = await FolderImportAsync(importer);
        var url = $"{importer.StudyUrl}/imports/{import}";
        var during = default(JsonElement);
        async IAsyncEnumerable<SourceFile> FilesAsync()
        {
            yield return new SourceFile("all.zip", Importer.Zip(Importer.Stack("P-1", 3)));
            do
            {
                await Task.Delay(10);
                during = await importer.StateAsync(url);
            } while (during.GetProperty("imported").GetInt32() < 3);
        }

        await app.InScopeAsync(async services =>
        {
            var running = await services.GetRequiredService<ReaderStudyDbContext>().Imports.SingleAsync(i => i.Id == import);
            await services.GetRequiredService<ReceiveFiles>().Handle(running, FilesAsync(), 0, default);
        });

        Assert.Equal("Reading files and taking identities out.", during.GetProperty("sentence").GetString());
        Assert.Equal((3, 0), (during.GetProperty("done").GetInt32(), during.GetProperty("total").GetInt32()));
    }

    [Fact]
    public async Task How_long_it_may_take_is_not_told_by_what_was_placed_since_the_start()
    {
        var importer = await StartAsync();
        var import = await FolderImportAsync(importer);
        await app.DataAsync(async db =>
        {
            db.ImportFiles.AddRange(
                Enumerable
                    .Range(0, 100)
                    .Select(i => new ImportFile(
                        import,
                        $"{i:D64}",
                        i == 0 ? ImportFileStatus.Placed : ImportFileStatus.Received,
                        null,
                        null
                    ))
            );
            (await db.Imports.SingleAsync(i => i.Id == import)).Report(100, 100);
            return await db.SaveChangesAsync();
        });

        var state = await importer.StateAsync($"{importer.StudyUrl}/imports/{import}");

        Assert.Equal("Putting images into cases.", state.GetProperty("sentence").GetString());
        Assert.Equal(
            (1, 100, ""),
            (state.GetProperty("done").GetInt32(), state.GetProperty("total").GetInt32(), state.GetProperty("speed").GetString())
        );
    }

    /// <summary>The import of a folder of one file, running for ten minutes.</summary>
    private Task<Guid> FolderImportAsync(Importer importer) =>
        app.DataAsync(async db =>
        {
            var studyId = Guid.Parse(importer.StudyUrl.Split('/')[^1]);
            var import = new Import(studyId, "/data/incoming", Guid.CreateVersion7(), app.Clock.GetUtcNow().AddMinutes(-10));
            import.Queue();
            import.Report(0, 1);
            db.Imports.Add(import);
            await db.SaveChangesAsync();
            await db.Imports.Where(i => i.Id == import.Id).ExecuteUpdateAsync(set => set.SetProperty(i => i.Status, ImportStatus.Running));
            return import.Id;
        });

    private async Task<Importer> StartAsync()
    {
        var study = await TestStudy.DraftAsync(app, cases: 0);
        return new Importer(await app.SignInAsync(study.Coordinator), study.Url);
    }

    private static async Task<string> RefusedAsync(Importer importer, string folder)
    {
        using var answer = await importer.Browser.PostAsync(importer.StudyUrl + "/imports/folder", ("folder", folder));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return Visitor.TextOf(await answer.Content.ReadAsStringAsync());
    }
}
