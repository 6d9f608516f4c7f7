using System.Diagnostics;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ReaderStudy.Browser.Tests;

/// <summary>The path that the product exists for, as its users walk it: from DICOM files to a PDF report.</summary>
public sealed class WholeStudyTests(BrowserSession browser) : BrowserTest(browser)
{
    private const string Study = "Lesions of the liver, whole path";

    [BrowserFact]
    public async Task A_study_goes_from_images_to_a_report()
    {
        using var cohort = new PhantomCohort();
        var coordinator = await Browser.SignInAsync("coordinator@demo.example");
        var study = await StartStudyAsync(coordinator);
        await ImportAsync(coordinator, study, cohort);
        await LookAtHeldAsync(coordinator, study);
        await BringTruthAsync(coordinator, study, cohort);
        await NamePeopleAsync(coordinator, study);
        await RunModelAsync(coordinator, study);
        await SealAsync(coordinator, study);

        // Every reader gives one answer to everything, so the expected figures need no knowledge of the drawn order:
        // of six cases, one a class, an always-malignant reader has 3 of 6 right and one of three malignant subtypes.
        await ReadAsync("junior@demo.example", "2", "1", "70", cohort.Cases);
        await ReadAsync("middle@demo.example", "1", "3", "55", cohort.Cases);
        await ReadAsync("senior@demo.example", "2", "3", "90", cohort.Cases);

        await LockAsync(coordinator, study);
        var statistician = await Browser.SignInAsync("statistician@demo.example", 1920, 1080);
        var report = await UnblindAndDownloadAsync(statistician, study);

        var text = await TextOfAsync(report);
        Assert.Contains(Study, text, StringComparison.Ordinal);
        Assert.Contains("50.0 % (3 of 6)", text, StringComparison.Ordinal);
        Assert.Contains("33.3 % (1 of 3)", text, StringComparison.Ordinal);
        // Two of three readers say malignant of every case: P_o = 1/3, P_e = (2/3)^2 + (1/3)^2 = 5/9, kappa = (1/3 - 5/9) / (4/9) = -1/2.
        Assert.Matches("[\u2212-]0\\.50", text);
        await LookAtCasesAsync(statistician, study);
    }

