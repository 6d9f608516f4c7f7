using ReaderStudy.Web.Tests.Blinding.Planting;

namespace ReaderStudy.Web.Tests.Blinding.Crawling;

/// <param name="Item">What was seen.</param>
/// <param name="Who">By whom.</param>
/// <param name="Phase">Of the study, by its letter.</param>
/// <param name="Route">Where.</param>
internal sealed record Sighting(string Item, string Who, char Phase, string Route);

/// <param name="Route">That answered.</param>
/// <param name="Path">Names of properties, <c>series[].rows</c>; in the reading room the headers too, <c>header:ETag</c>.</param>
/// <param name="Who">Who asked.</param>
/// <param name="Phase">Of the study, by its letter.</param>
internal sealed record Field(string Route, string Path, string Who, char Phase);

/// <summary>One person asks for everything there is, and for everything that the pages lead to; what is met is noted.</summary>
internal sealed class Crawler(Addresses addresses, IReadOnlyList<Secret> secrets, Action<string, string, Answer>? met = null)
{
    private const int MostPages = 3000;

    /// <summary>Of one route, among what pages lead to: lists have filters and pages without end.</summary>
    private const int MostAlike = 40;

    private readonly SecretSearch _search = new(secrets);

    /// <summary>With an address and some words around, for the message of a failing test.</summary>
    public Dictionary<Sighting, string> Sightings { get; } = [];

    public HashSet<Field> Fields { get; } = [];

    public int Asked { get; private set; }

    public async Task CrawlAsync(Visitor visitor, string who, char phase, PlantedValues values)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var links = new Queue<string>();
        foreach (var (route, url) in addresses.All(values, withPlaces: who.EndsWith("reader", StringComparison.Ordinal)))
        {
            if (route.Method == "POST")
            {
                await DownloadAsync(visitor, route.Template, url, who, phase);
            }
            else if (known.Add(url))
            {
                await AskAsync(visitor, route.Template, url, who, phase, links);
            }
        }

        var alike = new Dictionary<string, int>(StringComparer.Ordinal);
        while (links.TryDequeue(out var url))
        {
            if (known.Add(url) && !LeadsElsewhere(url, values) && addresses.TemplateOf(url) is { } template)
            {
                alike[template] = alike.GetValueOrDefault(template) + 1;
                if (alike[template] > MostAlike)
                {
                    continue;
                }

                await AskAsync(visitor, template, url, who, phase, links);
            }
        }

        Assert.InRange(known.Count, 1, MostPages);
    }

    /// <summary>Into another study, which the foreigner has.</summary>
    private static bool LeadsElsewhere(string url, PlantedValues values) =>
        url.StartsWith("/studies/", StringComparison.Ordinal)
        && Guid.TryParse(url.Split('/', '?')[2], out var study)
        && study.ToString() != values.Of("studyId")[0];

    /// <param name="visitor">Asks.</param>
    /// <param name="route">That answers.</param>
    /// <param name="url">Of this route.</param>
    /// <param name="who">Who asks.</param>
    /// <param name="phase">Of the study, by its letter.</param>
    /// <param name="links">Gets the addresses that the answer leads to.</param>
    public async Task AskAsync(Visitor visitor, string route, string url, string who, char phase, Queue<string> links)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Accept.ParseAdd("text/html,*/*;q=0.8");
        using var response = await visitor.Client.SendAsync(request);
        var answer = await Answer.OfAsync(response);
        Note(answer, route, url, who, phase);
        if (answer.IsHtml)
        {
            foreach (var link in Addresses.LinksIn(answer.Text))
            {
                links.Enqueue(link);
            }
        }
    }

    private async Task DownloadAsync(Visitor visitor, string route, string url, string who, char phase)
    {
        foreach (var choice in new[] { "true", "false" })
        {
            using var response = await visitor.PostAsync(
                url,
                ("truth", choice),
                ("readings", choice),
                ("predictions", choice),
                ("flaggedTexts", choice)
            );
            Note(await Answer.OfAsync(response), "POST " + route, url, who, phase);
        }
    }

    /// <summary>Looks through an answer, its own or one that somebody got by what they did.</summary>
    public void Note(Answer answer, string route, string url, string who, char phase)
    {
        Asked++;
        met?.Invoke(route, url, answer);
        if (answer.Headers.Contains("Server-Timing"))
        {
            Sightings.TryAdd(new Sighting("server-timing", who, phase, route), url);
        }

        if (answer.Status is >= 200 and < 300 && route.Split(' ')[^1].StartsWith("/reading/", StringComparison.Ordinal))
        {
            Fields.UnionWith(answer.Headers.Select(h => new Field(route, $"header:{h}", who, phase)));
        }

        if (answer.Status >= 500 && answer.Status != 503)
        {
            Sightings.TryAdd(new Sighting("server-fault", who, phase, route), url);
        }

        foreach (var (secret, place) in _search.PlacesIn(answer.Text))
        {
            // What somebody asked with is told back to them, and so is their own name at the top of each page.
            if (secret.Item != $"name-of-{who}" && !url.Contains(secret.Text, StringComparison.OrdinalIgnoreCase))
            {
                Sightings.TryAdd(
                    new Sighting(secret.Item, who, phase, route),
                    $"{url}: …{answer.Text[Math.Max(0, place - 60)..Math.Min(answer.Text.Length, place + 60)].ReplaceLineEndings(" ")}…"
                );
            }
        }

        using var json = answer.Json();
        if (json is not null)
        {
            Fields.UnionWith(JsonPaths.Of(json.RootElement).Select(path => new Field(route, path, who, phase)));
        }
    }
}
