using System.Net;

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
