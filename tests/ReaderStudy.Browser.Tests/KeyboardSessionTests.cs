using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using ReaderStudy.Dicom.Series;
using ReaderStudy.Phantom;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace ReaderStudy.Browser.Tests;

/// <summary>
/// A session of twenty cases without a mouse, four questions each: from the list of sessions to the last lock. Prints the machine's own time a
/// case: opened, four questions answered, locked, the next one drawn.
/// </summary>
public sealed class KeyboardSessionTests(BrowserSession browser, ITestOutputHelper output) : BrowserTest(browser)
{
    private const string Study = "Twenty cases by keyboard";
    private const int Cases = 20;

    [BrowserFact]
    public async Task Twenty_cases_are_read_by_keyboard_alone()
    {
        using var cohort = new PhantomCohort(Cases, new PhantomOptions { Phases = [ContrastPhase.Arterial, ContrastPhase.PortalVenous] });
        var coordinator = await Browser.SignInAsync("coordinator@demo.example");
        var guided = new GuidedCoordinator(coordinator, cohort, "middle@demo.example");
        var study = await guided.StartAsync(Study, "Focal liver lesions");
        await AskFourthAsync(coordinator, study);
        await guided.SealAsync();

        var page = await Browser.SignInAsync("middle@demo.example");
        await page.AddInitScriptAsync(NoMouse);
        await FollowAsync(page, "My sessions");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "My sessions" })).ToBeVisibleAsync();
        await FollowAsync(page, "Check your screen");
        await ScreenVisit.FillAsync(page);
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Your screen was checked");
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
            await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.PressAsync("1");
            await visit.LockAsync();
            await (position == Cases ? page.GetByText("This session is finished") : visit.Shown(position + 1)).WaitForAsync();
            times.Add(clock.Elapsed.TotalMilliseconds - RoomVisit.BetweenStrokes);
        }

        Assert.Equal(0, await page.EvaluateAsync<int>("window.mouseUsed ?? 0"));
        var median = times.Order().ElementAt(Cases / 2);
        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"Machine time a case of four questions, median of {Cases}: {median:0} ms")
        );
        await AssertFourKeptAsync(page);
    }

    private static async Task AskFourthAsync(IPage page, string study)
    {
        await page.GotoAsync($"{study}/protocol/text");
        var text = page.GetByLabel("Text", new() { Exact = true });
        var protocol = JsonNode.Parse(await text.InputValueAsync())!;
        var questions = protocol["questions"]!.AsArray();
        questions.Add(
            JsonNode.Parse(
                """{"id":"quality","text":"How good are the images?","kind":"choice","choices":[{"id":"good","label":"Good"},{"id":"limited","label":"Limited"}]}"""
            )
        );
        Assert.Equal(4, questions.Count);
        await text.FillAsync(protocol.ToJsonString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Replace the protocol" }).ClickAsync();
        await Expect(page.GetByText("How good are the images?").First).ToBeVisibleAsync();
        await page.GotoAsync(study);
    }

    /// <summary>The last case was locked with four answers.</summary>
    private static async Task AssertFourKeptAsync(IPage page)
    {
        var text = await page.EvaluateAsync<string>(
            "address => fetch(address, { headers: { Accept: 'application/json' } }).then(a => a.text())",
            $"{new Uri(page.Url).AbsolutePath}/cases/{Cases}"
        );
        var answers = JsonNode.Parse(text)!["answers"]!.AsObject();
        Assert.Equal(4, answers.Count);
        Assert.Equal("good", answers["quality"]!.GetValue<string>());
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
