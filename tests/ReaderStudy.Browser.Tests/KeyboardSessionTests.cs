using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using ReaderStudy.Dicom.Series;
using ReaderStudy.Phantom;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace ReaderStudy.Browser.Tests;

/// <summary>A session of twenty cases without a mouse: from the list of sessions to the last lock. Prints the machine's own time a case.</summary>
[Collection(BrowserSession.Collection)]
public sealed class KeyboardSessionTests(BrowserSession browser, ITestOutputHelper output)
{
    private const string Study = "Twenty cases by keyboard";
    private const int Cases = 20;

    [BrowserFact]
    public async Task Twenty_cases_are_read_by_keyboard_alone()
    {
        using var cohort = new PhantomCohort(Cases, new PhantomOptions { Phases = [ContrastPhase.Arterial, ContrastPhase.PortalVenous] });
        var coordinator = await browser.SignInAsync("coordinator@demo.example");
        var guided = new GuidedCoordinator(coordinator, cohort, "middle@demo.example");
        await guided.StartAsync(Study, "Focal liver lesions");
        await guided.SealAsync();

        var page = await browser.SignInAsync("middle@demo.example");
        await page.AddInitScriptAsync(NoMouse);
        await FollowAsync(page, "My sessions");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "My sessions" })).ToBeVisibleAsync();
        await FollowAsync(page, "Begin reading");
        var visit = new RoomVisit(page, Cases);
        var times = new List<double>();
        for (var position = 1; position <= Cases; position++)
        {
            await visit.WaitForAsync(position);
            if (position == 3)
            {
                await LookAroundAsync(page);
            }

            var clock = Stopwatch.StartNew();
            await visit.AnswerAsync(position);
            await visit.LockAsync();
            await (position == Cases ? page.GetByText("This session is finished") : visit.Shown(position + 1)).WaitForAsync();
            times.Add(clock.Elapsed.TotalMilliseconds - RoomVisit.BetweenStrokes);
        }

        Assert.Equal(0, await page.EvaluateAsync<int>("window.mouseUsed ?? 0"));
        var median = times.Order().ElementAt(Cases / 2);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Machine time a case, median of {Cases}: {median:0} ms"));
        Assert.True(browser.Problems.Count == 0, string.Join('\n', browser.Problems));
    }

    private const string NoMouse =
        "window.mouseUsed = 0; for (const what of ['pointerdown', 'mousedown', 'wheel', 'touchstart']) window.addEventListener(what, () => { window.mouseUsed += 1; }, { capture: true, passive: true });";

    /// <summary>Slices, a window, one phase large, the keys' sheet: by keyboard too.</summary>
    private static async Task LookAroundAsync(IPage page)
    {
        var slice = page.Locator(".phase .corner.bottom-left").First;
        var before = await slice.InnerTextAsync();
        await page.Keyboard.PressAsync("PageDown");
        await Expect(slice).Not.ToHaveTextAsync(before);
        await page.Keyboard.PressAsync("t");
        await Expect(page.Locator(".phase .corner.bottom-right").First).ToHaveTextAsync("W 1800  L 400");
        await page.Keyboard.PressAsync("x");
        await page.Keyboard.PressAsync("x");
        await page.Keyboard.PressAsync("f");
        await page.Keyboard.TypeAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
    }

    /// <summary>Tab until a link has the focus, then Enter.</summary>
    private static async Task FollowAsync(IPage page, string words)
    {
        const string Focused = "document.activeElement instanceof HTMLAnchorElement ? document.activeElement.innerText : ''";
        for (var i = 0; i < 80; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            var link = await page.EvaluateAsync<string>(Focused);
            if (
                link.Contains(words, StringComparison.Ordinal)
                && await page.EvaluateAsync<bool>(
                    "study => document.querySelector('.session') === null || document.activeElement.closest('.session')?.innerText.includes(study) === true",
                    Study
                )
            )
            {
                await page.Keyboard.PressAsync("Enter");
                return;
            }
        }

        Assert.Fail($"No link '{words}' can be reached by Tab.");
    }
}
