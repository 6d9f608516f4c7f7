using System.IO.Compression;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace ReaderStudy.Web.Features.Exports;

/// <summary>
/// Sends a zip that is made on the way: a study of any size takes the memory of one file. If something fails on the way the connection is
/// broken off, so that no browser takes a part for the whole.
/// </summary>
public sealed class ZipResult(string fileName, Func<ZipTarget, CancellationToken, Task> write) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        http.Response.ContentType = "application/zip";
        http.Response.Headers.CacheControl = "no-store";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        try
        {
            await using var body = http.Response.BodyWriter.AsStream(leaveOpen: true);
            await using var zip = await ZipArchive.CreateAsync(body, ZipArchiveMode.Create, leaveOpen: true, null, http.RequestAborted);
            try
            {
                await write(new ZipTarget(zip, new DateTimeOffset(now.UtcDateTime, TimeSpan.Zero)), http.RequestAborted);
            }
            catch
            {
                // Before the zip's own end is written, which would make it look whole.
                http.Abort();
                throw;
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked has gone, or the connection was broken off above.
        }
    }
}
