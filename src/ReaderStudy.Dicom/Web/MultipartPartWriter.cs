using System.Text;

namespace ReaderStudy.Dicom.Web;

/// <summary>Writes a <c>multipart/related</c> message part by part (RFC 2387, PS3.18 8.6.1.2), nothing of it held back.</summary>
/// <param name="stream">Where to; it is left open.</param>
/// <param name="boundary">Must not occur in the parts: give one from <see cref="NewBoundary"/>.</param>
public sealed class MultipartPartWriter(Stream stream, string boundary)
{
    private bool _hasBegun;

    /// <summary>A boundary that no image holds, but by a chance of 1 in 10^36.</summary>
    public static string NewBoundary() => "rs-" + Guid.CreateVersion7().ToString("N") + Guid.CreateVersion7().ToString("N");

    /// <summary>The content type of a message whose parts are <paramref name="partType"/>.</summary>
    public static string ContentTypeOf(string boundary, string partType) => $"multipart/related; type=\"{partType}\"; boundary={boundary}";

    /// <summary>Writes one part.</summary>
    /// <param name="contentType">Of the part, with its parameters.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task WriteAsync(string contentType, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var head = $"{(_hasBegun ? "\r\n" : "")}--{boundary}\r\nContent-Type: {contentType}\r\n\r\n";
        _hasBegun = true;
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), cancellationToken);
        await stream.WriteAsync(content, cancellationToken);
    }

    /// <summary>Writes the closing boundary.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{(_hasBegun ? "\r\n" : "")}--{boundary}--\r\n"), cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }
}
