using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Series;
using ReaderStudy.Phantom;
using static Microsoft.Playwright.Assertions;

namespace ReaderStudy.Browser.Tests;

/// <summary>
/// An evening on which everything goes wrong that can: the connection, the server, the page, the sign-in, a second tab, and in every case a
/// stored image that cannot be read. Every answer that was given before is there after. Eight cases with every run of the tests; sixty, one of
/// them of 4,000 slices, where <c>READERSTUDY_EVENING=full</c>.
/// </summary>
public sealed class BadEveningTests(BrowserSession browser) : BrowserTest(browser)
{
    private const string Study = "A bad evening";

    /// <summary>The second and all after it; the first case has a quiet time.</summary>
    private static readonly Func<Evening, int, Task>[] Troubles =
    [
        (e, p) => e.LoseConnectionAsync(p),
        (e, p) => e.StartServerAgainAsync(p),
        (e, p) => e.ReloadInMidStrokeAsync(p),
        (e, p) => e.SignInAgainAsync(p),
        (e, p) => e.GoOnInAnotherTabAsync(p),
        (e, p) => e.CloseAndComeBackAsync(p),
        (e, p) => e.CrashInTheMiddleAsync(p),
    ];

    [BrowserFact]
    public async Task Every_answer_given_before_is_there_after()
    {
        var isFull = Environment.GetEnvironmentVariable("READERSTUDY_EVENING") == "full";
        var cases = isFull ? 60 : 8;
        using var cohort = new PhantomCohort(cases, new PhantomOptions { Phases = [ContrastPhase.PortalVenous] });
        if (isFull)
        {
            cohort.Lengthen(2, Evening.Long);
        }

        var coordinator = await Browser.SignInAsync("coordinator@demo.example");
        var guided = new GuidedCoordinator(coordinator, cohort, "junior@demo.example");
        var study = await guided.StartAsync(Study, "Focal liver lesions");
        await AskForBoxesAsync(coordinator, study);
        await guided.SealAsync();
        var damaged = DamageFirstSlices(
            Path.Combine(Browser.ImagesFolder, study.Split('/')[^1].Replace("-", "", StringComparison.Ordinal))
        );
        Assert.Equal(cases, damaged);

        var evening = new Evening(Browser, await Browser.SignInAsync("junior@demo.example"), cases);
        await evening.EnterAsync(Study);
        var longOnes = 0;
        for (var position = 1; position <= cases; position++)
        {
            await evening.Visit.WaitForAsync(position);
            longOnes += await evening.GoThroughLongCaseAsync() ? 1 : 0;
            if (position == 1)
            {
                await evening.MissASliceAsync();
                await evening.Visit.AnswerAsync(position);
            }
            else
            {
                await Troubles[(position - 2) % Troubles.Length](evening, position);
            }

            await evening.Visit.AssertAnswersAsync(position);
            await evening.Visit.LockAsync();
        }

        await Expect(evening.Visit.Page.GetByText("This session is finished")).ToBeVisibleAsync();
        await evening.AssertAllKeptAsync();
        Assert.Equal(isFull ? 1 : 0, longOnes);
        Assert.Empty(evening.ScriptErrors);
        // What a browser writes of connections that were cut, and of a sign-in that had ended, belongs to the evening.
        Browser.Problems.Clear();
    }

    /// <summary>A question that is answered on the image, and that nobody has to answer.</summary>
    private static async Task AskForBoxesAsync(IPage page, string study)
    {
        await page.GotoAsync($"{study}/protocol/text");
        var text = page.GetByLabel("Text", new() { Exact = true });
        var protocol = JsonNode.Parse(await text.InputValueAsync())!;
        protocol["questions"]!
            .AsArray()
            .Add(
                JsonNode.Parse(
                    $$"""{"id":"boxes","text":"{{Evening.Boxes}}","kind":"marks","shape":"box","minimum":1,"maximum":5,"required":false}"""
                )
            );
        await text.FillAsync(protocol.ToJsonString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Replace the protocol" }).ClickAsync();
        await Expect(page.GetByText(Evening.Boxes).First).ToBeVisibleAsync();
        await page.GotoAsync(study);
    }

    /// <summary>Of every series the image that is read first, the one nearest the head, is cut short on the disk.</summary>
    /// <returns>How many.</returns>
    private static int DamageFirstSlices(string folder)
    {
        var first = Directory
            .EnumerateFiles(folder, "*.dcm", SearchOption.AllDirectories)
            .Select(path => (Path: path, Image: DicomFile.Read(File.ReadAllBytes(path)).Dataset))
            .GroupBy(file => file.Image.RequireString(DicomTags.SeriesInstanceUid))
            .Select(series => series.MaxBy(file => file.Image.GetDoubles(DicomTags.ImagePositionPatient)[2]).Path)
            .ToList();
        foreach (var path in first)
        {
            var whole = File.ReadAllBytes(path);
            File.WriteAllBytes(path, whole[..(whole.Length / 2)]);
        }

        return first.Count;
    }
}

/// <summary>The reader of a bad evening, and what happens to them; each leaves the case with all questions answered.</summary>
/// <param name="browser">The server and its browser.</param>
/// <param name="page">Signed in.</param>
/// <param name="cases">In the session.</param>
internal sealed class Evening(BrowserSession browser, IPage page, int cases)
{
    public const string Boxes = "Box every lesion.";

