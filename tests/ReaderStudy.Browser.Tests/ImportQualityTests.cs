using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ReaderStudy.Browser.Tests;

/// <summary>A coordinator brings in a folder of good and bad files, watches, and settles every finding that stands in the way of sealing.</summary>
public sealed class ImportQualityTests(BrowserSession browser) : BrowserTest(browser)
{
    private const string Study = "Mixed files of a hospital";

    [BrowserFact]
    public async Task A_folder_of_good_and_bad_files_is_imported_and_its_findings_are_settled()
    {
        using var cohort = new MixedCohort();
        var page = await Browser.SignInAsync("coordinator@demo.example");
        var study = await StartStudyAsync(page);
        await ImportAsync(page, study, cohort);
        await BlankAsync(page, study);
        await SettleAsync(page, study);
        await LeaveImageOutAsync(page, study);
        await LookAtOtherWaysInAsync(page, study);
    }

    private static async Task<string> StartStudyAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "New study" }).ClickAsync();
        await page.GetByLabel("Name").FillAsync(Study);
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the study" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = Study })).ToBeVisibleAsync();
        return new Uri(page.Url).AbsolutePath;
    }

    private static async Task ImportAsync(IPage page, string study, MixedCohort cohort)
    {
        await page.GotoAsync($"{study}/imports");
        await page.GetByLabel("Full path of the folder").FillAsync(cohort.Folder);
        await page.GetByRole(AriaRole.Button, new() { Name = "Import the folder" }).ClickAsync();
        await Expect(page.Locator("[data-progress], .import-counts").First).ToBeVisibleAsync();
        await BrowserSession.PictureAsync(page, "quality-import-running");
        await Expect(page.GetByRole(AriaRole.Link, new() { NameRegex = new("Look at .* held images") }))
            .ToBeVisibleAsync(new() { Timeout = 180_000 });
        await Expect(page.GetByText("2 were passed over: 2 are not DICOM")).ToBeVisibleAsync();
        await Expect(page.GetByText("cut-short.dcm")).ToBeVisibleAsync();
        await page.GetByText("Attribute by attribute").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "PatientName", Exact = true })).ToBeVisibleAsync();
        await BrowserSession.PictureAsync(page, "quality-import-finished");
        await Accessibility.AssertAsync(page, "quality-import-finished");
    }

    /// <summary>The name at the top of the ultrasound is blackened by a rectangle drawn with the mouse.</summary>
    private static async Task BlankAsync(IPage page, string study)
    {
        await page.GotoAsync($"{study}/quality");
        await BrowserSession.PictureAsync(page, "quality-findings");
        await Accessibility.AssertAsync(page, "quality-findings");
        await page.Locator("article", new() { HasText = "In no case yet" })
            .GetByRole(AriaRole.Link, new() { Name = "Look and decide" })
            .ClickAsync();
        var box = (await page.Locator("[data-regions] svg").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width * 0.03f), box.Y + (box.Height * 0.01f));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (box.Width * 0.2f), box.Y + (box.Height * 0.03f));
        await page.Mouse.MoveAsync(box.X + (box.Width * 0.45f), box.Y + (box.Height * 0.07f));
        await page.Mouse.UpAsync();
        await Expect(page.Locator("rect.region").Last).ToBeVisibleAsync();
        await BrowserSession.PictureAsync(page, "quality-held-review");
        await Accessibility.AssertAsync(page, "quality-held-review");
        await page.GetByRole(AriaRole.Button, new() { Name = "Blank the regions and import all 3 images" }).ClickAsync();
        await Expect(page.GetByText("3 images were blanked and imported.")).ToBeVisibleAsync();
    }

    private static async Task SettleAsync(IPage page, string study)
    {
        await page.GotoAsync($"{study}/quality");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep the image that is there" }).ClickAsync();
        await Expect(page.GetByText("The image that was there stays.")).ToBeVisibleAsync();

        var doubt = page.Locator("article", new() { HasText = "but the series description says" });
        await Expect(doubt.First).ToContainTextAsync("Proposed as AP");
        await BrowserSession.PictureAsync(page, "quality-phase");
        await Accessibility.AssertAsync(page, "quality-phase");
        await doubt.First.GetByLabel("Phase").SelectOptionAsync("arterial");
        await doubt.First.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        await Expect(page.GetByText("The phase was set to AP.")).ToBeVisibleAsync();
        await Expect(doubt).ToHaveCountAsync(0);

        var gap = page.Locator("article", new() { HasText = "slice(s) are missing" }).First;
        await gap.GetByText("Leave as it is…").ClickAsync();
        await gap.GetByLabel("Reason").First.FillAsync("Lost at the scanner; the lesion is not there");
        await gap.GetByRole(AriaRole.Button, new() { Name = "Leave it as it is" }).ClickAsync();
        await Expect(page.GetByText("The finding was left as it is.")).ToBeVisibleAsync();
        await BrowserSession.PictureAsync(page, "quality-settled");
    }

    private static async Task LeaveImageOutAsync(IPage page, string study)
    {
        await page.GotoAsync($"{study}/quality?show=all");
        await page.Locator("a.strip").First.ClickAsync();
        await page.Locator("input[name=image]").First.CheckAsync();
        await page.GetByLabel("Reason").FillAsync("Above the liver");
        await page.GetByRole(AriaRole.Button, new() { Name = "Leave the ticked images out" }).ClickAsync();
        await Expect(page.GetByText("1 left out")).ToBeVisibleAsync();
        await BrowserSession.PictureAsync(page, "quality-series");
        await Accessibility.AssertAsync(page, "quality-series");
    }

    /// <summary>Archives and receiving addresses, while a draft may still take images.</summary>
    private static async Task LookAtOtherWaysInAsync(IPage page, string study)
    {
        await page.GotoAsync($"{study}/archives");
        await Accessibility.AssertAsync(page, "archives");
        await page.GotoAsync($"{study}/receiving");
        await page.GetByLabel("Who will send").FillAsync("PACS of the centre");
        await Accessibility.AssertAsync(page, "receiving");
        await page.GetByRole(AriaRole.Button, new() { Name = "Receive from the PACS" }).ClickAsync();
        await Accessibility.AssertAsync(page, "receiving-opened");
    }
}
