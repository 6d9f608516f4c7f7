using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ReaderStudy.Browser.Tests;

/// <summary>A first-time coordinator, who does nothing but what the pages offer as the next step.</summary>
public sealed class FirstStudyTests(BrowserSession browser) : BrowserTest(browser)
{
    [BrowserFact]
    public async Task The_next_steps_lead_from_a_template_to_a_sealed_crossover_study()
    {
        using var cohort = new PhantomCohort();
        var page = await Browser.SignInAsync("coordinator@demo.example");
        var coordinator = new GuidedCoordinator(page, cohort, "middle@demo.example", "senior@demo.example");

        await coordinator.StartAsync("First study of a coordinator", "crossover");
        Assert.NotEmpty(await page.Locator(".check-missing").AllInnerTextsAsync());
        await coordinator.SealAsync();

        Assert.Equal(
            [
                "Import images",
                "Bring in the reference standard",
                "Name the readers",
                "Complete the protocol",
                "Complete the cohort",
                "Run the model",
                "Seal the protocol",
            ],
            coordinator.Steps.Where(s => s != "Decide the findings of the images")
        );
        await Expect(page.Locator(".stations [aria-current=step]")).ToHaveTextAsync("Sealed");
        await Expect(page.Locator(".next-step a")).ToHaveTextAsync("Watch the progress");
        await Expect(page.Locator(".checks")).ToHaveCountAsync(0);
        await BrowserSession.PictureAsync(page, "first-sealed");
        await page.Context.CloseAsync();
        await AssertReaderBeginsWithInstructionsAsync("First study of a coordinator");
    }

    private async Task AssertReaderBeginsWithInstructionsAsync(string study)
    {
        var page = await Browser.SignInAsync("middle@demo.example");
        await Expect(page.Locator(".card-link", new() { HasText = study }).First).ToContainTextAsync("Read the instructions");
        await BrowserSession.PictureAsync(page, "first-reader-home");
        await page.GetByRole(AriaRole.Link, new() { Name = "My sessions" }).ClickAsync();
        await BrowserSession.PictureAsync(page, "first-reader-sessions");
        await page.Context.CloseAsync();
    }
}
