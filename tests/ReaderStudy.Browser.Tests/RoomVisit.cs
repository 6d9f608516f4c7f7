using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ReaderStudy.Browser.Tests;

/// <summary>A reader in the reading room, by keyboard: the strokes of a study from the template for focal liver lesions.</summary>
/// <param name="page">Signed in.</param>
/// <param name="total">How many cases the session has.</param>
internal sealed class RoomVisit(IPage page, int total)
{
    /// <summary>Until the room takes a second Enter for a decision and not for a bouncing key, in ms.</summary>
    public const int BetweenStrokes = 260;

    public IPage Page => page;

    public ILocator Shown(int position) => page.Locator($"[data-shown='{position}'][data-mode='reading']");

    public ILocator Saved => page.GetByText("Saved at");

    /// <summary>Waits until the case is on the screen; the instructions are passed where they are shown.</summary>
    public async Task WaitForAsync(int position)
    {
        var instructions = page.GetByRole(AriaRole.Dialog, new() { Name = "Instructions" });
        await Expect(Shown(position).Or(instructions).First).ToBeVisibleAsync();
        if (await instructions.IsVisibleAsync())
        {
            await page.Keyboard.PressAsync("Enter");
            await Shown(position).WaitForAsync();
        }

        await Expect(page.GetByText($"Case {position} of {total}")).ToBeVisibleAsync();
    }

    /// <summary>Every question by digits; what is said differs from case to case.</summary>
    public async Task AnswerAsync(int position)
    {
        await BeginAsync(position);
        await EndAsync(position);
    }

    /// <summary>All questions but the last.</summary>
    public async Task BeginAsync(int position)
    {
        await page.Keyboard.PressAsync("2");
        await page.Keyboard.PressAsync($"{SubtypeOf(position)}");
    }

    /// <summary>The last question.</summary>
    public Task EndAsync(int position) => TypeNumberAsync(page, $"{ConfidenceOf(position)}");

    /// <summary>
    /// The digits of one number are typed in one go: what a busy page takes long for between them would make two numbers of them. The same digit
    /// twice has to be let go between.
    /// </summary>
    public static async Task TypeNumberAsync(IPage page, string number)
    {
        var typing = new List<Task>();
        for (var i = 0; i < number.Length; i++)
        {
            if (i > 0 && number[i] == number[i - 1])
            {
                await Task.WhenAll(typing);
            }

            typing.Add(page.Keyboard.PressAsync($"{number[i]}"));
        }

        await Task.WhenAll(typing);
    }

    public async Task LockAsync()
    {
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Press Enter again to lock")).ToBeVisibleAsync();
        await page.WaitForTimeoutAsync(BetweenStrokes);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>What <see cref="BeginAsync"/> answered stands on the page, and no more.</summary>
    public async Task AssertBegunAsync(int position)
    {
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = Subtypes[SubtypeOf(position) - 1] }))
            .ToHaveAttributeAsync("aria-checked", "true");
        await Expect(page.GetByRole(AriaRole.Slider).First).ToHaveAttributeAsync("aria-valuetext", "no answer yet");
    }

    /// <summary>The answers of a case stand on the page as they were given.</summary>
    public async Task AssertAnswersAsync(int position)
    {
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = Subtypes[SubtypeOf(position) - 1] }))
            .ToHaveAttributeAsync("aria-checked", "true");
        await Expect(page.GetByRole(AriaRole.Slider).First).ToHaveAttributeAsync("aria-valuetext", $"{ConfidenceOf(position)}");
    }

    /// <summary>The answers of a case as the server has them, by question.</summary>
    public async Task<Dictionary<string, string>> AnswersAsync(int position)
    {
        var text = await page.EvaluateAsync<string>(
            "at => fetch(`${location.pathname}/cases/${at}`, { headers: { Accept: 'application/json' } }).then(a => a.text())",
            position
        );
        return JsonDocument.Parse(text).RootElement.GetProperty("answers").EnumerateObject().ToDictionary(a => a.Name, a => $"{a.Value}");
    }

    /// <summary>The malignant ones, which do not contradict the first answer.</summary>
    public static IReadOnlyList<string> Subtypes { get; } = ["Hepatocellular carcinoma", "Intrahepatic cholangiocarcinoma", "Metastasis"];

    /// <summary>What <see cref="AnswerAsync"/> says, as the server keeps it.</summary>
    public static Dictionary<string, string> AnswersOf(int position) =>
        new()
        {
            ["malignancy"] = "malignant",
            ["subtype"] = new[] { "HCC", "ICC", "MET" }[SubtypeOf(position) - 1],
            ["confidence"] = $"{ConfidenceOf(position)}",
        };

    private static int SubtypeOf(int position) => 1 + (position % 3);

    private static int ConfidenceOf(int position) => 51 + (position % 49);
}
