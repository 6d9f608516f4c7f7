using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ReaderStudy.Browser.Tests;

/// <summary>
/// A coordinator who has never seen the product: presses the one next step that a study's overview offers, does on the page behind it what
/// that page asks for, and goes back to the overview, until the protocol is sealed.
/// </summary>
/// <param name="page">Signed in, on the list of studies.</param>
/// <param name="cohort">What is brought in.</param>
/// <param name="readers">E-mail addresses of the readers that are named.</param>
internal sealed class GuidedCoordinator(IPage page, ICohortFiles cohort, params string[] readers)
{
    private const string Model = "liver-lesion-cnn";

    /// <summary>More than any template needs.</summary>
    private const int MostSteps = 15;

    /// <summary>What the overview offered, in the order in which it was done.</summary>
    public List<string> Steps { get; } = [];

    /// <summary>The per cent of cases that stay unaided in a sequential design; null: what the template says.</summary>
    public int? UnaidedOnlyPercent { get; init; }

    /// <summary>What the model drew, as its file says it; null: it drew nothing.</summary>
    public string? Drawn { get; init; }

    /// <returns>The study's address.</returns>
    public async Task<string> StartAsync(string name, string template)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "New study" }).ClickAsync();
        await page.GetByLabel("Name").FillAsync(name);
        await page.Locator("label.template", new() { HasText = template }).ClickAsync();
        await BrowserSession.PictureAsync(page, "first-new-study");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the study" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = name })).ToBeVisibleAsync();
        await BrowserSession.PictureAsync(page, "first-overview");
        return new Uri(page.Url).AbsolutePath;
    }

    public async Task SealAsync()
    {
        while (Steps.Count < MostSteps)
        {
            var step = page.Locator(".next-step a");
            var words = (await step.InnerTextAsync()).Trim();
            Assert.True(Steps.Count == 0 || Steps[^1] != words, $"'{words}' was done, and is offered again: {await ChecksAsync()}");
            Steps.Add(words);
            await step.ClickAsync();
            await BrowserSession.PictureAsync(page, $"first-{Steps.Count:00}-{words.Replace(' ', '-').ToLowerInvariant()}");
            await DoAsync(words);
            await page.Locator(".parts").GetByRole(AriaRole.Link, new() { Name = "Overview", Exact = true }).ClickAsync();
            if (words == "Seal the protocol")
            {
                return;
            }
        }

        Assert.Fail("The steps never end: " + string.Join(", ", Steps));
    }

    private Task DoAsync(string step) =>
        step switch
        {
            "Import images" => ImportAsync(),
            "Bring in the reference standard" => BringTruthAsync(),
            "Name the readers" => NameAsync(),
            "Complete the protocol" => CompleteProtocolAsync(),
            "Complete the cohort" => ChooseTrainingCaseAsync(),
            "Decide the findings of the images" => DecideHeldAsync(),
            "Run the model" => RunModelAsync(),
            "Seal the protocol" => SignAsync(),
            _ => throw new InvalidOperationException($"Nobody said what to do when the next step is '{step}'."),
        };

    private async Task<string> ChecksAsync() => string.Join("; ", await page.Locator(".check-missing").AllInnerTextsAsync());

    private async Task ImportAsync()
    {
        await page.GetByLabel("Full path of the folder").FillAsync(cohort.Folder);
        await page.GetByRole(AriaRole.Button, new() { Name = "Import the folder" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Look at the cohort" })).ToBeVisibleAsync(new() { Timeout = 180_000 });
        await page.GetByRole(AriaRole.Link, new() { Name = "Import more" }).ClickAsync();
        await page.GetByLabel("Files to import").SetInputFilesAsync(cohort.ZipFile);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Look at the cohort" })).ToBeVisibleAsync(new() { Timeout = 180_000 });
    }

    private async Task BringTruthAsync()
    {
        await page.GetByText("Truth and patient data from a CSV file").ClickAsync();
        await page.GetByLabel("CSV file").SetInputFilesAsync(cohort.TruthFile);
        await page.GetByLabel("The truth was established by").FillAsync("Known by construction");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take over truth and patient data" }).ClickAsync();
        await Expect(page.GetByText("rows were taken")).ToBeVisibleAsync();
    }

    private async Task NameAsync()
    {
        foreach (var (email, role) in readers.Select(r => (r, "Reader")).Append(("statistician@demo.example", "Statistician")))
        {
            await page.GetByLabel("E-mail address of the account").FillAsync(email);
            await page.GetByLabel("Part in the study").SelectOptionAsync(role);
            await page.GetByRole(AriaRole.Button, new() { Name = "Add to the study" }).ClickAsync();
            await Expect(page.GetByText(email).First).ToBeVisibleAsync();
        }
    }

    /// <summary>The page lists what is missing: the model of the arm with AI.</summary>
    private async Task CompleteProtocolAsync()
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Change Arms" }).ClickAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Arm aided" })
            .GetByLabel("Model", new() { Exact = true })
            .SelectOptionAsync(Model);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the protocol" }).ClickAsync();
        await Expect(page.GetByText($"shows {Model}")).ToBeVisibleAsync();
        if (UnaidedOnlyPercent is { } percent)
        {
            await page.GetByRole(AriaRole.Link, new() { Name = "Change Design" }).ClickAsync();
            await page.Locator("[name=UnaidedOnlyPercent]").FillAsync($"{percent}");
            await page.GetByRole(AriaRole.Button, new() { Name = "Save the protocol" }).ClickAsync();
            await Expect(page.GetByText($"{percent} % of the cases stay unaided")).ToBeVisibleAsync();
        }
    }

    private async Task ChooseTrainingCaseAsync()
    {
        await page.Locator(".case-code input[type=checkbox]").First.CheckAsync();
        await page.GetByLabel("The ticked cases are for").SelectOptionAsync("training");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set the purpose" }).ClickAsync();
        await Expect(page.Locator(".case-code .badge")).ToHaveTextAsync("training");
    }

    /// <summary>Where a liver's vessels or lesions look like letters, a slice is held until the coordinator has seen that there is no text.</summary>
    private async Task DecideHeldAsync()
    {
        // What is counted must have come.
        await page.WaitForURLAsync("**/quality", new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        var look = page.GetByRole(AriaRole.Link, new() { Name = "Look and decide" });
        while (await look.CountAsync() > 0)
        {
            await look.First.ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Import .* as (it is|they are)$") }).ClickAsync();
            await Expect(page.GetByText("imported unchanged")).ToBeVisibleAsync();
            await page.Locator(".parts").GetByRole(AriaRole.Link, new() { Name = "Quality", Exact = true }).ClickAsync();
            await page.WaitForURLAsync("**/quality", new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        }
    }

    private async Task RunModelAsync()
    {
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("Run it over") }).ClickAsync();
        await Expect(page.Locator(".run-state.succeeded")).ToBeVisibleAsync(new() { Timeout = 180_000 });
        if (Drawn is { } drawn)
        {
            await page.GetByText("Bring in what the model drew").ClickAsync();
            await page.GetByLabel("Files")
                .SetInputFilesAsync(
                    new FilePayload
                    {
                        Name = "drawn.json",
                        MimeType = "application/json",
                        Buffer = Encoding.UTF8.GetBytes(drawn),
                    }
                );
            await BrowserSession.PictureAsync(page, "first-overlays-chosen");
            await page.GetByRole(AriaRole.Button, new() { Name = "Bring them in" }).ClickAsync();
            await Expect(page.GetByText("are shown to readers where an arm shows this model")).ToBeVisibleAsync();
            await BrowserSession.PictureAsync(page, "first-overlays");
        }
    }

    private async Task SignAsync()
    {
        Assert.Empty(await page.Locator(".check-missing").AllInnerTextsAsync());
        await page.GetByLabel("Your password, as your signature").FillAsync(BrowserSession.DemoPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Seal the protocol" }).ClickAsync();
        await Expect(page.Locator(".stations [aria-current=step]")).ToHaveTextAsync("Sealed");
    }
}
