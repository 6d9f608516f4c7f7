using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReaderStudy.Domain.Seen;

/// <summary>What a reading page showed since it last said so. Whole numbers are milliseconds by the page's monotonic clock.</summary>
/// <param name="Visible">How long the case was on a screen that could be seen.</param>
/// <param name="Hidden">How long the page was out of sight.</param>
/// <param name="Idle">Of <paramref name="Visible"/>: how long neither mouse nor key had moved for half a minute.</param>
/// <param name="Series">What was shown of each series; those of which nothing was shown are left out.</param>
/// <param name="Screen">On what it was shown; null: not said.</param>
public sealed record SeenContent(int Visible, int Hidden, int Idle, IReadOnlyList<SeenSeries> Series, SeenScreen? Screen = null)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public static SeenContent FromJson(string json) => JsonSerializer.Deserialize<SeenContent>(json, Options)!;
}

/// <summary>What was shown of one series.</summary>
/// <param name="SeriesId">The <see cref="Cohorts.Series"/>.</param>
/// <param name="Slices">Pairs: the slice, from 0 in the order of the stack, and for how long it was shown.</param>
/// <param name="Windows">Triples: centre, width, and for how long it was shown so.</param>
/// <param name="Scale">Smallest and largest number of screen pixels for one image pixel; empty: not known. Under 1 the image was decimated.</param>
/// <param name="Decimated">Of the slices' times: for how long with fewer screen pixels than image pixels; null: not known.</param>
/// <remarks>A slide or photograph is a series of one slice here, its image pixels those of its full resolution; it has no windows.</remarks>
public sealed record SeenSeries(
    Guid SeriesId,
    IReadOnlyList<int> Slices,
    IReadOnlyList<IReadOnlyList<double>> Windows,
    IReadOnlyList<double> Scale,
    int? Decimated = null
);

/// <summary>On what images were shown, as the browser tells it.</summary>
/// <param name="Width">Of the screen, in CSS pixels.</param>
/// <param name="Height">Of the screen, in CSS pixels.</param>
/// <param name="PageWidth">Of the page, in CSS pixels.</param>
/// <param name="PageHeight">Of the page, in CSS pixels.</param>
/// <param name="Ratio">Screen pixels for one CSS pixel: the display's scaling times the browser's zoom.</param>
/// <param name="Rendering">How it was drawn: <c>gpu</c> or <c>cpu</c>.</param>
public sealed record SeenScreen(int Width, int Height, int PageWidth, int PageHeight, double Ratio, string Rendering);
