using System.Text.Json.Nodes;
using Microsoft.Playwright;
using ReaderStudy.Dicom.Series;
using ReaderStudy.Phantom;
using static Microsoft.Playwright.Assertions;

namespace ReaderStudy.Browser.Tests;

/// <summary>A truther of a study whose truth comes from votes: the case, its slices, the vote, and the signature under it.</summary>
public sealed class VotingPagesTests(BrowserSession browser) : BrowserTest(browser)
{
    private const string Study = "Truth by votes";

    [BrowserFact]
    public async Task A_truther_looks_at_a_case_votes_and_signs()
    {
        using var cohort = new PhantomCohort(2, new PhantomOptions { Phases = [ContrastPhase.PortalVenous] });
        var coordinator = await Browser.SignInAsync("coordinator@demo.example");
        var study = await new GuidedCoordinator(coordinator, cohort).StartAsync(Study, "Focal liver lesions");
        await AskForVotesAsync(coordinator, study);
        await ImportAsync(coordinator, study, cohort);
        await NameTrutherAsync(coordinator, study);

        var page = await Browser.SignInAsync("truther@demo.example");
        await page.GotoAsync($"{study}/truth");
        await AssertAsync(page, "truth-to-vote");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Vote on ") }).ClickAsync();
        await Expect(page.Locator("#vote")).ToBeVisibleAsync();
        await AssertAsync(page, "truth-case");
        var slice = await page.Locator(".small-slices a").First.GetAttributeAsync("href");
        await VoteAsync(page);
        await page.GotoAsync(slice!);
        await Expect(page.Locator("img").First).ToBeVisibleAsync();
        await AssertAsync(page, "truth-slice");

        await page.GotoAsync($"{study}/truth");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign my one new vote" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign my votes" })).ToBeVisibleAsync();
        await AssertAsync(page, "truth-sign");
        await page.GetByLabel("Your password").FillAsync(BrowserSession.DemoPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign my votes" }).ClickAsync();
        await Expect(page.GetByText("Your vote is signed").First).ToBeVisibleAsync();
    }

    private static async Task AssertAsync(IPage page, string name)
    {
        await BrowserSession.PictureAsync(page, name);
        await Accessibility.AssertAsync(page, name);
    }

    private static async Task AskForVotesAsync(IPage page, string study)
    {
        await page.GotoAsync($"{study}/protocol/text");
        var text = page.GetByLabel("Text", new() { Exact = true });
        var protocol = JsonNode.Parse(await text.InputValueAsync())!;
        protocol["truth"] = JsonNode.Parse(
            """{"rule":"two-plus-one","due":"sealing","instructions":"Vote by the images and what is known of the follow-up."}"""
        );
        await text.FillAsync(protocol.ToJsonString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Replace the protocol" }).ClickAsync();
        await Expect(page.GetByText("Two truthers vote independently").First).ToBeVisibleAsync();
    }

    private static async Task ImportAsync(IPage page, string study, PhantomCohort cohort)
    {
        await page.GotoAsync($"{study}/imports");
        await page.GetByLabel("Full path of the folder").FillAsync(cohort.Folder);
        await page.GetByRole(AriaRole.Button, new() { Name = "Import the folder" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Look at the cohort" })).ToBeVisibleAsync(new() { Timeout = 180_000 });
    }

    private static async Task NameTrutherAsync(IPage page, string study)
    {
        await page.GotoAsync($"{study}/readers");
        await page.GetByLabel("E-mail address of the account").FillAsync("truther@demo.example");
        await page.GetByLabel("Part in the study").SelectOptionAsync("Truther");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add to the study" }).ClickAsync();
        await Expect(page.GetByText("truther@demo.example").First).ToBeVisibleAsync();
    }

    private static async Task VoteAsync(IPage page)
    {
        await page.Locator("[name=Class]").First.CheckAsync();
        await page.Locator("[name=Kind]").First.CheckAsync();
        await page.GetByLabel("Rationale").FillAsync("Washout in the portal venous phase.");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Give my vote on ") }).ClickAsync();
        await Expect(page.GetByText("Your vote is kept.")).ToBeVisibleAsync();
    }
}
