using Microsoft.Playwright;

namespace ReaderStudy.Browser.Tests;

/// <summary>Every kind of page of the demo, light and dark, by axe: nothing serious, and nothing wider than a small laptop's screen.</summary>
[Collection(BrowserSession.Collection)]
public sealed class AccessiblePagesTests(BrowserSession browser)
{
    private static readonly Dictionary<string, string[]> Pages = new()
    {
        ["admin@demo.example"] = ["/", "/people", "/models"],
        ["coordinator@demo.example"] =
        [
            "/",
            "/studies/new",
            "/studies/import-readings",
            "/models/liver-lesion-cnn",
            "{phantom}",
            "{phantom}/cohort",
            "{phantom}/imports",
            "{phantom}/quality",
            "{phantom}/quality/held",
            "{phantom}/archives",
            "{phantom}/receiving",
            "{phantom}/protocol",
            "{phantom}/readers",
            "{phantom}/predictions",
            "{phantom}/progress",
            "{phantom}/lock",
            "{phantom}/exports",
        ],
        ["junior@demo.example"] = ["/", "/sessions"],
        ["statistician@demo.example"] =
        [
            "{table3}",
            "{table3}/analysis",
            "{table3}/analysis/report",
            "{table3}/cohort",
            "{table3}/protocol",
            "{table3}/exports",
        ],
    };

    [BrowserFact]
    public async Task No_page_has_a_serious_fault_or_runs_off_the_screen()
    {
        var faults = new List<string>();
        var looked = 0;
        foreach (var (email, paths) in Pages)
        {
            var page = await browser.SignInAsync(email);
            var phantom = await AddressAsync(page, "phantom cohort");
            var table3 = await AddressAsync(page, "printed Table 3");
            foreach (var path in paths)
            {
                await page.GotoAsync(
                    path.Replace("{phantom}", phantom, StringComparison.Ordinal).Replace("{table3}", table3, StringComparison.Ordinal)
                );
                foreach (var theme in new[] { "light", "dark" })
                {
                    await page.EvaluateAsync("theme => document.documentElement.dataset.bsTheme = theme", theme);
                    faults.AddRange(await Accessibility.FaultsAsync(page, $"{path} {theme}", coloursOnly: theme == "dark"));
                    looked++;
                }
            }

            await page.Context.CloseAsync();
        }

        Assert.Equal(56, looked);
        Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct()));
    }

    private static async Task<string> AddressAsync(IPage page, string study)
    {
        var card = page.Locator(".card-link[href^='/studies/']", new() { HasText = study });
        return await card.CountAsync() == 0 ? "/" : (await card.First.GetAttributeAsync("href"))!;
    }
}
