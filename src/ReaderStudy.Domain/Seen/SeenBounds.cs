using System.Globalization;

namespace ReaderStudy.Domain.Seen;

/// <summary>What a page may say that it showed: no more time than passed, no slice that the case does not have.</summary>
public static class SeenBounds
{
    public static readonly Rule Fits = new(
        "reading.seen-bounds",
        "What the page says that it showed does not fit the case or the clock, and is not recorded. Answers are not affected."
    );

    /// <summary>Messages of one reading.</summary>
    public const int MostIncrements = 5000;

    private const int MostWindows = 40;

    /// <summary>Viewports that can show one series at the same time.</summary>
    private const int MostViewports = 6;

    /// <summary>What rounding may add, in ms.</summary>
    private const int Rounding = 50;

    /// <summary>A browser's clock runs a little apart from the server's.</summary>
    private const double Drift = 0.01;

    private static readonly TimeSpan Start = TimeSpan.FromSeconds(5);

    /// <summary>What the last message on the way may still tell of after a lock.</summary>
    private static readonly TimeSpan AfterLock = TimeSpan.FromMinutes(1);

    /// <param name="content">What the page says.</param>
    /// <param name="slices">By series that the reader is shown: how many slices it has; 1 of a slide or photograph.</param>
    /// <param name="told">What the same page told of before, in ms.</param>
    /// <param name="openFor">From the opening of the reading until now, or until it became final.</param>
    /// <param name="isFinal">The reading is final.</param>
    /// <returns>What is wrong, in a sentence; null: nothing.</returns>
    public static string? FaultOf(SeenContent content, IReadOnlyDictionary<Guid, int> slices, long told, TimeSpan openFor, bool isFinal)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(slices);
        if (content.Visible < 0 || content.Hidden < 0 || content.Idle < 0 || content.Idle > content.Visible + Rounding)
        {
            return "Times are not negative, and nobody idles for longer than the page was seen.";
        }

        var most = (openFor.TotalMilliseconds * (1 + Drift)) + Start.TotalMilliseconds + (isFinal ? AfterLock.TotalMilliseconds : 0);
        if (told + content.Visible + content.Hidden > most)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"It tells of {(told + content.Visible + content.Hidden) / 1000} s, and the case was open for {openFor.TotalSeconds:0} s."
            );
        }

        return content.Series.Select(s => s.SeriesId).Distinct().Count() < content.Series.Count
            ? "A series stands in it twice."
            : content.Series.Select(s => FaultOf(s, slices, content.Visible + Rounding)).OfType<string>().FirstOrDefault()
                ?? FaultOf(content.Screen);
    }

    private static string? FaultOf(SeenSeries series, IReadOnlyDictionary<Guid, int> slices, int visible)
    {
        if (!slices.TryGetValue(series.SeriesId, out var count))
        {
            return "It tells of a series that this case does not show.";
        }

        if (series.Slices.Count % 2 != 0 || series.Slices.Count > 2 * count)
        {
            return "Slices come in pairs of a number and a time, each slice once.";
        }

        var seen = new HashSet<int>();
        var sum = 0L;
        for (var i = 0; i < series.Slices.Count; i += 2)
        {
            var (slice, time) = (series.Slices[i], series.Slices[i + 1]);
            if (slice < 0 || slice >= count || !seen.Add(slice))
            {
                return string.Create(CultureInfo.InvariantCulture, $"Slice {slice} is not one of {count}, or stands in it twice.");
            }

            if (time < 0 || time > visible)
            {
                return "A slice was shown for no longer than the page was seen.";
            }

            sum += time;
        }

        return sum > (long)visible * MostViewports ? "A series was shown for no longer than the page was seen."
            : !WindowsFit(series.Windows, visible) ? "Windows are a centre, a width of more than 0, and a time; at most 40."
            : series.Decimated is { } decimated && (decimated < 0 || decimated > sum)
                ? "No slice was decimated for longer than it was shown."
            : !ScaleFits(series.Scale) ? "The scale is the smallest and the largest number of screen pixels for one image pixel."
            : null;
    }

    private static bool WindowsFit(IReadOnlyList<IReadOnlyList<double>> windows, int visible) =>
        windows.Count <= MostWindows
        && windows.All(w =>
            w is [var centre, var width, var time]
            && Math.Abs(centre) <= 1_000_000
            && width is > 0 and <= 1_000_000
            && time >= 0
            && time <= (double)visible * MostViewports
        );

    private static bool ScaleFits(IReadOnlyList<double> scale) =>
        scale is [] or [> 0 and <= 1000, > 0 and <= 1000] && (scale.Count == 0 || scale[0] <= scale[1]);

    private static string? FaultOf(SeenScreen? screen) =>
        screen
            is null
                or {
                    Width: > 0 and <= 100_000,
                    Height: > 0 and <= 100_000,
                    PageWidth: > 0 and <= 100_000,
                    PageHeight: > 0 and <= 100_000,
                    Ratio: > 0.05 and <= 20,
                    Rendering: "gpu" or "cpu"
                }
            ? null
            : "No screen is like that.";
}
