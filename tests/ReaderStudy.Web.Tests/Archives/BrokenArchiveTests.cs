using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Web;
using ReaderStudy.Web.Features.Archives;
using ReaderStudy.Web.Tests.Imports;

namespace ReaderStudy.Web.Tests.Archives;

/// <summary>An archive that gives two images of a series, breaks off, lists three, and lets nobody have the third.</summary>
[Collection(App.Collection)]
public sealed class BrokenArchiveTests(App app)
{
    [Fact]
    public async Task What_came_whole_before_the_archive_failed_is_kept_and_the_rest_is_told()
    {
        await using var server = await ServeAsync();
        const string name = "Broken";
        app.Services.GetRequiredService<IOptions<ArchivesOptions>>()
            .Value.Archives.Add(new ArchiveOptions { Name = name, Address = server.Urls.Single() });
        var study = await TestStudy.DraftAsync(app, cases: 0);
        var importer = new Importer(await app.SignInAsync(study.Coordinator), study.Url);

        using var begun = await importer.Browser.PostAsync(
            study.Url + "/archives/import",
            ("archive", name),
            ("series", "1.2.3/1.2.3.1/3")
        );
        var url = begun.Headers.Location!.ToString();
        var state = await importer.WaitAsync(url);

        Assert.Equal("2 of 3 files imported; 1 was not: 1 is not usable.", state.GetProperty("sentence").GetString());
        var page = Visitor.TextOf(await importer.Browser.PageAsync(url));
        Assert.Contains("exam 1/series 1 fetched in part only. The archive answered 403", page, StringComparison.Ordinal);
    }

    private static string UidOf(byte[] image) => DicomFile.Read(image).Dataset.RequireString(DicomTags.SopInstanceUid);

    private static async Task<WebApplication> ServeAsync()
    {
        var images = Importer.Stack("A-1", 3).Select(f => f.Bytes).ToList();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.MapGet(
            "/studies/{exam}/series/{series}",
            async (HttpContext http) =>
            {
                http.Response.ContentType = MultipartPartWriter.ContentTypeOf("b", "application/dicom");
                var parts = new MultipartPartWriter(http.Response.Body, "b");
                await parts.WriteAsync("application/dicom", images[0], default);
                await parts.WriteAsync("application/dicom", images[1], default);
                await parts.WriteAsync("application/dicom", images[2].AsMemory(0, 100), default);
            }
        );
        server.MapGet(
            "/studies/{exam}/series/{series}/instances",
            () =>
                Results.Text(
                    $"[{string.Join(',', images.Select(i => $"{{\"00080018\":{{\"vr\":\"UI\",\"Value\":[\"{UidOf(i)}\"]}}}}"))}]",
                    "application/dicom+json"
                )
        );
        server.MapGet("/studies/{exam}/series/{series}/instances/{image}", () => Results.StatusCode(StatusCodes.Status403Forbidden));
        await server.StartAsync();
        return server;
    }
}
