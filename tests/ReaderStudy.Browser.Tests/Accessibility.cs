using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ReaderStudy.Browser.Tests;

/// <summary>What keeps people from using a page: serious faults by axe, and what is wider than the screen.</summary>
internal static class Accessibility
{
    /// <param name="page">As it stands.</param>
    /// <param name="where">Names it in the faults.</param>
    /// <param name="coloursOnly">For a second theme, in which nothing but the colours differs.</param>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IPage page, string where, bool coloursOnly = false)
    {
        var result = coloursOnly
            ? await page.RunAxe(
                new AxeRunOptions
                {
                    RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] },
                }
            )
            : await page.RunAxe();
        var faults = result
            .Violations.Where(v => v.Impact is "serious" or "critical")
            .Select(v => $"{where}: {v.Id}: {v.Help} ({v.Nodes.Length}, first {v.Nodes[0].Html})");
        var wide = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        return [.. wide > 0 ? faults.Append($"{where}: {wide} pixels wider than the screen") : faults];
    }

    /// <summary>The page as it stands has no fault, dark or light.</summary>
    public static async Task AssertAsync(IPage page, string where)
    {
        foreach (var theme in new[] { "dark", "light" })
        {
            await page.EvaluateAsync("theme => document.documentElement.dataset.bsTheme = theme", theme);
            var faults = await FaultsAsync(page, $"{where} {theme}", coloursOnly: theme == "dark");
            Assert.True(faults.Count == 0, string.Join('\n', faults));
        }
    }
}
