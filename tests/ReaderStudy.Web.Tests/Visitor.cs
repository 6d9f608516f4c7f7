using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace ReaderStudy.Web.Tests;

/// <summary>A browser: keeps cookies, sends the antiforgery token with every post, and does not follow redirects.</summary>
public sealed partial class Visitor(HttpClient client) : IDisposable
{
    private string? _token;

    /// <summary>For what the other members do not offer.</summary>
    public HttpClient Client => client;

    public async Task SignInAsync(string email, string password)
    {
        using var answer = await PostAsync("/account/sign-in", ("Email", email), ("Password", password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        // The token is bound to who is signed in.
        _token = null;
    }

    /// <summary>Asks as a browser does, for a page.</summary>
    public Task<HttpResponseMessage> GetAsync(string url) => SendAsync(new HttpRequestMessage(HttpMethod.Get, url), "text/html");

    /// <summary>Asks as a program does.</summary>
    public Task<HttpResponseMessage> GetJsonAsync(string url) => SendAsync(new HttpRequestMessage(HttpMethod.Get, url), "application/json");

    /// <summary>The page's HTML; fails unless it is answered by 200.</summary>
    public async Task<string> PageAsync(string url)
    {
        using var answer = await GetAsync(url);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{url} gave {(int)answer.StatusCode}: {TextOf(body)}");
        return body;
    }

    /// <summary>Sends a form.</summary>
    public async Task<HttpResponseMessage> PostAsync(string url, params (string Name, string Value)[] fields)
    {
        var form = fields.Select(f => KeyValuePair.Create(f.Name, f.Value)).ToList();
        form.Add(KeyValuePair.Create("__RequestVerificationToken", await TokenAsync()));
        return await SendAsync(new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(form) }, "text/html");
    }

    /// <summary>Sends a form with files.</summary>
    public async Task<HttpResponseMessage> PostFilesAsync(string url, MultipartFormDataContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        request.Headers.Add("RequestVerificationToken", await TokenAsync());
        return await SendAsync(request, "text/html");
    }

    /// <summary>Sends JSON as the pages' scripts do.</summary>
    public async Task<HttpResponseMessage> SendJsonAsync(HttpMethod method, string url, object body)
    {
        var request = new HttpRequestMessage(method, url) { Content = JsonContent.Create(body) };
        request.Headers.Add("RequestVerificationToken", await TokenAsync());
        return await SendAsync(request, "application/json");
    }

    /// <summary>A page's words, without tags.</summary>
    public static string TextOf(string html) => WebUtility.HtmlDecode(Spaces().Replace(Tags().Replace(html, " "), " ")).Trim();

    /// <summary>The antiforgery token of a page that this visitor may see.</summary>
    public async Task<string> TokenAsync()
    {
        if (_token is null)
        {
            using var home = await GetAsync("/");
            var page = home.StatusCode == HttpStatusCode.OK ? home : await GetAsync("/account/sign-in");
            var match = TokenField().Match(await page.Content.ReadAsStringAsync());
            Assert.True(match.Success, "The page has no antiforgery token.");
            _token = match.Groups["token"].Value;
        }

        return _token;
    }

    public void Dispose() => client.Dispose();

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string accept)
    {
        request.Headers.Accept.ParseAdd(accept);
        return client.SendAsync(request);
    }

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="(?<token>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TokenField();

    [GeneratedRegex("<(script|style)[^>]*>.*?</(script|style)>|<[^>]*>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}
