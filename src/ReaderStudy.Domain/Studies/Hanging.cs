namespace ReaderStudy.Domain.Studies;

/// <summary>How a case opens on the screen.</summary>
public sealed record Hanging
{
    /// <summary>The phases from left to right; a case without one leaves its place to the next. Empty: every series as it comes.</summary>
    public IReadOnlyList<string> Phases { get; init; } = [];

    public IReadOnlyList<WindowPreset> Windows { get; init; } = [];

    /// <summary>Scrolling one series scrolls the others to the same position in the patient.</summary>
    public bool LinkScrolling { get; init; } = true;

    /// <summary>False: each viewport is zoomed and moved alone; null: zoom and shift of one are those of the others too.</summary>
    public bool? LinkZoom { get; init; }

    /// <summary>What each viewport opens with, from left to right and top to bottom; null: one for each phase.</summary>
    public IReadOnlyList<HangingViewport>? Viewports { get; init; }
}

/// <param name="Name">On the screen, <c>Liver</c>.</param>
/// <param name="Center">In HU.</param>
/// <param name="Width">In HU.</param>
public sealed record WindowPreset(string Name, double Center, double Width)
{
    /// <summary>No window is wider, and none lies further from 0; CT has 16 bits.</summary>
    public const double Largest = 100_000;
}
