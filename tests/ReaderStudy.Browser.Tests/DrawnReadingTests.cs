using System.Text.Json.Nodes;
using Microsoft.Playwright;
using ReaderStudy.Dicom.Series;
using ReaderStudy.Phantom;
using static Microsoft.Playwright.Assertions;

namespace ReaderStudy.Browser.Tests;

/// <summary>
/// A study that asks for outlines, marks and a measurement, from its template to a locked reading: what is drawn in the room is what the server
/// keeps, and what stands there after the page was loaded again.
/// </summary>
public sealed class DrawnReadingTests(BrowserSession browser) : BrowserTest(browser)
{
    private const string Study = "What is drawn, whole path";

    [BrowserFact]
    public async Task Outlines_marks_and_a_measurement_are_drawn_kept_and_locked_by_keyboard()
    {
        using var cohort = new PhantomCohort(3, new PhantomOptions { Phases = [ContrastPhase.PortalVenous] }, "LESION", "NONE");
        var coordinator = await Browser.SignInAsync("coordinator@demo.example");
        var guided = new GuidedCoordinator(coordinator, cohort, "middle@demo.example");
        var study = await guided.StartAsync(Study, "Outlines of liver lesions");
        await AskForMoreAsync(coordinator, study);
        await guided.SealAsync();

        var page = await Browser.SignInAsync("middle@demo.example");
        await page.Locator(".card-link", new() { HasText = Study }).Filter(new() { HasText = "Read the instructions" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "I have read the instructions" }).ClickAsync();
        await ScreenVisit.CheckAsync(page, Study);
        await page.Locator(".session", new() { HasText = Study }).GetByRole(AriaRole.Link, new() { Name = "Begin reading" }).ClickAsync();
        await page.WaitForURLAsync("**/reading/**", new() { WaitUntil = WaitUntilState.Commit });
        var visit = new RoomVisit(page, 3);
        await visit.WaitForAsync(1);
        await DrawAsync(page);
        var drawn = await new RoomVisit(page, 3).AnswersAsync(1);
        Assert.StartsWith("2.25.", drawn["outline"], StringComparison.Ordinal);
        Assert.Equal("mm", JsonNode.Parse(drawn["size"])!["unit"]!.GetValue<string>());
        Assert.Equal(80, Assert.Single(JsonNode.Parse(drawn["lesions"])!.AsArray())!["rating"]!.GetValue<int>());

        await page.ReloadAsync(new() { WaitUntil = WaitUntilState.Commit });
        await visit.WaitForAsync(1);
        await Expect(page.Locator(".draw-amount")).ToContainTextAsync("voxels");
        Assert.Equal(drawn, await new RoomVisit(page, 3).AnswersAsync(1));
        await BrowserSession.PictureAsync(page, "drawn-reading");
        await page.Keyboard.PressAsync("3");
        await visit.LockAsync();
        await visit.WaitForAsync(2);
    }

    /// <summary>No hidden repeats among three cases, and two questions more.</summary>
    private static async Task AskForMoreAsync(IPage page, string study)
    {
        await page.GotoAsync($"{study}/protocol/text");
        var protocol = JsonNode.Parse(await page.GetByLabel("Text", new() { Exact = true }).InputValueAsync())!;
        protocol["design"]!["hiddenRepeats"] = 0;
        protocol["questions"]!
            .AsArray()
            .Insert(
                2,
                JsonNode.Parse("""{"id":"lesions","text":"Mark every lesion.","kind":"marks","minimum":1,"maximum":100,"required":false}""")
            );
        protocol["questions"]!
            .AsArray()
            .Insert(3, JsonNode.Parse("""{"id":"size","text":"How large is it?","kind":"measure","tool":"length","required":false}"""));
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync(protocol.ToJsonString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Replace the protocol" }).ClickAsync();
        await Expect(page.GetByText("How large is it?").First).ToBeVisibleAsync();
        await page.GotoAsync(study);
    }

    private static async Task DrawAsync(IPage page)
    {
        await page.Keyboard.PressAsync("2");
        await GoToAsync(page, "Outline the largest lesion.");
        await page.Keyboard.PressAsync("h");
        await Expect(page.Locator(".crosshair").First).ToBeAttachedAsync();
        await page.Keyboard.PressAsync(" ");
        await page.Keyboard.PressAsync(" ");
        await SavedAsync(page, "outline");
        await GoToAsync(page, "Mark every lesion.");
        await page.Keyboard.PressAsync(" ");
        await RoomVisit.TypeNumberAsync(page, "80");
        await SavedAsync(page, "lesions");
        await GoToAsync(page, "How large is it?");
        await page.Keyboard.PressAsync(" ");
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await page.Keyboard.PressAsync(" ");
        await SavedAsync(page, "size");
        await page.Keyboard.PressAsync("Escape");
        await GoToAsync(page, "How hard was it");
    }

    private static async Task GoToAsync(IPage page, string question)
    {
        await page.Locator(".question", new() { HasText = question })
            .ClickAsync(
                new()
                {
                    Position = new() { X = 5, Y = 5 },
                }
            );
        await Expect(page.Locator(".question.current")).ToContainTextAsync(question);
    }

    private static async Task SavedAsync(IPage page, string question)
    {
        for (var tries = 0; tries < 150 && !(await new RoomVisit(page, 3).AnswersAsync(1)).ContainsKey(question); tries++)
        {
            await page.WaitForTimeoutAsync(200);
        }

        Assert.Contains(question, await new RoomVisit(page, 3).AnswersAsync(1));
    }
}
