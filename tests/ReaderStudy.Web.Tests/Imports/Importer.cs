using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ReaderStudy.Web.Features.Imports;

namespace ReaderStudy.Web.Tests.Imports;

/// <summary>Imports files over HTTP as the page's script does.</summary>
public sealed class Importer(Visitor browser, string studyUrl)
{
    public string StudyUrl => studyUrl;

    public Visitor Browser => browser;

    /// <summary>Begins an upload; gives its address.</summary>
    public async Task<string> BeginAsync(bool pictures = false)
    {
        using var answer = await browser.SendJsonAsync(
            HttpMethod.Post,
            studyUrl + "/imports" + (pictures ? "?pictures=true" : ""),
            new { }
        );
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("url").GetString()!;
    }

    public async Task<HttpResponseMessage> TrySendAsync(string importUrl, params (string Path, byte[] Bytes)[] files)
    {
        using var content = new MultipartContent("mixed");
        foreach (var (path, bytes) in files)
        {
            var part = new ByteArrayContent(bytes);
            part.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileNameStar = path, Size = bytes.Length };
            content.Add(part);
        }

        var request = new HttpRequestMessage(HttpMethod.Post, importUrl + "/files") { Content = content };
        request.Headers.Add("RequestVerificationToken", await browser.TokenAsync());
        request.Headers.Accept.ParseAdd("application/json");
        return await browser.Client.SendAsync(request);
    }

    public async Task<ReceivedCounts> SendAsync(string importUrl, params (string Path, byte[] Bytes)[] files)
    {
        using var answer = await TrySendAsync(importUrl, files);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<ReceivedCounts>(JsonSerializerOptions.Web))!;
    }

    /// <summary>Starts the import and waits for its end; gives the state at the end.</summary>
    public async Task<JsonElement> FinishAsync(string importUrl)
    {
        using var answer = await browser.PostAsync(importUrl + "/start");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return await WaitAsync(importUrl);
    }

    /// <summary>Uploads files and imports them; gives the import's address and the state at its end.</summary>
    public async Task<(string Url, JsonElement State)> ImportAsync(params (string Path, byte[] Bytes)[] files)
    {
        var url = await BeginAsync();
        await SendAsync(url, files);
        return (url, await FinishAsync(url));
    }

    /// <summary>Imports a folder on the server and waits for the end.</summary>
    public async Task<(string Url, JsonElement State)> ImportFolderAsync(string folder, bool pictures = false)
    {
        using var answer = await browser.PostAsync(
            studyUrl + "/imports/folder",
            ("folder", folder),
            ("pictures", pictures ? "true" : "false")
        );
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, Visitor.TextOf(await answer.Content.ReadAsStringAsync()));
        var url = answer.Headers.Location!.ToString();
        return (url, await WaitAsync(url));
    }

    public async Task<JsonElement> StateAsync(string importUrl)
    {
        using var answer = await browser.GetJsonAsync(importUrl + "/progress");
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task<JsonElement> WaitAsync(string importUrl)
    {
        var state = default(JsonElement);
        await Until.SoAsync(
            "the end of the import",
            async () =>
            {
                state = await StateAsync(importUrl);
                return state.GetProperty("isOver").GetBoolean();
            },
            pause: 50
        );
        return state;
    }

    public static byte[] Zip(params (string Path, byte[] Bytes)[] files)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            foreach (var (path, bytes) in files)
            {
                using var stream = zip.CreateEntry(path).Open();
                stream.Write(bytes);
            }
        }

        return memory.ToArray();
    }

    /// <summary>A stack of one patient as files; slices at 5 mm.</summary>
    public static (string Path, byte[] Bytes)[] Stack(string patient, int slices = 3, string series = "1.2.3.4.1", short hounsfield = 60) =>
        [
            .. Enumerable
                .Range(0, slices)
                .Select(i =>
                    (
                        string.Create(CultureInfo.InvariantCulture, $"{patient}/{i:000}.dcm"),
                        new Dicom.DicomFile(
                            TestImages.Slice($"1.2.3.{patient.Length}.9", $"{series}.{NumberOf(patient)}", i, hounsfield, patient)
                        ).ToBytes()
                    )
                ),
        ];

    private static int NumberOf(string text) => text.Aggregate(7, (hash, c) => ((hash * 31) + c) & 0xFFFFFF);
}
