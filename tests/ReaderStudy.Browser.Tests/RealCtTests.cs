using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReaderStudy.Dicom.Volumes;
using static Microsoft.Playwright.Assertions;

namespace ReaderStudy.Browser.Tests;

/// <summary>Real CT from its files to a locked reading: what is drawn is what the files hold, and a mark stays at the voxel that was clicked.</summary>
public sealed class RealCtTests(BrowserSession browser) : BrowserTest(browser)
{
    private const string Study = "Real CT of the liver";
    private const int Column = 187;
    private const int Row = 233;

    [BrowserFact(RealCtCohort.Sets)]
    public async Task Real_images_are_drawn_as_they_are_and_a_mark_comes_back_at_its_voxel()
    {
        using var cohort = new RealCtCohort();
        var coordinator = await Browser.SignInAsync("coordinator@demo.example");
        var guided = new GuidedCoordinator(coordinator, cohort, "senior@demo.example");
        var study = await guided.StartAsync(Study, "Focal liver lesions");
        await AskForMarksAsync(coordinator, study);
        await guided.SealAsync();

        var page = await Browser.SignInAsync("senior@demo.example");
        await ScreenVisit.CheckAsync(page, Study);
        await page.Locator(".session", new() { HasText = Study }).GetByRole(AriaRole.Link, new() { Name = "Begin reading" }).ClickAsync();
        await page.WaitForURLAsync("**/reading/**", new() { WaitUntil = WaitUntilState.Commit });
        var visit = new RoomVisit(page, cohort.Stacks.Count);
        await visit.WaitForAsync(1);
        var drawn = await OpenAsync(page, cohort);
        await LookAroundAsync(page, drawn);
        await MarkAsync(visit, drawn);
        await page.Keyboard.PressAsync("Tab");
        await visit.AnswerAsync(1);
        var answers = await visit.AnswersAsync(1);
        await visit.LockAsync();
        await visit.WaitForAsync(2);
        Assert.Equal(answers["lesions"], (await visit.AnswersAsync(1))["lesions"]);
        await OpenAsync(page, cohort);
    }

