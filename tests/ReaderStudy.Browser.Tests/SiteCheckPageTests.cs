using Microsoft.Playwright;

namespace ReaderStudy.Browser.Tests;

/// <summary>A reader checks the screen by keyboard alone.</summary>
public sealed class SiteCheckPageTests(BrowserSession browser) : BrowserTest(browser)
{
    [BrowserFact]
    public async Task A_screen_is_checked_by_keyboard_alone()
    {
        var page = await Browser.SignInAsync("junior@demo.example");
        await page.GotoAsync("/sessions");
        var instructions = await page.GetByRole(AriaRole.Link, new() { Name = "Instructions" }).First.GetAttributeAsync("href");
        await page.GotoAsync(instructions!.Replace("instructions", "site-check", StringComparison.Ordinal));

        await ScreenVisit.FillAsync(page);

        await Assertions
            .Expect(page.GetByRole(AriaRole.Status))
            .ToContainTextAsync("Your screen was checked. Letters of 3 % contrast were not read.");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task The_check_fits_into_the_width_of_a_laptop_and_of_a_large_display()
    {
        await AssertFitsAsync(1366, 768);
        await AssertFitsAsync(1920, 1080);
        await AssertFitsAsync(3840, 2160);
    }

    private async Task AssertFitsAsync(int width, int height)
    {
        var page = await Browser.SignInAsync("junior@demo.example", width, height);
        await page.GotoAsync("/sessions");
        var instructions = await page.GetByRole(AriaRole.Link, new() { Name = "Instructions" }).First.GetAttributeAsync("href");
        await page.GotoAsync(instructions!.Replace("instructions", "site-check", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("[data-size]")).ToContainTextAsync("The screen is");

        await BrowserSession.PictureAsync(page, $"site-check-{width}");
        await Accessibility.AssertAsync(page, $"site-check-{width}");

        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        await page.Context.CloseAsync();
    }
}
