namespace ReaderStudy.Browser.Tests;

/// <summary>
/// A test in the browser. It begins without a window of another test and without a complaint, and no page may have complained by its end, nor the application have ended;
/// what it brings about on purpose it takes out of <see cref="BrowserSession.Problems"/> itself.
/// </summary>
/// <param name="browser">The browser that the tests share.</param>
[Collection(BrowserSession.Collection)]
public abstract class BrowserTest(BrowserSession browser) : IAsyncLifetime
{
    protected BrowserSession Browser => browser;

    public async Task InitializeAsync()
    {
        await browser.CloseWindowsAsync();
        browser.Problems.Clear();
    }

    public async Task DisposeAsync()
    {
        await browser.CloseWindowsAsync();
        Assert.True(browser.LastWords is null, $"The application {browser.LastWords}");
        Assert.True(browser.Problems.Count == 0, string.Join('\n', browser.Problems));
    }
}
