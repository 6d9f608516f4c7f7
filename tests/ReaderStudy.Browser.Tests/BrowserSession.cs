using Microsoft.Playwright;

namespace ReaderStudy.Browser.Tests;

/// <summary>One Chromium against one server; everybody who signs in gets a window of their own, whose console must stay clean.</summary>
public sealed class BrowserSession : IAsyncLifetime
{
    public const string Collection = "browser";

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private ServerProcess? _server;

    /// <summary>Complaints of the pages of the test that runs: script errors, blocked content, requests that failed on the server.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>Where the server keeps the images.</summary>
    public string ImagesFolder => Path.Combine(_server!.DataFolder, "images");

    public async Task InitializeAsync()
    {
        if (!File.Exists(BrowserFactAttribute.Chromium))
        {
            return;
        }

        // The other test projects run beside this one: a page that a person gets at once may take many seconds here.
        Assertions.SetDefaultExpectTimeout(60_000);
        _server = await ServerProcess.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = BrowserFactAttribute.Chromium,
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--use-gl=angle",
                    "--use-angle=swiftshader",
                    "--enable-unsafe-swiftshader",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
    }

    /// <summary>A window in which a demo account has signed in, through the sign-in page.</summary>
    public async Task<IPage> SignInAsync(string email, int width = 1366, int height = 768)
    {
        var page = await OpenAsync(email, width, height);
        await page.GotoAsync("/");
        await page.GetByLabel("E-mail address").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(DemoPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Studies", Exact = true })).ToBeVisibleAsync();
        return page;
    }

    /// <summary>A window in which nobody has signed in.</summary>
    /// <param name="who">Names its complaints.</param>
    /// <param name="width">Of the page, in pixels.</param>
    /// <param name="height">Likewise.</param>
    public async Task<IPage> OpenAsync(string who, int width = 1366, int height = 768)
    {
        var context = await _browser!.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = _server!.Url,
                ViewportSize = new ViewportSize { Width = width, Height = height },
                ColorScheme = ColorScheme.Light,
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        page.PageError += (_, error) => Problems.Add($"{who} at {page.Url}: {error}");
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                Problems.Add($"{who} at {page.Url}: {message.Text} {message.Location}");
            }
        };
        return page;
    }

    /// <summary>Every window that is open is closed: what stands in it has no more to say.</summary>
    public async Task CloseWindowsAsync()
    {
        foreach (var context in _browser!.Contexts.ToList())
        {
            await context.CloseAsync();
        }
    }

    /// <summary>What the application wrote, where its process has ended of itself; null: it runs.</summary>
    public string? LastWords => _server?.LastWords;

    /// <summary>The application's process is killed; everything it was asked meanwhile stays without an answer.</summary>
    public Task KillServerAsync() => _server!.KillAsync();

    /// <summary>The application is started again, on the same data and at the same address.</summary>
    public Task StartServerAsync() => _server!.BeginAsync();

    /// <summary>Keeps a picture of the page where <c>READERSTUDY_SCREENSHOTS</c> names a folder.</summary>
    public static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("READERSTUDY_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png") });
        }
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    /// <summary>The password that the sign-in page of a demo shows.</summary>
    public const string DemoPassword = "liver-demo-2026";
}

[CollectionDefinition(BrowserSession.Collection)]
public sealed class BrowserTests : ICollectionFixture<BrowserSession>;
