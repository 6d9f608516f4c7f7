using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace ReaderStudy.Web.Features.Audit;

/// <summary>A download that is written while it is read.</summary>
public sealed class EntriesResult(string fileName, string contentType, Func<Stream, CancellationToken, Task> write) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        http.Response.ContentType = contentType;
        http.Response.Headers.CacheControl = "no-store";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        await write(http.Response.Body, http.RequestAborted);
    }
}
