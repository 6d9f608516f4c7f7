using Microsoft.Playwright;

namespace ReaderStudy.Browser.Tests;

/// <summary>Every kind of page of the demo, light and dark, by axe: nothing serious, and nothing wider than a small laptop's screen.</summary>
[Collection(BrowserSession.Collection)]
public sealed class AccessiblePagesTests(BrowserSession browser)
{
    private static readonly Dictionary<string, string[]> Pages = new()
    {
        ["admin@demo.example"] = ["/", "/people", "/models", "/audit", "/studies/archived"],
        ["coordinator@demo.example"] =
        [
            "/",
            "/studies/new",
            "/studies/import-readings",
            "/studies/archived",
            "/models/liver-lesion-cnn",
            "{phantom}",
            "{phantom}/cohort",
            "{phantom}/imports",
            "{phantom}/quality",
            "{phantom}/quality/held",
            "{phantom}/archives",
            "{phantom}/receiving",
            "{phantom}/truth",
            "{phantom}/protocol",
            "{phantom}/protocol/versions",
            "{phantom}/protocol/amend",
            "{phantom}/readers",
            "{phantom}/predictions",
            "{phantom}/ledger",
            "{phantom}/progress",
            "{phantom}/queries",
            "{phantom}/deviations",
            "{phantom}/lock",
            "{phantom}/exports",
            "{phantom}/audit",
            "{phantom}/clone",
            "{table3}/archive",
            "{draft}",
            "{draft}/imports",
            "{draft}/quality",
            "{draft}/cohort",
            "{draft}/truth",
            "{draft}/protocol",
            "{draft}/protocol/about",
            "{draft}/protocol/arms",
            "{draft}/protocol/design",
            "{draft}/protocol/reading",
            "{draft}/protocol/training",
            "{draft}/protocol/truth",
            "{draft}/protocol/reference",
            "{draft}/protocol/checks",
            "{draft}/protocol/tasks",
            "{draft}/protocol/analysis",
            "{draft}/protocol/hanging",
            "{draft}/protocol/text",
            "{draft}/protocol/new-question",
            "{draft}/protocol/questions/subtype",
            "{draft}/readers",
            "{draft}/predictions",
            "{draft}/ledger",
            "{draft}/seal",
            "{draft}/progress",
            "{draft}/queries",
            "{draft}/deviations",
            "{draft}/lock",
            "{draft}/exports",
            "{draft}/delete",
        ],
        ["junior@demo.example"] = ["/", "/sessions", "{session}/instructions", "{session}/queries", "{session}/site-check"],
        ["truther@demo.example"] = ["/", "{phantom}", "{phantom}/truth"],
        ["statistician@demo.example"] =
        [
            "{phantom}",
            "{phantom}/truth",
            "{phantom}/ledger",
            "{phantom}/progress",
            "{phantom}/deviations",
            "{phantom}/lock",
            "{table3}",
            "{table3}/analysis",
            "{table3}/analysis/report",
            "{table3}/cohort",
            "{table3}/protocol",
            "{table3}/protocol/versions",
            "{table3}/lock",
            "{table3}/exports",
            "{table3}/audit",
        ],
    };

    [BrowserFact]
    public async Task No_page_has_a_serious_fault_or_runs_off_the_screen()
    {
        var draft = await DraftAsync();
        var faults = new List<string>();
        foreach (var (email, paths) in Pages)
        {
            var page = await browser.SignInAsync(email);
            var places = new Dictionary<string, string>
            {
                ["{draft}"] = draft,
                ["{phantom}"] = await AddressAsync(page, "phantom cohort"),
                ["{table3}"] = await AddressAsync(page, "printed Table 3"),
            };
            if (paths.Any(p => p.Contains("{session}", StringComparison.Ordinal)))
            {
                places["{session}"] = await SessionAsync(page);
            }

            foreach (var path in paths)
            {
                var address = places.Aggregate(path, (a, place) => a.Replace(place.Key, place.Value, StringComparison.Ordinal));
                var answer = await page.GotoAsync(address);
                Assert.True(answer is { Ok: true }, $"{email} at {path}: {answer?.Status}");
                foreach (var theme in new[] { "light", "dark" })
                {
                    await page.EvaluateAsync("theme => document.documentElement.dataset.bsTheme = theme", theme);
                    faults.AddRange(await Accessibility.FaultsAsync(page, $"{path} {theme}", coloursOnly: theme == "dark"));
                    await BrowserSession.PictureAsync(page, NameOf(email, path, theme));
                }
            }

            await page.Context.CloseAsync();
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct()));
    }

    /// <summary>A draft of two arms, in which every part of the protocol can be changed and nothing is there yet.</summary>
    private async Task<string> DraftAsync()
    {
        var page = await browser.SignInAsync("coordinator@demo.example");
        await page.GotoAsync("/studies/new");
        await page.GetByLabel("Name").FillAsync("Donaudampfschifffahrtsgesellschaftskapitänsleberläsionen 肝脏局灶性病变多中心阅片研究");
        await page.Locator("label.template", new() { HasText = "crossover" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the study" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.EndsWith("/new", StringComparison.Ordinal));
        var address = new Uri(page.Url).AbsolutePath;
        await page.Context.CloseAsync();
        return address;
    }

    private static async Task<string> SessionAsync(IPage page)
    {
        await page.GotoAsync("/sessions");
        var link = page.Locator(".session", new() { HasText = "phantom cohort" }).GetByRole(AriaRole.Link, new() { Name = "Instructions" });
        return (await link.First.GetAttributeAsync("href"))!.Replace("/instructions", "", StringComparison.Ordinal);
    }

    private static string NameOf(string email, string path, string theme) =>
        $"page-{email.Split('@')[0]}-{path.Trim('/').Replace("/", "_", StringComparison.Ordinal).Trim('{').Replace("}", "", StringComparison.Ordinal)}-{theme}";

    private static async Task<string> AddressAsync(IPage page, string study)
    {
        var card = page.Locator(".card-link[href^='/studies/']", new() { HasText = study });
        return await card.CountAsync() == 0 ? "/" : (await card.First.GetAttributeAsync("href"))!;
    }
}
