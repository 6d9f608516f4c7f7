using ReaderStudy.Data;
using ReaderStudy.Domain.Screens;

namespace ReaderStudy.Web.Features.Sessions;

/// <summary>What a reader says of their screen, and what the browser does.</summary>
public sealed class SiteCheckForm
{
    public int Number { get; init; }

    /// <summary>Of the screen, in CSS pixels, by the page's own script.</summary>
    public int Width { get; init; }

    public int Height { get; init; }

    public double Ratio { get; init; }

    /// <summary>As wide as the card, in CSS pixels.</summary>
    public double? CardPixels { get; init; }

    /// <summary>There is no card at hand.</summary>
    public bool NoCard { get; init; }

    public bool? SeesDark { get; init; }

    public bool? SeesBright { get; init; }

    /// <summary>0: none were told apart.</summary>
    public int? FinestLines { get; init; }

    /// <summary>What was read of each row; empty: nothing.</summary>
    public IReadOnlyList<string?>? Read { get; init; }

    public DisplayKind? Display { get; init; }

    public RoomLight? Light { get; init; }

    public Calibration? Calibrated { get; init; }

    /// <summary>What is missing, in a sentence.</summary>
    public string Fault =>
        Width <= 0 || Height <= 0 || Ratio <= 0
            ? "The page could not measure the screen: it needs a browser that runs its script. Reload it, or ask the coordinator."
            : $"Still to answer: {string.Join(", ", Missing())}.";

    /// <summary>Null while something is missing.</summary>
    public SiteCheckContent? ContentFor(SiteCheckSheet sheet) =>
        Width is <= 0 or > 100_000 || Height is <= 0 or > 100_000 || Ratio is not (> 0.05 and <= 20) || Missing().Any()
            ? null
            : new SiteCheckContent(
                Width,
                Height,
                Ratio,
                NoCard ? null : CardPixels,
                SiteCheckPattern.SmallestRead(sheet.Rows, Read ?? []),
                SeesDark!.Value,
                SeesBright!.Value,
                FinestLines is 0 ? null : FinestLines,
                Display!.Value,
                Light!.Value,
                Calibrated!.Value
            );

    private IEnumerable<string> Missing() =>
        new[]
        {
            SeesDark is null ? "the dark square" : null,
            SeesBright is null ? "the bright square" : null,
            FinestLines is null or < 0 or > 3 ? "the finest lines" : null,
            !NoCard && CardPixels is not (>= 50 and <= 5000) ? "the width of a card" : null,
            Display is null || !Enum.IsDefined(Display.Value) ? "the display" : null,
            Light is null || !Enum.IsDefined(Light.Value) ? "the light in the room" : null,
            Calibrated is null || !Enum.IsDefined(Calibrated.Value) ? "the calibration" : null,
        }.OfType<string>();
}