    private static async Task<string> StartStudyAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "New study" }).ClickAsync();
        await page.GetByLabel("Name").FillAsync(Study);
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the study" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = Study })).ToBeVisibleAsync();
        await BrowserSession.PictureAsync(page, "study-new");
        return new Uri(page.Url).AbsolutePath;
    }

    private static async Task ImportAsync(IPage page, string study, PhantomCohort cohort)
    {
        await page.GotoAsync($"{study}/imports");
        await page.GetByLabel("Full path of the folder").FillAsync(cohort.Folder);
        await BrowserSession.PictureAsync(page, "import");
        await page.GetByLabel("Full path of the folder").PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Look at the cohort" })).ToBeVisibleAsync(new() { Timeout = 180_000 });
        await Expect(page.GetByText("1 was passed over: 1 is not DICOM")).ToBeVisibleAsync();
        await Expect(page.GetByText("cut-short.dcm")).ToBeVisibleAsync();
        await BrowserSession.PictureAsync(page, "import-finished");

        await page.GotoAsync($"{study}/imports");
        await page.GetByLabel("Files to import").SetInputFilesAsync(cohort.ZipFile);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Look at the cohort" })).ToBeVisibleAsync(new() { Timeout = 180_000 });
    }

    private static async Task BringTruthAsync(IPage page, string study, PhantomCohort cohort)
    {
        await page.GotoAsync($"{study}/cohort");
        await Expect(page.GetByText($"{cohort.Cases} cases included")).ToBeVisibleAsync();
        await page.GetByText("Truth and patient data from a CSV file").ClickAsync();
        await page.GetByLabel("CSV file").SetInputFilesAsync(cohort.TruthFile);
        await page.GetByRole(AriaRole.Button, new() { Name = "Take over truth and patient data" }).ClickAsync();
        await Expect(page.GetByText("rows were taken")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("Confirm all .* proposed phases") }).ClickAsync();
        await Expect(page.GetByText("series were confirmed.")).ToBeVisibleAsync();
        await BrowserSession.PictureAsync(page, "cohort");
    }

    private static async Task NamePeopleAsync(IPage page, string study)
    {
        foreach (
            var (email, role) in new[]
            {
                ("junior@demo.example", "Reader"),
                ("middle@demo.example", "Reader"),
                ("senior@demo.example", "Reader"),
                ("statistician@demo.example", "Statistician"),
            }
        )
        {
            await page.GotoAsync($"{study}/readers");
            await page.GetByLabel("E-mail address of the account").FillAsync(email);
            await page.GetByLabel("Part in the study").SelectOptionAsync(role);
            await page.GetByRole(AriaRole.Button, new() { Name = "Add to the study" }).ClickAsync();
            await Expect(page.GetByText(email).First).ToBeVisibleAsync();
        }

        await BrowserSession.PictureAsync(page, "readers");
    }

    private static async Task RunModelAsync(IPage page, string study)
    {
        await page.GotoAsync($"{study}/predictions");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("Run it over") }).ClickAsync();
        await Expect(page.GetByText("Finished")).ToBeVisibleAsync(new() { Timeout = 180_000 });
        await BrowserSession.PictureAsync(page, "predictions");
    }

    /// <summary>Where a liver's vessels or lesions look like letters, a slice is held until the coordinator has seen that there is no text.</summary>
    private static async Task LookAtHeldAsync(IPage page, string study)
    {
        await page.GotoAsync($"{study}/quality");
        while (await page.GetByRole(AriaRole.Link, new() { Name = "Look and decide" }).CountAsync() > 0)
        {
            await page.GetByRole(AriaRole.Link, new() { Name = "Look and decide" }).First.ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Import .* as (it is|they are)$") }).ClickAsync();
            await Expect(page.GetByText("imported unchanged")).ToBeVisibleAsync();
            await page.GotoAsync($"{study}/quality");
        }

        Assert.Empty(await page.Locator("section.findings", new() { Has = page.Locator(".badge-blocks") }).AllInnerTextsAsync());
    }

    private static async Task SealAsync(IPage page, string study)
    {
        await page.GotoAsync($"{study}/seal");
        await BrowserSession.PictureAsync(page, "seal");
        await Accessibility.AssertAsync(page, "seal");
        Assert.Empty(await page.Locator(".check-missing").AllInnerTextsAsync());
        await page.GetByLabel("Your password, as your signature").FillAsync(BrowserSession.DemoPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Seal the protocol" }).ClickAsync();
        await page.GotoAsync(study);
        await Expect(page.GetByText("Sealed").First).ToBeVisibleAsync();
    }

    /// <summary>Reads a whole session with the keyboard alone: a digit for each choice, the rating typed, Enter and Enter again.</summary>
    private async Task ReadAsync(string email, string malignancy, string subtype, string confidence, int cases)
    {
        var page = await Browser.SignInAsync(email);
        await page.GotoAsync("/sessions");
        await BrowserSession.PictureAsync(page, $"sessions-{email.Split('@')[0]}");
        await ScreenVisit.CheckAsync(page, Study);
        await page.Locator(".session", new() { HasText = Study }).GetByRole(AriaRole.Link, new() { Name = "Begin reading" }).ClickAsync();
        await page.WaitForURLAsync("**/reading/**", new() { WaitUntil = WaitUntilState.Commit });
        await page.GetByRole(AriaRole.Dialog, new() { Name = "Instructions" }).WaitForAsync();
        await page.Keyboard.PressAsync("Enter");
        for (var position = 1; position <= cases; position++)
        {
            // All phases of this case are on the screen.
            await page.Locator($"[data-shown='{position}']").WaitForAsync();
            await Expect(page.GetByText($"Case {position} of {cases}")).ToBeVisibleAsync();
            await page.Keyboard.PressAsync(malignancy);
            await page.Keyboard.PressAsync(subtype);
            await RoomVisit.TypeNumberAsync(page, confidence);
            if (position == 2)
            {
                await page.WaitForTimeoutAsync(1500);
                await BrowserSession.PictureAsync(page, $"reading-{email.Split('@')[0]}");
            }

            await page.Keyboard.PressAsync("Enter");
            await Expect(page.GetByText("Press Enter again to lock")).ToBeVisibleAsync();
            // A second Enter at once would be taken for a slip of the finger.
            await page.WaitForTimeoutAsync(300);
            await page.Keyboard.PressAsync("Enter");
        }

        await Expect(page.GetByText("This session is finished")).ToBeVisibleAsync();
        await BrowserSession.PictureAsync(page, $"finished-{email.Split('@')[0]}");
        await page.Context.CloseAsync();
    }

    private static async Task LockAsync(IPage page, string study)
    {
        await page.GotoAsync($"{study}/progress");
        await BrowserSession.PictureAsync(page, "progress");
        await page.GotoAsync($"{study}/lock");
        await BrowserSession.PictureAsync(page, "lock");
        await Accessibility.AssertAsync(page, "lock");
        await page.GetByLabel("Your password, as your signature").FillAsync(BrowserSession.DemoPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Lock the data" }).ClickAsync();
        await Expect(page.GetByText("The data were locked on")).ToBeVisibleAsync();
    }

    private static async Task<string> UnblindAndDownloadAsync(IPage page, string study)
    {
        await page.GotoAsync($"{study}/unblind");
        await BrowserSession.PictureAsync(page, "unblind");
        await Accessibility.AssertAsync(page, "unblind");
        await page.GetByLabel("Your password, as your signature").FillAsync(BrowserSession.DemoPassword);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("Unblind") }).ClickAsync();
        await page.WaitForURLAsync("**/analysis");
        await Expect(page.GetByRole(AriaRole.Cell, new() { NameRegex = new("50\\.0 %.*3 of 6") }).First).ToBeVisibleAsync();
        await BrowserSession.PictureAsync(page, "analysis");
        var file = Path.Combine(Path.GetTempPath(), $"readerstudy-{Guid.CreateVersion7():N}.pdf");
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { NameRegex = new("PDF") }).First.ClickAsync()
        );
        await download.SaveAsAsync(file);
        return file;
    }

    /// <summary>The cases behind a number, one of them with its images, and the lists that were drawn.</summary>
    private static async Task LookAtCasesAsync(IPage page, string study)
    {
        await page.SetViewportSizeAsync(1366, 768);
        await page.GotoAsync($"{study}/analysis");
        await page.GotoAsync((await page.Locator("a[href*='/analysis/cases?']").First.GetAttributeAsync("href"))!);
        await Expect(page.Locator("main td a[href*='/analysis/cases/']").First).ToBeVisibleAsync();
        await BrowserSession.PictureAsync(page, "analysis-cases");
        await Accessibility.AssertAsync(page, "analysis-cases");
        await page.Locator("main td a[href*='/analysis/cases/']").First.ClickAsync();
        await Expect(page.Locator("main .slices img").First).ToBeVisibleAsync();
        await BrowserSession.PictureAsync(page, "analysis-case");
        await Accessibility.AssertAsync(page, "analysis-case");
        await page.GotoAsync($"{study}/allocation");
        await BrowserSession.PictureAsync(page, "allocation");
        await Accessibility.AssertAsync(page, "allocation");
    }

    private static async Task<string> TextOfAsync(string pdf)
    {
        using var process = Process.Start(
            new ProcessStartInfo("pdftotext")
            {
                ArgumentList = { "-layout", pdf, "-" },
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        File.Delete(pdf);
        return text;
    }
}
