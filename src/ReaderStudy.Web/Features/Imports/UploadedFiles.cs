using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ReaderStudy.Web.Features.Imports;

/// <summary>
/// Reads the files of an upload one after the other: into memory, or, where they are large (zips), into a nameless file that is gone with
/// the request. The body is <c>multipart/mixed</c>, not a form, so that no part of the framework buffers it on disk; each part's <c>Content-Disposition</c> has the path as <c>filename*</c> and the size as
/// <c>size</c>.
/// </summary>
public static class UploadedFiles
{
    private const long LargestInMemory = 32L << 20;

    /// <summary>Null when the request is no such upload.</summary>
    public static string? BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("multipart/mixed", StringComparison.OrdinalIgnoreCase)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).Value
            : null;

    /// <exception cref="BadHttpRequestException">A part has no name, or ends before its announced size.</exception>
    public static async IAsyncEnumerable<SourceFile> ReadAsync(
        string boundary,
        Stream body,
        string spoolFolder,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var reader = new MultipartReader(boundary, body, 1 << 16);
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            var disposition = section.GetContentDispositionHeader();
            var name = HeaderUtilities.RemoveQuotes(disposition?.FileNameStar ?? default).Value;
            if (string.IsNullOrEmpty(name))
            {
                name = HeaderUtilities.RemoveQuotes(disposition?.FileName ?? default).Value;
            }

            if (disposition is null || string.IsNullOrEmpty(name))
            {
                throw new BadHttpRequestException("Each part of an upload needs a Content-Disposition with the file's path.");
            }

            var size = disposition.Size ?? throw new BadHttpRequestException("Each part of an upload needs the file's size.");
            if (size > ZipLimits.Default.MaxPackedBytes)
            {
                yield return new SourceFile(name, default, TooLarge());
            }
            else if (size > LargestInMemory)
            {
                await using var spool = SpoolFile.Create(spoolFolder);
                await SpoolAsync(section.Body, spool, size, cancellationToken);
                yield return new SourceFile(name, default) { Size = size, Open = () => Rewound(spool) };
            }
            else
            {
                yield return new SourceFile(name, await BytesAsync(section.Body, (int)size, cancellationToken));
            }
        }
    }

    /// <summary>What a file that is too large to be sent is told.</summary>
    public static string TooLarge() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"larger than {ZipLimits.Default.MaxPackedBytes >> 20} MiB: put it into a folder on the server and import that"
        );

    private static async Task SpoolAsync(Stream body, Stream spool, long size, CancellationToken cancellationToken)
    {
        await body.CopyToAsync(spool, 1 << 16, cancellationToken);
        if (spool.Length != size)
        {
            throw new BadHttpRequestException("A file of the upload is not as long as announced. Send it again.");
        }
    }

    /// <summary>A view from the beginning that can be closed without the file's going away.</summary>
    private static UnclosedStream Rewound(FileStream spool)
    {
        spool.Position = 0;
        return new UnclosedStream(spool);
    }

    private static async Task<byte[]> BytesAsync(Stream body, int size, CancellationToken cancellationToken)
    {
        var bytes = new byte[size];
        var read = await body.ReadAtLeastAsync(bytes, size, throwOnEndOfStream: false, cancellationToken);
        return read == size && await body.ReadAsync(new byte[1], cancellationToken) == 0
            ? bytes
            : throw new BadHttpRequestException("A file of the upload is not as long as announced. Send it again.");
    }
}
