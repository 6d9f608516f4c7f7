using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>
/// Frames leave this server as <c>multipart/related; type="application/octet-stream"</c> in explicit VR little endian (PS3.18 8.7.3.5.2); who
/// accepts <c>type="image/jphc"</c> beside it, as a page on a slow link does, gets HTJ2K where the pixels can be written so. Who accepts something else only is answered 406 (PS3.18 8.7.5), before anything is read.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FrameAcceptAttribute : Attribute, IResourceFilter
{
    private const string ExplicitLittleEndian = "1.2.840.10008.1.2.1";

    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        if (!Allows(context.HttpContext.Request.Headers.Accept))
        {
            context.Result = new ContentResult
            {
                StatusCode = StatusCodes.Status406NotAcceptable,
                ContentType = "text/plain",
                Content = $"Frames are multipart/related; type=\"application/octet-stream\"; transfer-syntax={ExplicitLittleEndian}.",
            };
        }
    }

    public void OnResourceExecuted(ResourceExecutedContext context) { }

    /// <summary>True if one of the accepted types is the one there is; parameters may stand without quotation marks.</summary>
    public static bool Allows(string? accept) =>
        string.IsNullOrWhiteSpace(accept) || accept.Split(',').Select(range => range.Split(';', StringSplitOptions.TrimEntries)).Any(Fits);

    /// <summary>True if lossless HTJ2K is accepted by name.</summary>
    public static bool IsCompact(string? accept) =>
        (accept ?? string.Empty)
            .Split(',')
            .Select(range => range.Split(';', StringSplitOptions.TrimEntries))
            .Any(range =>
                range[0].Equals("multipart/related", StringComparison.OrdinalIgnoreCase)
                && Parameter(range, "type") is "image/jphc"
                && Parameter(range, "transfer-syntax") is null or "*" or HighThroughput.SyntaxUid
                && Parameter(range, "q") is not ("0" or "0.0" or "0.00" or "0.000")
            );

    private static bool Fits(string[] range)
    {
        var isRange = range[0] is "*/*" or "multipart/*";
        return (isRange || range[0].Equals("multipart/related", StringComparison.OrdinalIgnoreCase))
            && Parameter(range, "type") is null or "*/*" or "application/*" or "application/octet-stream"
            && Parameter(range, "transfer-syntax") is null or "*" or ExplicitLittleEndian
            && Parameter(range, "q") is not ("0" or "0.0" or "0.00" or "0.000");
    }

    private static string? Parameter(string[] range, string name) =>
        range
            .Skip(1)
            .Select(p => p.Split('=', 2, StringSplitOptions.TrimEntries))
            .FirstOrDefault(p => p.Length == 2 && p[0].Equals(name, StringComparison.OrdinalIgnoreCase))
            ?[1].Trim('"');
}
