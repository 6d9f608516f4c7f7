using System.Net;
using System.Text.Json;

namespace ReaderStudy.Web.Tests.ReadingRoom;

/// <summary>A reader's browser at their session, speaking the page's language.</summary>
internal sealed class Room(Visitor visitor, Guid sessionId) : IDisposable
{
    public static readonly object Malignant = new
    {
        malignancy = "malignant",
        subtype = "MET",
        confidence = 85,
    };

    public string Url => $"/reading/{sessionId}";

    public static async Task<Room> OfAsync(App app, TestStudy study, int reader = 0)
    {
        var person = study.Readers[reader];
        return new Room(await app.SignInAsync(person), await study.SessionOfAsync(person));
    }

    /// <summary>Asks for frames as the viewer does, for everything else as a program.</summary>
    public Task<HttpResponseMessage> AskAsync(string address) =>
        address.Contains("/frames/", StringComparison.Ordinal)
            ? AskAsync(address, "multipart/related; type=\"application/octet-stream\"; transfer-syntax=*")
            : visitor.GetJsonAsync($"{Url}/{address}");

    public Task<HttpResponseMessage> AskAsync(string address, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"{Url}/{address}");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return visitor.Client.SendAsync(request);
    }

    public async Task<JsonElement> JsonAsync(string address)
    {
        using var answer = await AskAsync(address);
        return await OkAsync(answer);
    }

    public async Task<byte[]> BytesAsync(string address)
    {
        using var answer = await AskAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    public Task<HttpResponseMessage> DraftAsync(int position, long clientSequence, object answers, long? after = null) =>
        visitor.SendJsonAsync(
            HttpMethod.Put,
            $"{Url}/cases/{position}/draft",
            new
            {
                clientSequence,
                after,
                answers,
                times = new
                {
                    openedAt = 12,
                    firstImageAt = 340.5,
                    hiddenMs = 0,
                },
            }
        );

    public Task<HttpResponseMessage> LockAsync(
        int position,
        long clientSequence,
        object answers,
        string? stage = null,
        Dictionary<string, string>? confirmed = null,
        long? after = null,
        bool open = false
    ) =>
        PostAsync(
            position,
            open ? "lock?open=true" : "lock",
            new
            {
                clientSequence,
                answers,
                stage,
                confirmed,
                after,
            }
        );

    public Task<HttpResponseMessage> LinkAsync(int position, object body) =>
        visitor.SendJsonAsync(HttpMethod.Put, $"{Url}/cases/{position}/linking", body);

    /// <summary>To <c>lock</c>, <c>skip</c> or <c>correct</c>.</summary>
    public Task<HttpResponseMessage> PostAsync(int position, string what, object body) =>
        visitor.SendJsonAsync(HttpMethod.Post, $"{Url}/cases/{position}/{what}", body);

    public Task<HttpResponseMessage> PutAsync(string address) => visitor.SendJsonAsync(HttpMethod.Put, $"{Url}/{address}", new { });

    /// <summary>Something else, in JSON.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, object body) =>
        visitor.SendJsonAsync(method, $"{Url}/{address}", body);

    /// <summary>Opens the case at a position and locks it.</summary>
    public async Task<JsonElement> ReadAsync(int position, string? stage = null)
    {
        await JsonAsync($"cases/{position}");
        using var answer = await LockAsync(position, 1, Malignant, stage);
        return await OkAsync(answer);
    }

    public static async Task<JsonElement> OkAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{(int)answer.StatusCode}: {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    /// <summary>Fails unless the answer refuses with this status; gives the code.</summary>
    public static async Task<string?> CodeAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString();
    }

    public void Dispose() => visitor.Dispose();
}
