using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReaderStudy.Domain.Screens;

/// <summary>That a reader checked the screen of a session, and what came of it. Never changed, never deleted.</summary>
public sealed class SiteCheck
{
    public static readonly Rule ShowsWhatWasAsked = new(
        "session.site-check-shown",
        "Another check was made since this page was opened. Open it again: its letters are new."
    );

    /// <summary>Longest content, in characters.</summary>
    public const int LongestContent = 2000;

    public SiteCheck(Guid studyId, Guid sessionId, Guid personId, int number, SiteCheckContent content, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(content);
        Id = Guid.CreateVersion7(at);
        StudyId = studyId;
        SessionId = sessionId;
        PersonId = personId;
        Number = number;
        ContentJson = content.ToJson();
        At = at;
    }

    private SiteCheck() => ContentJson = "";

    public Guid Id { get; private set; }

    public Guid StudyId { get; private set; }

    public Guid SessionId { get; private set; }

    public Guid PersonId { get; private set; }

    /// <summary>Of the check in its session, from 1; the last one counts.</summary>
    public int Number { get; private set; }

    /// <summary>A <see cref="SiteCheckContent"/>.</summary>
    public string ContentJson { get; private set; }

    public DateTimeOffset At { get; private set; }

    public SiteCheckContent Content() => SiteCheckContent.FromJson(ContentJson);
}

public enum DisplayKind
{
    /// <summary>Sold as a display for diagnosis.</summary>
    Diagnostic,
    Office,
    Laptop,
    Other,
}

public enum RoomLight
{
    /// <summary>As in a reading room: under 50 lux.</summary>
    Dimmed,
    Office,
    Daylight,
}

public enum Calibration
{
    WithinAYear,
    Earlier,
    Never,
    NotKnown,
}

/// <summary>What was seen on the screen, what the browser says of it, and what its reader does.</summary>
/// <param name="Width">Of the screen, in CSS pixels.</param>
/// <param name="Height">Of the screen, in CSS pixels.</param>
/// <param name="Ratio">Screen pixels for one CSS pixel.</param>
/// <param name="CardPixels">CSS pixels as wide as a card of <see cref="CardMm"/>; null: nobody held one.</param>
/// <param name="SmallestContrast">In percent: of which letters were read; null: of none.</param>
/// <param name="SeesDark">The square of 5 % in black.</param>
/// <param name="SeesBright">The square of 95 % in white.</param>
/// <param name="FinestLines">Pixels a line of the finest pairs that were told apart, 1 to 3; null: none.</param>
/// <param name="Display">What kind of display.</param>
/// <param name="Light">Of the room.</param>
/// <param name="Calibrated">When the display was calibrated.</param>
public sealed record SiteCheckContent(
    int Width,
    int Height,
    double Ratio,
    double? CardPixels,
    int? SmallestContrast,
    bool SeesDark,
    bool SeesBright,
    int? FinestLines,
    DisplayKind Display,
    RoomLight Light,
    Calibration Calibrated
)
{
    /// <summary>The width of a bank card (ISO/IEC 7810, ID-1).</summary>
    public const double CardMm = 85.6;

    /// <summary>Letters of this contrast are read on a screen that does for CT, in percent.</summary>
    public const int GoodContrast = 3;

    private const double SmallestDiagonalMm = 300;
    private const int FewestPixels = 700;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Of the screen, in mm; null: no card was held.</summary>
    public double? WidthMm => CardPixels is { } pixels ? Width / pixels * CardMm : null;

    /// <inheritdoc cref="WidthMm"/>
    public double? HeightMm => CardPixels is { } pixels ? Height / pixels * CardMm : null;

    /// <summary>What speaks against the screen, in sentences; reading goes on all the same.</summary>
    public IReadOnlyList<string> Warnings() =>
        [
            .. new[]
            {
                SmallestContrast is null or > GoodContrast ? $"Letters of {GoodContrast} % contrast were not read." : null,
                SeesDark ? null : "The square of 5 % in black was not seen.",
                SeesBright ? null : "The square of 95 % in white was not seen.",
                FinestLines == 1 ? null : "Lines of one pixel were not told apart: the browser may be zoomed.",
                WidthMm is { } width && HeightMm is { } height && Math.Sqrt((width * width) + (height * height)) < SmallestDiagonalMm
                    ? "The screen is smaller than 30 cm across."
                    : null,
                Height * Ratio < FewestPixels ? $"The screen has fewer than {FewestPixels} lines." : null,
                Light is RoomLight.Daylight ? "The room is in daylight." : null,
            }.OfType<string>(),
        ];

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public static SiteCheckContent FromJson(string json) => JsonSerializer.Deserialize<SiteCheckContent>(json, Options)!;
}
