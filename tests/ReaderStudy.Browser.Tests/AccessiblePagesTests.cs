using Microsoft.Playwright;

namespace ReaderStudy.Browser.Tests;

/// <summary>Every kind of page of the demo, light and dark, by axe: nothing serious, and nothing wider than a small laptop's screen.</summary>
public sealed class AccessiblePagesTests(BrowserSession browser) : BrowserTest(browser)
{
    [BrowserFact]
    public async Task No_page_has_a_serious_fault_or_runs_off_the_screen()
    {
        var draft = await DraftAsync();
        var faults = new List<string>();
        foreach (var (who, paths) in VisitedPages.Read())
        {
            var page = await (who == VisitedPages.Nobody ? Browser.OpenAsync(who) : Browser.SignInAsync(who));
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
                Assert.True(answer is { Ok: true }, $"{who} at {path}: {answer?.Status}");
                foreach (var theme in new[] { "light", "dark" })
                {
                    await page.EvaluateAsync("theme => document.documentElement.dataset.bsTheme = theme", theme);
                    faults.AddRange(await Accessibility.FaultsAsync(page, $"{path} {theme}", coloursOnly: theme == "dark"));
                    await BrowserSession.PictureAsync(page, NameOf(who, path, theme));
                }
            }

            await page.Context.CloseAsync();
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct()));
    }

    /// <summary>A draft of two arms, in which every part of the protocol can be changed and nothing is there yet.</summary>
    private async Task<string> DraftAsync()
    {
        var page = await Browser.SignInAsync("coordinator@demo.example");
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
