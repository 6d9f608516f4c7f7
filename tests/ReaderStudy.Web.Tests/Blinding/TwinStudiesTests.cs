using System.Text;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Web.Tests.Blinding.Crawling;
using ReaderStudy.Web.Tests.Blinding.Planting;

namespace ReaderStudy.Web.Tests.Blinding;

/// <summary>
/// Two studies that differ in every truth, every score and every answer, and in nothing else. As long as they are blind, every page, count and
/// download of one is that of the other for everybody: no word of it depends on what must not be known. The reading room is left to
/// <see cref="PayloadDifferencesTests"/>: readers see a model's output in their aided sessions.
/// </summary>
public sealed class TwinStudiesTests(App app) : IClassFixture<App>
{
    /// <summary>The reading room, a truther's own votes, letters drawn from a session's id, and files that hold ids and orders of one study alone.</summary>
    private static readonly string[] LeftOut =
    [
        "/reading/",
        "/site-check",
        "/allocation",
        "/truth/cases/",
        "/truth/sign",
        "/exports/images",
    ];

    /// <summary>A check that the answers of one of the studies fail.</summary>
    internal const string Check = "as-you-say";

    [Fact]
    public async Task Nothing_that_anybody_gets_before_the_unblinding_depends_on_truth_scores_or_answers()
    {
        var one = await PlantedStudy.DraftAsync(app);
        var twin = await PlantedStudy.DraftAsync(app, isTwin: true);
        await BothAsync(one, twin, CheckAnswersAsync);
        var differing = new StringBuilder();
        var compared = 0;
        await BothAsync(one, twin, s => s.PredictAsync(), s => s.SealAsync(), s => s.VoteAsync());
        compared += await CompareAsync(one, twin, "sealed", differing);
        await BothAsync(one, twin, s => s.BeginReadingAsync(), s => s.ConductAsync());
        compared += await CompareAsync(one, twin, "reading", differing);
        await BothAsync(one, twin, s => s.LockDataAsync());
        compared += await CompareAsync(one, twin, "data locked", differing);

        Assert.InRange(compared, 200, 10_000);
        Assert.True(differing.Length == 0, differing.ToString());
    }

    [Fact]
    public void Two_texts_differ_by_a_line_that_only_one_of_them_has_and_by_how_often_a_line_is_there()
    {
        Assert.Empty(Nameless.Between("a\nb\nb", "b\na\nb"));
        Assert.Equal(["2 and 1 times: b"], Nameless.Between("a\nb\nb", "a\nb"));
        Assert.Equal(["1 and 0 times: a", "0 and 1 times: c"], Nameless.Between("a\nb", "b\nc"));
    }

    /// <summary>In one of the studies readers are refused a lock until they confirm what they say, and in the other nobody is.</summary>
    private Task CheckAnswersAsync(PlantedStudy planted) =>
        app.DataAsync(async db =>
        {
            var draft = await planted.Study.LoadAsync(db);
            var check = new ConsistencyCheck
            {
                Id = Check,
                Message = "Is it as you say?",
                When = [new Condition("malignancy", ["malignant"])],
            };
            draft.ChangeProtocol(draft.Protocol with { Checks = [check] });
            return await db.SaveChangesAsync();
        });

    private static async Task BothAsync(PlantedStudy one, PlantedStudy twin, params Func<PlantedStudy, Task>[] steps)
    {
        foreach (var step in steps)
        {
            await step(one);
            await step(twin);
        }
    }

    private async Task<int> CompareAsync(PlantedStudy one, PlantedStudy twin, string phase, StringBuilder differing)
    {
        var pages = await PagesAsync(one);
        var others = await PagesAsync(twin);
        foreach (var key in pages.Keys.Union(others.Keys))
        {
            var (page, other) = (pages.GetValueOrDefault(key, "(not there)"), others.GetValueOrDefault(key, "(not there)"));
            foreach (var line in Nameless.Between(page, other).Take(6))
            {
                differing.AppendLine($"{phase}, {key}: {(line.Length > 300 ? line[..300] : line)}");
            }
        }

        return pages.Count;
    }

    private async Task<Dictionary<string, string>> PagesAsync(PlantedStudy planted)
    {
        var nameless = await Nameless.OfAsync(app, planted);
        var values = await PlantedValues.OfAsync(app, planted);
        var pages = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (person, who) in planted.People().Append((planted.Administrator, "administrator")))
        {
            var crawler = new Crawler(
                new Addresses(app),
                [new Secret("nothing", "zq7nothing")],
                (route, url, answer) =>
                {
                    // A truther's own list stands in an order that is drawn from the ids of its study.
                    var isOwnOrder =
                        (who.EndsWith("truther", StringComparison.Ordinal) || who.EndsWith("adjudicator", StringComparison.Ordinal))
                        && route.EndsWith("/truth", StringComparison.Ordinal);
                    // The whole trail of the installation holds both studies, and what is on one page of a trail depends on it: the files have all.
                    var isPageOfTrail =
                        route.StartsWith("/audit", StringComparison.Ordinal) || route.EndsWith("/audit", StringComparison.Ordinal);
                    if (!isOwnOrder && !isPageOfTrail && !LeftOut.Any(r => route.Contains(r, StringComparison.Ordinal)))
                    {
                        pages.TryAdd($"{who} {nameless.Of(url)}", nameless.Of($"{answer.Status}\n{answer.Text}"));
                    }
                }
            );
            using var visitor = await app.SignInAsync(person);
            await crawler.CrawlAsync(visitor, who, 's', values);
        }

        return pages;
    }
}
