using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Browser.Tests;

/// <summary>
/// The image that is on the screen, and where its voxels lie there. Both are worked out from the file and from what the corners of the viewport
/// say, and then held against every pixel that the browser has drawn.
/// </summary>
/// <param name="phase">The viewport.</param>
/// <param name="stack">What it shows, as it lies in the files.</param>
internal sealed class DrawnSlice(ILocator phase, SliceStack stack)
{
    /// <summary>By which the image is larger than where it just fits into its viewport.</summary>
    public double Zoom { get; set; } = 1;

    /// <summary>The slice by the viewport's corner, from 1, the head first.</summary>
    public async Task<int> NumberAsync() => int.Parse((await CornerAsync("left", @"^(\d+) / \d+"))[1].Value, CultureInfo.InvariantCulture);

    /// <summary>How many slices there are, by the same corner.</summary>
    public static async Task<int> CountAsync(ILocator phase) =>
        int.Parse((await CornerAsync(phase, "left", @"^\d+ / (\d+)"))[1].Value, CultureInfo.InvariantCulture);

    public async Task<Slice> SliceAsync() => stack.Slices[^(await NumberAsync())];

    /// <summary>
    /// The slice and window of the corners are what is drawn, far more so than the slices beside it, and its voxels are where
    /// <see cref="OnPageAsync"/> says: a little further to any side it would fit worse.
    /// </summary>
    public async Task AssertDrawnAsync()
    {
        var found = "";
        for (var tries = 0; tries < 50; tries++)
        {
            var screen = await ScreenPixels.ReadAsync(phase);
            var number = await NumberAsync();
            var window = await CornerAsync("right", @"^W (-?\d+)\s+L (-?\d+)");
            DisplayImage Expected(int of) => Shown(stack.Slices[^of], new Window(Number(window[2]), Number(window[1])));

            var placing = Placing(screen, Expected(number));
            var beside = new[] { number - 1, number + 1 }.Where(n => n >= 1 && n <= stack.Slices.Count);
            var difference = screen.DifferenceTo(Expected(number), placing);
            var others = beside.Min(n => screen.DifferenceTo(Expected(n), placing));
            var shift = screen.ShiftFrom(Expected(number), placing);
            if (2 * difference < others && Math.Max(Math.Abs(shift.Across), Math.Abs(shift.Down)) < 0.5)
            {
                return;
            }

            found = string.Create(
                CultureInfo.InvariantCulture,
                $"Slice {number} differs by {difference:0.00}, those beside it by {others:0.00}, and lies best at {shift.Across}, {shift.Down}."
            );
            await Task.Delay(100);
        }

        Assert.Fail(found);
    }

    /// <summary>Where the centre of a voxel lies, in pixels of the page.</summary>
    public async Task<(double X, double Y)> OnPageAsync(double column, double row)
    {
        var screen = await ScreenPixels.ReadAsync(phase);
        var placing = Placing(screen, Shown(await SliceAsync(), Window.Abdomen));
        return (screen.Left + placing.Left + ((column + 0.5) * placing.Scale), screen.Top + placing.Top + ((row + 0.5) * placing.Scale));
    }

    /// <summary>How many pixels of the page a voxel is wide.</summary>
    public async Task<double> ScaleAsync()
    {
        var screen = await ScreenPixels.ReadAsync(phase);
        return Placing(screen, Shown(await SliceAsync(), Window.Abdomen)).Scale;
    }

    private static DisplayImage Shown(Slice slice, Window window) =>
        DisplayImage.Of(slice.Dataset, NativePixels.Of(slice.Dataset), window: window);

    private ImagePlacing Placing(ScreenPixels screen, DisplayImage image) => ImagePlacing.InTheMiddle(screen, image, Zoom);

    private static double Number(Group said) => double.Parse(said.Value, CultureInfo.InvariantCulture);

    private Task<GroupCollection> CornerAsync(string side, string pattern) => CornerAsync(phase, side, pattern);

    private static async Task<GroupCollection> CornerAsync(ILocator phase, string side, string pattern)
    {
        var text = await phase.Locator($".corner.bottom-{side}").InnerTextAsync();
        var match = Regex.Match(text, pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.True(match.Success, text);
        return match.Groups;
    }
}
