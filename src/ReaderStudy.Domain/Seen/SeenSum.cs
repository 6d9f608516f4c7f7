namespace ReaderStudy.Domain.Seen;

/// <summary>What a reader saw of a case in one reading: the sum of what their pages told.</summary>
/// <param name="Visible">In ms.</param>
/// <param name="Hidden">In ms.</param>
/// <param name="Idle">In ms.</param>
/// <param name="Series">By the series' id.</param>
/// <param name="Screens">On which it was shown, each once.</param>
public sealed record SeenSum(
    long Visible,
    long Hidden,
    long Idle,
    IReadOnlyDictionary<Guid, SeenSeriesSum> Series,
    IReadOnlyList<SeenScreen> Screens
)
{
    /// <summary>A slice counts as shown from so many ms on.</summary>
    public const int ShownFor = 100;

    /// <summary>Nothing was recorded.</summary>
    public static SeenSum Nothing { get; } = new(0, 0, 0, new Dictionary<Guid, SeenSeriesSum>(), []);

    public static SeenSum Of(IEnumerable<SeenContent> contents)
    {
        var all = contents.ToList();
        return new SeenSum(
            all.Sum(c => (long)c.Visible),
            all.Sum(c => (long)c.Hidden),
            all.Sum(c => (long)c.Idle),
            all.SelectMany(c => c.Series).GroupBy(s => s.SeriesId).ToDictionary(g => g.Key, g => SeenSeriesSum.Of(g)),
            [.. all.Select(c => c.Screen).OfType<SeenScreen>().Distinct()]
        );
    }

    /// <summary>Of a series of which nothing was shown: an empty sum.</summary>
    public SeenSeriesSum Of(Guid seriesId) => Series.GetValueOrDefault(seriesId, SeenSeriesSum.Nothing);
}

/// <summary>What was shown of a series.</summary>
/// <param name="Slices">By slice, from 0 in the order of the stack: for how many ms.</param>
/// <param name="Windows">By centre and width: for how many ms.</param>
/// <param name="SmallestScale">Screen pixels for one image pixel; null: not known.</param>
/// <param name="LargestScale">Screen pixels for one image pixel; null: not known.</param>
/// <param name="DecimatedMilliseconds">For how many of the slices' ms with fewer screen pixels than image pixels; null: not known.</param>
public sealed record SeenSeriesSum(
    IReadOnlyDictionary<int, long> Slices,
    IReadOnlyDictionary<(double Centre, double Width), double> Windows,
    double? SmallestScale,
    double? LargestScale,
    long? DecimatedMilliseconds
)
{
    public static SeenSeriesSum Nothing { get; } =
        new(new Dictionary<int, long>(), new Dictionary<(double, double), double>(), null, null, null);

    /// <summary>Whether it was drawn at fewer pixels than it has.</summary>
    public Decimation Decimation =>
        SmallestScale is not { } smallest || LargestScale is not { } largest ? Decimation.Unknown
        : largest < 1 ? Decimation.Always
        : smallest < 1 ? Decimation.AtTimes
        : Decimation.Never;

    /// <summary>In ms, over all slices; two slices of it side by side count twice.</summary>
    public long Milliseconds => Slices.Values.Sum();

    /// <summary>How many slices were shown for at least <see cref="SeenSum.ShownFor"/>.</summary>
    public int Shown => Slices.Values.Count(ms => ms >= SeenSum.ShownFor);

    /// <summary>The share of a series' slices that were shown; NaN of a series without slices.</summary>
    public double CoverageOf(int slices) => slices == 0 ? double.NaN : (double)Shown / slices;

    /// <summary>For how many ms any of these slices was shown, and whether one of them counts as shown.</summary>
    public (long Milliseconds, bool Shown) OfSlices(IEnumerable<int> slices)
    {
        var times = slices.Select(s => Slices.GetValueOrDefault(s)).ToList();
        return (times.Sum(), times.Exists(ms => ms >= SeenSum.ShownFor));
    }

    internal static SeenSeriesSum Of(IEnumerable<SeenSeries> parts)
    {
        var slices = new Dictionary<int, long>();
        var windows = new Dictionary<(double, double), double>();
        var scales = new List<double>();
        long? decimated = null;
        var isDecimatedKnown = true;
        foreach (var part in parts)
        {
            for (var i = 0; i + 1 < part.Slices.Count; i += 2)
            {
                slices[part.Slices[i]] = slices.GetValueOrDefault(part.Slices[i]) + part.Slices[i + 1];
            }

            foreach (var window in part.Windows)
            {
                windows[(window[0], window[1])] = windows.GetValueOrDefault((window[0], window[1])) + window[2];
            }

            scales.AddRange(part.Scale);
            decimated = (decimated ?? 0) + (part.Decimated ?? 0);
            // One message that does not say it, as of an older page, and the sum would be too small.
            isDecimatedKnown &= part.Decimated is not null;
        }

        return new SeenSeriesSum(
            slices,
            windows,
            scales.Count == 0 ? null : scales.Min(),
            scales.Count == 0 ? null : scales.Max(),
            isDecimatedKnown ? decimated : null
        );
    }
}
