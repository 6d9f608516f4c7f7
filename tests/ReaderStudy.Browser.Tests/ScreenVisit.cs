using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ReaderStudy.Browser.Tests;

/// <summary>A reader checks the screen, by keyboard alone.</summary>
internal static partial class ScreenVisit
{
    /// <summary>From the list of sessions to the check of a study's screen and back.</summary>
    public static async Task CheckAsync(IPage page, string study)
    {
        await page.GotoAsync("/sessions");
        var link = page.Locator(".session", new() { HasText = study }).GetByRole(AriaRole.Link, new() { Name = "Check your screen" });
        await link.First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await FillAsync(page);
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Your screen was checked");
    }

    /// <summary>Sees both squares and the finest lines, reads no letter, makes the bar a little wider, and sends it.</summary>
    public static async Task FillAsync(IPage page)
    {
        // The page's own script has measured the screen before anything is pressed.
        await Expect(page.Locator("[data-size]")).ToHaveTextAsync(Size());
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

        await Expect(page.Locator("[name=cardPixels]")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator("[data-card]")).ToHaveAttributeAsync("width", "325");
        await page.Keyboard.PressAsync("Tab");
        await ChooseAsync(page, "display", "Laptop");
        await ChooseAsync(page, "light", "Dimmed");
        await ChooseAsync(page, "calibrated", "Never");

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Down to the choice, one after the other: letters that are typed with a pause between would be the beginnings of two choices.</summary>
    private static async Task ChooseAsync(IPage page, string name, string wanted)
    {
        await page.Keyboard.PressAsync("Tab");
        var list = page.Locator($"select[name={name}]");
        await Expect(list).ToBeFocusedAsync();
        for (var i = 0; i < 6 && await list.InputValueAsync() != wanted; i++)
        {
            await page.Keyboard.PressAsync("ArrowDown");
        }

        await Expect(list).ToHaveValueAsync(wanted);
    }

    [GeneratedRegex("^The screen is [0-9]+ by [0-9]+ cm\\.$", RegexOptions.None, 1000)]
    private static partial Regex Size();
}
