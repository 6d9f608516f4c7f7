using System.Text.RegularExpressions;
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
        // The page's own script has measured the screen before anything is pressed.
        await Assertions.Expect(page.Locator("[data-size]")).ToHaveTextAsync(new Regex("^The screen is [0-9]+ by [0-9]+ cm\\.$"));

        await page.Locator("[name=seesDark]").First.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Space");
        // Six rows of letters: this reader sees none.
        for (var i = 0; i < 7; i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        var bar = page.Locator("[data-card]");
        await Assertions.Expect(page.Locator("[name=cardPixels]")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(bar).ToHaveAttributeAsync("width", "325");
        await page.Keyboard.PressAsync("Tab");
        foreach (var choice in new[] { "Laptop", "Dimmed", "Never" })
        {
            await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.TypeAsync(choice);
        }

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await Assertions
            .Expect(page.GetByRole(AriaRole.Status))
            .ToContainTextAsync("Your screen was checked. Letters of 3 % contrast were not read.");
        await page.Context.CloseAsync();
    }
}
