using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ReaderStudy.Data;
using ReaderStudy.Web.Tests.Authorisation;
using ReaderStudy.Web.Tests.Blinding.Planting;

namespace ReaderStudy.Web.Tests.Blinding.Crawling;

/// <summary>
/// A planted study on its way from draft to analysis; in each phase everybody asks for everything. It is done once for all tests of the
/// collection, on an application of its own.
/// </summary>
public sealed class Crawl : IAsyncLifetime
{
    public const string Collection = "crawl";

    /// <summary>The phases in their order: draft, sealed, reading, data locked, unblinded, analysed, archived.</summary>
    public const string Phases = "dsrluav";

    /// <summary>A lock is no question, but its answer brings the next case.</summary>
    private const string LockRoute = "POST /reading/{sessionId:guid}/cases/{position:int}/lock";

    /// <summary>Readers come last: what they open changes where the study stands.</summary>
    internal static IReadOnlyList<string> Everybody { get; } =
    [
        "administrator",
        "coordinator",
        "statistician",
        "truther",
        "secondtruther",
        "adjudicator",
        "foreigner",
        "stranger",
        "nobody",
        "reader",
        "other-reader",
    ];

    internal Dictionary<Sighting, string> Sightings { get; } = [];

    internal HashSet<Field> Fields { get; } = [];

    /// <summary>Every item that was looked for.</summary>
    internal HashSet<string> Planted { get; } = [];

    internal int Asked { get; private set; }

    /// <summary>Lines of the log that were looked through.</summary>
    internal int Logged { get; private set; }

    /// <summary>False where this machine lacks a program for it: a PDF is made by Node.js and read by pdftotext.</summary>
    internal bool CanAsk(string route) => !route.EndsWith(".pdf", StringComparison.Ordinal) || CanReadPdf;

    private static bool CanReadPdf { get; } = Programs.Has("node") && Programs.Has("pdftotext");

    public async Task InitializeAsync()
    {
        await using var app = new App();
        using var log = new WatchedLog();
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        log.Hear(app);
        var planted = await PlantedStudy.DraftAsync(app);
        var foreign = await TestStudy.SealedAsync(app, cases: 1, readers: 1);
        var stranger = await app.PersonAsync("stranger");
        var people = new Dictionary<string, TestPerson?>
        {
            ["administrator"] = planted.Administrator,
            ["coordinator"] = planted.Study.Coordinator,
            ["statistician"] = planted.Study.Statistician,
            ["truther"] = planted.Study.Truther,
            ["secondtruther"] = planted.Others[0],
            ["adjudicator"] = planted.Others[1],
            ["foreigner"] = foreign.Coordinator,
            ["stranger"] = stranger,
            ["nobody"] = null,
            ["reader"] = planted.Study.Readers[0],
            ["other-reader"] = planted.Study.Readers[1],
        };
        await CrawlAsync(app, log, planted, people, 'd');
        await planted.PredictAsync();
        await planted.SealAsync();
        await planted.ConductAsync();
        await planted.VoteAsync();
        await CrawlAsync(app, log, planted, people, 's');
        await planted.BeginReadingAsync();
        await CrawlAsync(app, log, planted, people, 'r');
        await planted.LockDataAsync();
        await CrawlAsync(app, log, planted, people, 'l');
        await planted.UnblindAsync();
        await CrawlAsync(app, log, planted, people, 'u');
        await planted.AnalyseAsync();
        await CrawlAsync(app, log, planted, people, 'a');
        await planted.ArchiveAsync();
        await CrawlAsync(app, log, planted, people, 'v');
        Logged = log.Lines;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private async Task CrawlAsync(App app, WatchedLog log, PlantedStudy planted, Dictionary<string, TestPerson?> people, char phase)
    {
        var secrets = await Secrets.OfAsync(app, planted);
        Planted.UnionWith(secrets.Select(s => s.Item));
        var crawler = new Crawler(new Addresses(app), secrets);
        var values = await PlantedValues.OfAsync(app, planted);
        Assert.Contains(Routes.Of(app), r => $"{r.Method} {r.Template}" == LockRoute);
        foreach (var (reader, url, answer) in planted.TakeLocks())
        {
            crawler.Note(answer, LockRoute, url, reader == 0 ? "reader" : "other-reader", 'r');
        }

        foreach (var who in Everybody)
        {
            using var visitor = people[who] is { } person ? await app.SignInAsync(person) : app.Nobody();
            await crawler.CrawlAsync(visitor, who, phase, values);
        }

        foreach (var (sighting, where) in crawler.Sightings.Concat(log.Heard(secrets, phase)))
        {
            Sightings.TryAdd(sighting, where);
        }

        Fields.UnionWith(crawler.Fields);
        Asked += crawler.Asked;
    }
}

[CollectionDefinition(Crawl.Collection)]
public sealed class CrawlCollection : ICollectionFixture<Crawl>;