    public const int Long = 4000;

    private const string HalfDrawn = "Set the opposite corner";

    private string _address = "";

    public RoomVisit Visit { get; private set; } = new(page, cases);

    public List<string> ScriptErrors { get; } = [];

    private IPage Page => Visit.Page;

    private ILocator Slice => Page.Locator(".phase .corner.bottom-left").First;

    private ILocator Window => Page.Locator(".phase .corner.bottom-right").First;

    public async Task EnterAsync(string study)
    {
        Watch(Page);
        await ScreenVisit.CheckAsync(Page, study);
        await Page.Locator(".session", new() { HasText = study }).GetByRole(AriaRole.Link, new() { Name = "Begin reading" }).ClickAsync();
        await Page.WaitForURLAsync("**/reading/**", new() { WaitUntil = WaitUntilState.Commit });
        _address = new Uri(Page.Url).AbsolutePath;
    }

    /// <summary>A case of thousands of slices: the last is a key away, and so is the middle.</summary>
    /// <returns>False of every other case.</returns>
    public async Task<bool> GoThroughLongCaseAsync()
    {
        var opening = await Slice.InnerTextAsync();
        if (!opening.Contains($"/ {Long}", StringComparison.Ordinal))
        {
            return false;
        }

        await Page.Keyboard.PressAsync("End");
        await Expect(Slice).ToHaveTextAsync(new Regex($"^{Long} / "));
        await Expect(Page.Locator(".phase-trouble")).ToBeHiddenAsync();
        await Page.Keyboard.PressAsync("PageUp");
        await Expect(Slice).Not.ToHaveTextAsync(new Regex($"^{Long} / "));
        return true;
    }

    public async Task LoseConnectionAsync(int position)
    {
        await Page.Context.SetOfflineAsync(true);
        await Visit.AnswerAsync(position);
        await Expect(Page.GetByText("Not saved, trying again")).ToBeVisibleAsync();
        await Page.Context.SetOfflineAsync(false);
        await Expect(Visit.Saved).ToBeVisibleAsync();
    }

    public async Task StartServerAgainAsync(int position)
    {
        await browser.KillServerAsync();
        await Visit.AnswerAsync(position);
        await Expect(Page.GetByText("Not saved, trying again")).ToBeVisibleAsync();
        await browser.StartServerAsync();
        await Expect(Visit.Saved).ToBeVisibleAsync();
    }

    /// <summary>The first image cannot be read: that is said in its place, the others are shown, and the case goes on.</summary>
    public async Task MissASliceAsync()
    {
        await Page.Keyboard.PressAsync("Home");
        await Expect(Page.GetByText("Slice 1 could not be loaded.")).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("ArrowDown");
        await Expect(Slice).ToHaveTextAsync(new Regex("^2 / "));
        await Expect(Page.Locator(".phase-trouble")).ToBeHiddenAsync();
    }

    /// <summary>Two of the questions are answered, and the draft is on its way.</summary>
    public async Task ReloadInMidStrokeAsync(int position)
    {
        await Page.RunAndWaitForRequestAsync(
            () => Visit.BeginAsync(position),
            request => request.Url.EndsWith("/draft", StringComparison.Ordinal)
        );
        await Page.ReloadAsync(new() { WaitUntil = WaitUntilState.Commit });
        await Visit.WaitForAsync(position);
        await Visit.AssertBegunAsync(position);
        await Visit.EndAsync(position);
    }

