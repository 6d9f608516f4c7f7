using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Web;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>Several frames as DICOMweb sends them, a part each in the order asked for (PS3.18 10.4.1.1.6), one in memory at a time.</summary>
public sealed class MultipartFrames(IAsyncEnumerable<ReadOnlyMemory<byte>> frames) : IActionResult
{
    // The same for everybody: a payload must not differ by who asks or when.
    private const string Boundary = "readerstudy-frames-7d2f60b1c94e4a0c8f6b5a1e3c9d7702";
    private const string Pixels = "application/octet-stream";

    private static readonly string PartType = $"{Pixels}; transfer-syntax={TransferSyntax.ExplicitLittleEndian.Uid}";

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (response, cancellationToken) = (context.HttpContext.Response, context.HttpContext.RequestAborted);
        await using var asked = frames.GetAsyncEnumerator(cancellationToken);
        // The first is fetched before the answer begins, so that what is wrong with it can still be told.
        var hasFrame = await asked.MoveNextAsync();
        response.ContentType = MultipartPartWriter.ContentTypeOf(Boundary, Pixels);
        var writer = new MultipartPartWriter(response.Body, Boundary);
        for (; hasFrame; hasFrame = await asked.MoveNextAsync())
        {
            await writer.WriteAsync(PartType, asked.Current, cancellationToken);
        }

        await writer.FinishAsync(cancellationToken);
    }
}
