using System.IO.Compression;
using System.Net;
using System.Text;

namespace ReaderStudy.Web.Tests.Exports;

/// <summary>What an export holds.</summary>
internal static class Unpacked
{
    /// <summary>What comes for the press of a button, which is called <paramref name="name"/>.</summary>
    public static async Task<ZipArchive> ZipAsync(Visitor browser, string url, string name, params (string, string)[] fields)
    {
        using var answer = await browser.PostAsync(url, fields);
        var body = await answer.Content.ReadAsByteArrayAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, Encoding.UTF8.GetString(body));
        Assert.Equal(name, answer.Content.Headers.ContentDisposition!.FileName?.Trim('"'));
        return new ZipArchive(new MemoryStream(body));
    }

    public static async Task<byte[]> BytesAsync(ZipArchiveEntry entry)
    {
        await using var stream = await entry.OpenAsync();
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory);
        return memory.ToArray();
    }

    public static async Task<string> TextAsync(ZipArchive zip, string name) =>
        Encoding.UTF8.GetString(await BytesAsync(zip.GetEntry(name)!));
}
