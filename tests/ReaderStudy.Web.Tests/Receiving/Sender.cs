using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ReaderStudy.Dicom.Web;

namespace ReaderStudy.Web.Tests.Receiving;

/// <summary>A PACS that sends to a receiving address (STOW-RS).</summary>
internal sealed partial class Sender(HttpClient client, string address, string secret)
{
    /// <summary>Path of the address.</summary>
    public string Address => address;

    public string Secret => secret;

    /// <summary>Has a coordinator open an address on the page, and reads address and secret from the answer.</summary>
    public static async Task<Sender> OpenAsync(Visitor coordinator, string studyUrl, HttpClient client)
    {
        using var answer = await coordinator.PostAsync(studyUrl + "/receiving", ("name", "Radiology"));
        var page = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, Visitor.TextOf(page));
        return new Sender(client, new Uri(Shown(page, "address")).AbsolutePath, Shown(page, "secret"));
    }

    /// <summary>Sends files, each a part.</summary>
    public Task<HttpResponseMessage> StoreAsync(params byte[][] files) => SendAsync(files);

    /// <param name="files">To send.</param>
    /// <param name="path">After the address.</param>
    /// <param name="authorization">Null: the secret as a Basic password.</param>
    /// <param name="accept">What to answer in.</param>
    /// <param name="contentType">Null: as PS3.18 asks for.</param>
    /// <param name="cut">Bytes to leave out at the end of the message.</param>
    public async Task<HttpResponseMessage> SendAsync(
        byte[][] files,
        string path = "/studies",
        string? authorization = null,
        string accept = "application/dicom+json",
        string? contentType = null,
        int cut = 0
    )
    {
        using var message = new MemoryStream();
        var writer = new MultipartPartWriter(message, "frontier");
        foreach (var file in files)
        {
            await writer.WriteAsync("application/dicom", file, default);
        }

        await writer.FinishAsync(default);
        using var content = new ByteArrayContent(message.ToArray(), 0, (int)message.Length - cut);
        content.Headers.TryAddWithoutValidation(
            "Content-Type",
            contentType ?? MultipartPartWriter.ContentTypeOf("frontier", "application/dicom")
        );
        using var request = new HttpRequestMessage(HttpMethod.Post, address + path) { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization", authorization ?? Basic("readerstudy", secret));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await client.SendAsync(request);
    }

    public static string Basic(string user, string password) =>
        new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))).ToString();

    /// <summary>UIDs of an answer's sequence with the reason beside each; 0: none.</summary>
    public static async Task<List<(string? Uid, int Reason)>> ListedAsync(HttpResponseMessage answer, string sequence, string reason)
    {
        var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        return json.TryGetProperty(sequence, out var found)
            ? found
                .GetProperty("Value")
                .EnumerateArray()
                .Select(i =>
                    (
                        i.TryGetProperty("00081155", out var uid) ? uid.GetProperty("Value")[0].GetString() : null,
                        i.TryGetProperty(reason, out var why) ? why.GetProperty("Value")[0].GetInt32() : 0
                    )
                )
                .ToList()
            : [];
    }

    private static string Shown(string page, string id) =>
        WebUtility.HtmlDecode(
            Regex.Match(page, $"id=\"{id}\">(?<text>[^<]+)<", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["text"].Value
        );
}