    /// <summary>The tab's process dies while a box is half drawn: a new tab stands where the reader was.</summary>
    public async Task CrashInTheMiddleAsync(int position)
    {
        await Visit.AnswerAsync(position);
        var question = Page.Locator(".question.current");
        for (var tabs = 0; tabs < 9 && !(await question.InnerTextAsync()).Contains(Boxes, StringComparison.Ordinal); tabs++)
        {
            await Page.Keyboard.PressAsync("Tab");
        }

        var opening = await Slice.InnerTextAsync();
        await Page.Keyboard.PressAsync("PageDown");
        await Expect(Slice).Not.ToHaveTextAsync(opening);
        await Page.Keyboard.PressAsync("t");
        await Expect(Window).ToHaveTextAsync("W 1800  L 400");
        await Page.Keyboard.PressAsync("h");
        await Page.Keyboard.PressAsync(" ");
        await Expect(Page.GetByText(HalfDrawn)).ToBeVisibleAsync();
        var slice = await Slice.InnerTextAsync();
        // By the page's own clock it has had the moment after which it keeps what is looked at.
        await Page.EvaluateAsync("() => new Promise(resolve => setTimeout(resolve, 500))");
        await CrashAsync();
        await OpenAnotherAsync(position);

        await Expect(Slice).ToHaveTextAsync(slice);
        await Expect(Window).ToHaveTextAsync("W 1800  L 400");
        await Expect(Page.GetByText(HalfDrawn)).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Expect(Page.GetByText(HalfDrawn)).ToBeHiddenAsync();
    }

    public async Task SignInAgainAsync(int position)
    {
        await Page.Context.ClearCookiesAsync(new() { Name = "readerstudy" });
        await Visit.AnswerAsync(position);
        await Expect(Page.GetByText("you have been signed out")).ToBeVisibleAsync();
        var door = await Page.Context.NewPageAsync();
        await door.GotoAsync("/account/sign-in");
        await door.GetByLabel("E-mail address").FillAsync("junior@demo.example");
        await door.GetByLabel("Password").FillAsync(BrowserSession.DemoPassword);
        await door.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(door.GetByRole(AriaRole.Heading, new() { Name = "Studies", Exact = true })).ToBeVisibleAsync();
        await door.CloseAsync();
        await Page.EvaluateAsync("window.dispatchEvent(new Event('focus'))");
        await Expect(Visit.Saved).ToBeVisibleAsync();
    }

    public async Task GoOnInAnotherTabAsync(int position)
    {
        await Visit.AnswerAsync(position);
        var first = Page;
        await OpenAnotherAsync(position);
        await Expect(first.GetByText("You read on elsewhere")).ToBeVisibleAsync();
        await first.CloseAsync();
    }

    /// <summary>Without a word to the page, as when the browser is killed.</summary>
    public async Task CloseAndComeBackAsync(int position)
    {
        await Visit.AnswerAsync(position);
        var first = Page;
        await first.CloseAsync(new() { RunBeforeUnload = false });
        await OpenAnotherAsync(position);
    }

    /// <summary>What the server has of each case is what was typed.</summary>
    public async Task AssertAllKeptAsync()
    {
        for (var position = 1; position <= cases; position++)
        {
            var text = await Page.EvaluateAsync<string>(
                "address => fetch(address, { headers: { Accept: 'application/json' } }).then(a => a.text())",
                $"{_address}/cases/{position}"
            );
            var found = JsonDocument.Parse(text).RootElement;
            Assert.Equal("locked", found.GetProperty("status").GetString());
            Assert.Equal(
                RoomVisit.AnswersOf(position),
                found.GetProperty("answers").EnumerateObject().ToDictionary(a => a.Name, a => $"{a.Value}")
            );
        }
    }

    private async Task CrashAsync()
    {
        var gone = new TaskCompletionSource();
        Page.Crash += (_, _) => gone.TrySetResult();
        var session = await Page.Context.NewCDPSessionAsync(Page);
        // Nobody is there to answer.
        _ = session.SendAsync("Page.crash");
        await gone.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await Page.CloseAsync();
    }

    private async Task OpenAnotherAsync(int position)
    {
        var next = await page.Context.NewPageAsync();
        next.SetDefaultTimeout(60_000);
        Watch(next);
        Visit = new RoomVisit(next, cases);
        await next.GotoAsync(_address, new() { WaitUntil = WaitUntilState.Commit });
        await Visit.WaitForAsync(position);
    }

    private void Watch(IPage watched)
    {
        watched.PageError += (_, error) => ScriptErrors.Add(error);
        watched.Dialog += async (_, dialog) => await dialog.AcceptAsync();
    }
}
