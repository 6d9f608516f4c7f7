using System.Text.Json;
using Microsoft.Playwright;
using ReaderStudy.Dicom.Series;
using ReaderStudy.Phantom;
using static Microsoft.Playwright.Assertions;

namespace ReaderStudy.Browser.Tests;

/// <summary>
/// An evening on which everything goes wrong that can: the connection, the server, the page, the sign-in, a second tab. Every answer that was
/// given before is there after. Eight cases with every run of the tests; sixty where <c>READERSTUDY_EVENING=full</c>.
/// </summary>
[Collection(BrowserSession.Collection)]
public sealed class BadEveningTests(BrowserSession browser)
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
    ];

    [BrowserFact]
    public async Task Every_answer_given_before_is_there_after()
    {
        var cases = Environment.GetEnvironmentVariable("READERSTUDY_EVENING") == "full" ? 60 : 8;
        using var cohort = new PhantomCohort(cases, new PhantomOptions { Phases = [ContrastPhase.PortalVenous] });
        var coordinator = await browser.SignInAsync("coordinator@demo.example");
        var guided = new GuidedCoordinator(coordinator, cohort, "junior@demo.example");
        await guided.StartAsync(Study, "Focal liver lesions");
        await guided.SealAsync();

        var evening = new Evening(browser, await browser.SignInAsync("junior@demo.example"), cases);
        await evening.EnterAsync(Study);
        for (var position = 1; position <= cases; position++)
        {
            await evening.Visit.WaitForAsync(position);
            if (position == 1)
            {
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
        Assert.Empty(evening.ScriptErrors);
        // What a browser writes of connections that were cut, and of a sign-in that had ended, belongs to the evening.
        browser.Problems.Clear();
    }
}

/// <summary>The reader of a bad evening, and what happens to them; each leaves the case with all questions answered.</summary>
/// <param name="browser">The server and its browser.</param>
/// <param name="page">Signed in.</param>
/// <param name="cases">In the session.</param>
internal sealed class Evening(BrowserSession browser, IPage page, int cases)
{
    private string _address = "";

    public RoomVisit Visit { get; private set; } = new(page, cases);

    public List<string> ScriptErrors { get; } = [];

    private IPage Page => Visit.Page;

    public async Task EnterAsync(string study)
    {
        Watch(Page);
        await Page.GotoAsync("/sessions");
        await Page.Locator(".session", new() { HasText = study }).GetByRole(AriaRole.Link, new() { Name = "Begin reading" }).ClickAsync();
        await Page.WaitForURLAsync("**/reading/**", new() { WaitUntil = WaitUntilState.Commit });
        _address = new Uri(Page.Url).AbsolutePath;
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

    public async Task ReloadInMidStrokeAsync(int position)
    {
        await Visit.AnswerAsync(position);
        await Page.ReloadAsync(new() { WaitUntil = WaitUntilState.Commit });
        await Visit.WaitForAsync(position);
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
