using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace ReaderStudy.Web.Tests.Blinding.Crawling;

/// <summary>What came back to one question, with everything in it as text: headers, entries of archives, the words of a PDF.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="MediaType">Empty where there is none.</param>
/// <param name="Text">Headers and body.</param>
/// <param name="Body">As it came.</param>
/// <param name="Headers">Their names.</param>
internal sealed record Answer(int Status, string MediaType, string Text, byte[] Body, IReadOnlyList<string> Headers)
{
    public bool IsHtml => MediaType == "text/html";

    /// <summary>The body as JSON, DICOM's included; null where it is something else.</summary>
    public JsonDocument? Json() =>
        Status is >= 200 and < 300 && (MediaType == "application/json" || MediaType.EndsWith("+json", StringComparison.Ordinal))
            ? JsonDocument.Parse(Body)
            : null;

    public static async Task<Answer> OfAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsByteArrayAsync();
        var mediaType = response.Content.Headers.ContentType?.MediaType ?? "";
        var text = new StringBuilder($"{response.Headers}\n{response.Content.Headers}\n");
        await ReadAsync(mediaType, body, text);
        var headers = response.Headers.Concat(response.Content.Headers).Select(h => h.Key).ToList();
        return new Answer((int)response.StatusCode, mediaType, text.ToString(), body, headers);
    }

    private static async Task ReadAsync(string mediaType, byte[] body, StringBuilder text)
    {
        switch (mediaType)
        {
            case "application/zip":
                using (var zip = new ZipArchive(new MemoryStream(body)))
                {
                    foreach (var entry in zip.Entries)
                    {
                        text.Append('\n').Append(entry.FullName).Append('\n').Append(entry.Comment).Append('\n');
                        using var content = new MemoryStream();
                        await using (var packed = await entry.OpenAsync())
                        {
                            await packed.CopyToAsync(content);
                        }

                        await ReadAsync(TypeOf(entry.FullName), content.ToArray(), text);
                    }
                }

                break;
            case "application/gzip":
                using (var unpacked = new MemoryStream())
                {
                    await using (var packed = new GZipStream(new MemoryStream(body), CompressionMode.Decompress))
                    {
                        await packed.CopyToAsync(unpacked);
                    }

                    text.Append(Encoding.Latin1.GetString(unpacked.ToArray()));
                }

                break;
            case "application/pdf":
                text.Append(await WordsOfPdfAsync(body));
                break;
            default:
                text.Append(Encoding.Latin1.GetString(body));
                break;
        }
    }

    private static string TypeOf(string name) =>
        Path.GetExtension(name) switch
        {
            ".zip" => "application/zip",
            ".gz" => "application/gzip",
            ".pdf" => "application/pdf",
            _ => "",
        };

    private static async Task<string> WordsOfPdfAsync(byte[] pdf)
    {
        if (!Programs.Has("pdftotext"))
        {
            return "";
        }

        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, pdf);
        using var process = Process.Start(
            new ProcessStartInfo("pdftotext", ["-layout", file, "-"]) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        var words = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        File.Delete(file);
        return words;
    }
}
