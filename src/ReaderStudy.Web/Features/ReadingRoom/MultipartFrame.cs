using System.Text;
using Microsoft.AspNetCore.Mvc;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>A frame as DICOMweb sends it: one part of multipart/related (PS3.18 8.6.1.2).</summary>
public sealed class MultipartFrame(SentFrame frame) : IActionResult
{
    // Fixed, since the part's length is given by the whole: a frame may hold these bytes and is still read right.
    private const string Boundary = "readerstudy-frame";

    private static readonly byte[] Tail = Encoding.ASCII.GetBytes($"\r\n--{Boundary}--\r\n");

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        var cancellationToken = context.HttpContext.RequestAborted;
        var head = Encoding.ASCII.GetBytes($"--{Boundary}\r\nContent-Type: {frame.MediaType}; transfer-syntax={frame.SyntaxUid}\r\n\r\n");
        response.ContentType = $"multipart/related; type=\"{frame.MediaType}\"; boundary={Boundary}; transfer-syntax={frame.SyntaxUid}";
        response.ContentLength = head.Length + frame.Bytes.Length + Tail.Length;
        await response.Body.WriteAsync(head, cancellationToken);
        await response.Body.WriteAsync(frame.Bytes, cancellationToken);
        await response.Body.WriteAsync(Tail, cancellationToken);
    }
}