    private static async Task AskForMarksAsync(IPage page, string study)
    {
        await page.GotoAsync($"{study}/protocol/text");
        var text = page.GetByLabel("Text", new() { Exact = true });
        var protocol = JsonNode.Parse(await text.InputValueAsync())!;
        protocol["questions"]!
            .AsArray()
            .Insert(
                0,
                JsonNode.Parse("""{"id":"lesions","text":"Mark every lesion.","kind":"marks","minimum":1,"maximum":100,"required":false}""")
            );
        await text.FillAsync(protocol.ToJsonString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Replace the protocol" }).ClickAsync();
        await Expect(page.GetByText("Mark every lesion.").First).ToBeVisibleAsync();
        await page.GotoAsync(study);
    }

    /// <summary>The opening slice of the case on the screen is drawn as its file has it.</summary>
    private static async Task<DrawnSlice> OpenAsync(IPage page, RealCtCohort cohort)
    {
        var phase = page.Locator(".phase");
        await Expect(phase).ToHaveCountAsync(1);
        var count = await DrawnSlice.CountAsync(phase);
        var drawn = new DrawnSlice(phase, cohort.Stacks.Single(s => s.Slices.Count == count));
        await drawn.AssertDrawnAsync();
        return drawn;
    }

    /// <summary>Three slices on by the wheel, another window by its key.</summary>
    private static async Task LookAroundAsync(IPage page, DrawnSlice drawn)
    {
        var opening = await drawn.NumberAsync();
        var (x, y) = await drawn.OnPageAsync(Column, Row);
        await page.Mouse.MoveAsync((float)x, (float)y);
        for (var step = 1; step <= 3; step++)
        {
            await page.Mouse.WheelAsync(0, 100);
            await Expect(page.Locator(".phase .corner.bottom-left")).ToHaveTextAsync(new Regex($"^{opening + step} / "));
        }

        await drawn.AssertDrawnAsync();
        await page.Keyboard.PressAsync("e");
        await Expect(page.Locator(".phase .corner.bottom-right")).ToHaveTextAsync("W 400  L 50");
        await drawn.AssertDrawnAsync();
    }

    /// <summary>A voxel is clicked; its mark is there after the page was loaded again, and when the image is zoomed.</summary>
    private static async Task MarkAsync(RoomVisit visit, DrawnSlice drawn)
    {
        var page = visit.Page;
        var question = page.Locator(".question", new() { HasText = "Mark every lesion." });
        await question.ClickAsync(
            new()
            {
                Position = new() { X = 5, Y = 5 },
            }
        );
        await Expect(question).ToHaveClassAsync(new Regex(@"\bcurrent\b"));
        var (x, y) = await drawn.OnPageAsync(Column, Row);
        await page.Mouse.ClickAsync((float)x, (float)y);
        await Expect(page.Locator(".mark-row")).ToHaveCountAsync(1);
        await Task.WhenAll(page.Keyboard.PressAsync("7"), page.Keyboard.PressAsync("5"));
        await Expect(page.Locator(".mark-row")).ToContainTextAsync("75");
        await Expect(visit.Saved).ToBeVisibleAsync();
        var kept = await KeptAsync(visit);
        var (column, row) = VoxelOf(kept, (await drawn.SliceAsync()).Plane);
        Assert.InRange(column, Column - 0.5, Column + 0.5);
        Assert.InRange(row, Row - 0.5, Row + 0.5);
        await AssertRingAsync(page, drawn);
        var slice = await drawn.NumberAsync();

        await page.ReloadAsync(new() { WaitUntil = WaitUntilState.Commit });
        await visit.WaitForAsync(1);
        Assert.Equal(slice, await drawn.NumberAsync());
        await drawn.AssertDrawnAsync();
        await AssertRingAsync(page, drawn);
        await page.Keyboard.PressAsync("Shift+PageUp");
        await page.Keyboard.PressAsync("Shift+PageUp");
        drawn.Zoom = 1.2 * 1.2;
        await drawn.AssertDrawnAsync();
        await AssertRingAsync(page, drawn);
        Assert.Equal(kept.ToJsonString(), (await KeptAsync(visit)).ToJsonString());
        await BrowserSession.PictureAsync(page, "real-ct-mark");
    }

    /// <summary>The one mark that the server has, once it is rated.</summary>
    private static async Task<JsonNode> KeptAsync(RoomVisit visit)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            if (
                (await visit.AnswersAsync(1)).TryGetValue("lesions", out var marks)
                && JsonNode.Parse(marks)!.AsArray() is [{ } mark]
                && mark["rating"]?.GetValue<int>() == 75
            )
            {
                return mark;
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException("The mark did not come to the server.");
    }

    /// <summary>Column and row, from 0, of a point of the patient on the plane of a slice, in which it must lie.</summary>
    private static (double Column, double Row) VoxelOf(JsonNode mark, SlicePlane plane)
    {
        var from = new Point3(mark["x"]!.GetValue<double>(), mark["y"]!.GetValue<double>(), mark["z"]!.GetValue<double>()) - plane.Origin;
        Assert.Equal(0, from.Dot(plane.Normal), 0.01);
        return (from.Dot(plane.AlongRow) / plane.ColumnSpacing, from.Dot(plane.AlongColumn) / plane.RowSpacing);
    }

    /// <summary>The ring is drawn around the voxel, to half a voxel.</summary>
    private static async Task AssertRingAsync(IPage page, DrawnSlice drawn)
    {
        var ring = page.Locator(".phase .mark.own .ring");
        await Expect(ring).ToHaveCountAsync(1);
        var box = (await ring.BoundingBoxAsync())!;
        var (x, y) = await drawn.OnPageAsync(Column, Row);
        var away = Math.Max(Math.Abs(box.X + (box.Width / 2) - x), Math.Abs(box.Y + (box.Height / 2) - y));
        Assert.InRange(away / await drawn.ScaleAsync(), 0, 0.5);
    }
}
