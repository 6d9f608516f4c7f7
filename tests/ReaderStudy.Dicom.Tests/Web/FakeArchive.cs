using System.Net;
using System.Text;
using ReaderStudy.Dicom.Web;

namespace ReaderStudy.Dicom.Tests.Web;

/// <summary>An archive that answers as a test says, and remembers what it was asked.</summary>
internal sealed class FakeArchive(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
{
    public const string Address = "https://archive.example/dicom-web";

    public List<string> Asked { get; } = [];

    public List<string?> Authorizations { get; } = [];

    public DicomWebClient Client(DicomWebCredentials? credentials = null, int tries = 3) =>
        new(
            new DicomWebOptions(new Uri(Address))
            {
                Credentials = credentials,
                Tries = tries,
                Pause = TimeSpan.FromMilliseconds(1),
                PageSize = 2,
            },
            this
        );

    public static HttpResponseMessage Json(string json) =>
        new(HttpStatusCode.OK) { Content = new StringContent(json, Encoding.UTF8, "application/dicom+json") };

    /// <summary>A multipart answer of these files; where <paramref name="cutAt"/> is given it breaks off after so many bytes.</summary>
    public static HttpResponseMessage Files(int? cutAt, params byte[][] files)
    {
        using var message = new MemoryStream();
        foreach (var file in files)
        {
            message.Write("--frontier\r\nContent-Type: application/dicom\r\n\r\n"u8);
            message.Write(file);
            message.Write("\r\n"u8);
        }

        message.Write("--frontier--"u8);
        var bytes = message.ToArray();
        var content = new StreamContent(new MemoryStream(bytes, 0, cutAt ?? bytes.Length));
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/related; type=\"application/dicom\"; boundary=frontier");
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Add(request.RequestUri!.PathAndQuery["/dicom-web/".Length..]);
        Authorizations.Add(request.Headers.Authorization?.ToString());
        return Task.FromResult(answer(request));
    }
}
