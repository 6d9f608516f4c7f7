using ReaderStudy.Web.Tests.Authorisation;
using ReaderStudy.Web.Tests.Blinding.Crawling;
using ReaderStudy.Web.Tests.Blinding.Tables;

namespace ReaderStudy.Web.Tests.Blinding.Moments;

/// <summary>
/// What comes to a reader only at its moment - the AI, what it drew, the unaided answers beside it, the truth of a training case - stands place
/// by place and moment by moment in <c>Tables/moments.txt</c>. Everybody asks for everything at every moment, and what comes must be what the
/// table says: no more, and no less.
/// </summary>
public sealed class MomentsTests(App app) : IClassFixture<App>
{
    private const string File = "moments.txt";
    private const string Room = "/reading/{sessionId:guid}";

    /// <summary>Moments at which everybody asks for the pages outside the reading room too.</summary>
    private const string AtLarge = "azln";

    private static readonly HashSet<(string Path, string Template)> AtAllTimes = PhaseTable
        .Read("fields.txt")
        .Where(a => a.Who == "reader")
        .GroupBy(a => (a.Item, a.Route))
        .Where(g => "srl".All(p => g.Any(a => a.Phase == p)))
        .Select(g => g.Key)
        .ToHashSet();

    /// <summary>Nobody of these reads.</summary>
    private static readonly string[] Others = ["coordinator", "statistician", "truther", "stranger", "nobody"];

    [Fact]
    public async Task Everybody_meets_at_every_moment_what_the_table_says_and_nothing_else()
    {
        var met = await MeetAsync();

        var allowed = PhaseTable.Read(File, MomentsStudy.Letters);
        var unnamed = met.Where(m => !allowed.Any(a => PhaseTable.Covers(a, m))).ToList();
        var missing = allowed.Where(a => !met.Any(m => PhaseTable.Covers(a, m))).ToList();
        Assert.True(unnamed.Count == 0, "Met, and not in the table:\n" + PhaseTable.Rows(unnamed, MomentsStudy.Letters));
        Assert.True(missing.Count == 0, "In the table, and not met:\n" + PhaseTable.Rows(missing, MomentsStudy.Letters));
    }

    private async Task<IReadOnlySet<Sighting>> MeetAsync()
    {
        var study = await MomentsStudy.SealedAsync(app);
        var people = new Dictionary<string, TestPerson?>
        {
            ["coordinator"] = study.Desk.Study.Coordinator,
            ["statistician"] = study.Desk.Study.Statistician,
            ["truther"] = study.Desk.Study.Truther,
            ["stranger"] = await app.PersonAsync("stranger"),
            ["nobody"] = null,
            ["reader"] = study.Desk.Reader,
        };
        var crawler = new Crawler(new Addresses(app), study.Secrets);
        foreach (var (moment, bring) in MomentsStudy.Letters.Zip(study.Moments))
        {
            await bring();
            foreach (var (url, answer) in study.TakeActs())
            {
                crawler.Note(answer, $"POST {InRoom(url, study)}", url, "reader", moment);
            }

            // The reader comes last: what they ask for is opened by it.
            foreach (var who in Others.Append("reader"))
            {
                using var visitor = people[who] is { } person ? await app.SignInAsync(person) : app.Nobody();
                await AskAsync(crawler, study, visitor, who, moment);
            }
        }

        Assert.InRange(crawler.Asked, 1000, 100_000);
        var judged = new HashSet<Sighting>(crawler.Sightings.Keys);
        judged.UnionWith(crawler.Fields.Where(f => !IsAlwaysThere(f)).Select(f => new Sighting(f.Path, f.Who, f.Phase, f.Route)));
        return judged;
    }

    private async Task AskAsync(Crawler crawler, MomentsStudy study, Visitor visitor, string who, char moment)
    {
        var values = await PlantedValues.OfAsync(app, study.Desk.Study, study.Desk.Study.CaseIds, [study.Desk.Reader.Id]);
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var route in Routes.Of(app).Where(r => r.Method == "GET" && IsAsked(r, values, moment)))
        {
            var names = route.Pattern.RoutePattern.Parameters.Select(p => p.Name).ToList();
            foreach (var (session, position) in Places(study))
            {
                var url = route.UrlWith(
                    new Dictionary<string, string>(values.Filled(names, null, null))
                    {
                        ["sessionId"] = session.ToString(),
                        ["position"] = position,
                    }
                );
                if (asked.Add(url))
                {
                    await crawler.AskAsync(visitor, PlaceOf(route.Template, url, study), url, who, moment, new Queue<string>());
                }
            }
        }
    }

    private static IEnumerable<(Guid Session, string Position)> Places(MomentsStudy study) =>
        from session in study.Desk.Sessions
        from position in new[] { "1", "2", "3", "4" }
        select (session, position);

    /// <summary>
    /// The reading room at every moment, without its pictures and series, which are the same at all of them; every other page of which all
    /// parameters are planted at some.
    /// </summary>
    private static bool IsAsked(AppRoute route, PlantedValues values, char moment) =>
        route.Template.StartsWith(Room, StringComparison.Ordinal)
            ? !route.Template.Contains("/series/", StringComparison.Ordinal)
                && !route.Template.Contains("/pictures/", StringComparison.Ordinal)
            : AtLarge.Contains(moment, StringComparison.Ordinal)
                && !route.Template.EndsWith(".pdf", StringComparison.Ordinal)
                && route.Pattern.RoutePattern.Parameters.All(p => values.Of(p.Name).Count > 0);

    /// <summary>In the room the place itself, <c>/reading/sequential/cases/1</c>; elsewhere the route.</summary>
    private static string PlaceOf(string template, string url, MomentsStudy study) =>
        template.StartsWith(Room, StringComparison.Ordinal) ? InRoom(url, study) : template;

    private static string InRoom(string url, MomentsStudy study) =>
        study
            .Desk.Sessions.Zip(MomentsStudy.Sessions)
            .Aggregate(url, (u, s) => u.Replace(s.First.ToString(), s.Second, StringComparison.Ordinal));

    /// <summary>Of the room's properties only those are judged here that the table of the crawl does not give to readers at all times.</summary>
    private static bool IsAlwaysThere(Field field)
    {
        var place = field.Route.Split(' ')[^1];
        if (!place.StartsWith("/reading/", StringComparison.Ordinal) || field.Path.StartsWith("header:", StringComparison.Ordinal))
        {
            return true;
        }

        // What a lock brings is the next case.
        var isBrought = field.Path.StartsWith("case.", StringComparison.Ordinal);
        var path = isBrought ? field.Path["case.".Length..] : field.Path;
        var template = isBrought ? Room + "/cases/{position:int}" : TemplateOf(place);
        return AtAllTimes.Contains((path, template));
    }

    private static string TemplateOf(string place)
    {
        var words = place.Split('/');
        words[2] = "{sessionId:guid}";
        if (words is [_, _, _, "cases", _, ..])
        {
            words[4] = "{position:int}";
        }
        else if (words is [_, _, _, "page", _])
        {
            words[4] = "{pageId:guid}";
        }

        return string.Join('/', words);
    }
}
