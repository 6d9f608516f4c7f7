using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Seen;
using ReaderStudy.Web.Features.Protocols;
using ReaderStudy.Web.Features.Shared;

namespace ReaderStudy.Web.Features.Seen;

/// <param name="Case">Its name in the export.</param>
/// <param name="Reading">What was seen in it.</param>
/// <param name="Series">Of which series the row tells.</param>
/// <param name="InForce">The protocol's version that was in force when the reading was opened; null: not known.</param>
/// <param name="TellsTruth">Whether it goes out where the lesion lies, and with it whether it was ever on the screen.</param>
internal sealed record SeenRow(string Case, SeenReading Reading, SeenOfOneSeries Series, ProtocolInForce? InForce, bool TellsTruth)
{
    public bool HasPlaces => TellsTruth && Series.LesionSlices.Count > 0;
}

/// <summary>The columns of <c>seen.csv</c> and what each means, as it stands in the data dictionary beside it.</summary>
internal static class SeenColumns
{
    private const int MostWindows = 5;

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly IReadOnlyList<(string Name, string Description, Func<SeenRow, string> Cell)> All =
    [
        ("case", "The case", r => $"sub-{r.Case}"),
        ("reader", "Number of the reader, from 1", r => Written(r.Reading.Reader)),
        ("arm", "The reading condition", r => r.Reading.ArmId),
        ("session", "Number of the session in the study, from 1", r => Written(r.Reading.Session)),
        ("attempt", "1; larger for a hidden repeat, or a training that was taken again", r => Written(r.Reading.Attempt)),
        ("final", "Whether the reading was locked or skipped", r => Written(r.Reading.IsFinal)),
        (
            "recorded",
            "Whether the page told what it showed; without that a reading saw nothing that is known",
            r => Written(!r.Reading.IsUnknown)
        ),
        (
            "series",
            "Number of the series in the case, from 1, by phase; slides and photographs are series too",
            r => Written(r.Series.Number)
        ),
        ("phase", "Of the series", r => PhaseNames.IdOf(r.Series.Phase)),
        (
            "picture",
            "Stain or view of a slide or photograph; picture: its name said none; empty: it is a stack of images",
            r => CsvCells.Quoted(r.Series.Picture is { Length: 0 } ? "picture" : r.Series.Picture ?? "")
        ),
        ("slices", "How many slices there are to see; 1 of a slide or photograph", r => Written(r.Series.Slices)),
        (
            "slices_shown",
            "How many of them were shown for at least 0.1 s; one that could not be loaded was not shown",
            r => Written(r.Series.Sum.Shown)
        ),
        ("coverage", "slices_shown of slices", r => r.Series.Coverage.ToString("0.###", CultureInfo.InvariantCulture)),
        ("shown_ms", "For how long slices were shown; two side by side count twice", r => Written(r.Series.Sum.Milliseconds)),
        ("visible_ms", "For how long the case was on a page in sight", r => Written(r.Reading.Seen.Visible)),
        ("hidden_ms", "For how long the page was out of sight", r => Written(r.Reading.Seen.Hidden)),
        ("idle_ms", "Of visible_ms: without mouse and key for half a minute", r => Written(r.Reading.Seen.Idle)),
        (
            "smallest_scale",
            "Screen pixels for one image pixel, of a slide or photograph one of its full resolution",
            r => Written(r.Series.Sum.SmallestScale)
        ),
        ("largest_scale", "Likewise", r => Written(r.Series.Sum.LargestScale)),
        (
            "decimated",
            "Whether it was drawn at fewer screen pixels than image pixels, of a slide or photograph than it has at full resolution: never; at-times; always; empty: not known",
            r => Written(r.Series.Sum.Decimation)
        ),
        ("decimated_ms", "Of shown_ms: for how long it was drawn so; empty: not known", r => Written(r.Series.Sum.DecimatedMilliseconds)),
        (
            "lossy",
            "Whether stored images were compressed with loss at any time (DICOM 0028,2110), or the tiles of a slide or photograph are: yes; no: every header says so; empty: the headers do not say, or the images are gone",
            r => Written(r.Series.Stored.IsLossy)
        ),
        ("lossy_images", "How many of the slices were", r => Written(r.Series.Stored.LossyImages)),
        (
            "smallest_lossy_ratio",
            "Of that compression, over all slices and steps (DICOM 0028,2112); empty: not known",
            r => Written(r.Series.Stored.SmallestRatio)
        ),
        ("largest_lossy_ratio", "Likewise", r => Written(r.Series.Stored.LargestRatio)),
        (
            "lossy_method",
            "By defined terms of DICOM (0028,2114), with spaces between",
            r => CsvCells.Quoted(string.Join(' ', r.Series.Stored.Methods))
        ),
        (
            "tile_quality",
            "Quality of the JPEG tiles of a slide or photograph, 1 to 100, as the tiles have it; how its own file was compressed before is not kept. Empty: no tiles",
            r => Written(r.Series.Stored.TileQuality)
        ),
        (
            "windows",
            "Centre and width of the windows that stood longest, at most 5",
            r =>
                string.Join(
                    ' ',
                    r.Series.Sum.Windows.OrderByDescending(w => w.Value)
                        .Take(MostWindows)
                        .Select(w => $"{Written(w.Key.Centre)}/{Written(w.Key.Width)}")
                )
        ),
        (
            "device_pixel_ratio",
            "Screen pixels for one CSS pixel: the display's scaling times the browser's zoom",
            r => Screens(r, s => Written(s.Ratio))
        ),
        ("screen", "Its size in CSS pixels", r => Screens(r, s => $"{Written(s.Width)}x{Written(s.Height)}")),
        ("rendering", "How it was drawn: gpu or cpu", r => Screens(r, s => s.Rendering)),
        (
            "lesion_slices",
            "Slices through the lesion, from 1 in the order of the stack; empty: not known, or not exported",
            r => r.HasPlaces ? string.Join(' ', r.Series.LesionSlices.Select(s => Written(s + 1))) : ""
        ),
        (
            "lesion_shown_ms",
            "For how long they were shown",
            r => r.HasPlaces && !r.Reading.IsUnknown ? Written(r.Series.Sum.OfSlices(r.Series.LesionSlices).Milliseconds) : ""
        ),
        (
            "lesion_never_displayed",
            "Whether no slice through the lesion was shown for at least 0.1 s, in any series of the case",
            r => r.TellsTruth ? Written(r.Reading.LesionNeverDisplayed) : ""
        ),
        ("protocol_version", "Of the protocol that was in force when the reading was opened", r => ProtocolInForce.Cells(r.InForce)[0]),
        ("protocol_sha256", "Of that version", r => ProtocolInForce.Cells(r.InForce)[1]),
    ];

    public static IEnumerable<string> Names => All.Select(c => c.Name);

    public static IEnumerable<string> CellsOf(SeenRow row) => All.Select(c => c.Cell(row));

    /// <summary>The data dictionary.</summary>
    public static string Text()
    {
        var dictionary = new JsonObject();
        foreach (var (name, description, _) in All)
        {
            dictionary[name] = new JsonObject { ["Description"] = description };
        }

        return dictionary.ToJsonString(Indented) + "\n";
    }

    private static string Screens(SeenRow row, Func<SeenScreen, string> tell) =>
        string.Join(' ', row.Reading.Seen.Screens.Select(tell).Distinct());

    private static string Written(Decimation decimation) =>
        decimation switch
        {
            Decimation.Unknown => "",
            Decimation.Never => "never",
            Decimation.AtTimes => "at-times",
            Decimation.Always => "always",
        };

    private static string Written(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Written(double? number) => number?.ToString("0.###", CultureInfo.InvariantCulture) ?? "";

    private static string Written(bool? holds) => holds is { } known ? (known ? "yes" : "no") : "";
}
