using System.Text;
using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Dicom;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>A frame as DICOMweb sends it: one part of multipart/related (PS3.18 8.6.1.2).</summary>
public sealed class MultipartFrame(ReadOnlyMemory<byte> pixels) : IActionResult
{
    // Fixed, since the part's length is given by the whole: a frame may hold these bytes and is still read right.
    private const string Boundary = "readerstudy-frame";

    private static readonly string TransferSyntaxUid = TransferSyntax.ExplicitLittleEndian.Uid;

    private static readonly byte[] Head = Encoding.ASCII.GetBytes(
        $"--{Boundary}\r\nContent-Type: application/octet-stream; transfer-syntax={TransferSyntaxUid}\r\n\r\n"
    );

    private static readonly byte[] Tail = Encoding.ASCII.GetBytes($"\r\n--{Boundary}--\r\n");

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        var cancellationToken = context.HttpContext.RequestAborted;
        response.ContentType =
            $"multipart/related; type=\"application/octet-stream\"; boundary={Boundary}; transfer-syntax={TransferSyntaxUid}";
        response.ContentLength = Head.Length + pixels.Length + Tail.Length;
        await response.Body.WriteAsync(Head, cancellationToken);
        await response.Body.WriteAsync(pixels, cancellationToken);
        await response.Body.WriteAsync(Tail, cancellationToken);
    }
}
