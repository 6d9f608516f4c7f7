namespace ReaderStudy.Domain.Studies;

/// <summary>What one viewport of the reading page opens with. A case that has nothing for it says so in its place.</summary>
public sealed record HangingViewport
{
    /// <summary>A screen holds so many at a useful size.</summary>
    public const int Most = 6;

    /// <summary>The phase; null, with <see cref="Prior"/>: whatever the earlier exam has first.</summary>
    public string? Phase { get; init; }

    /// <summary>Of the patient's last exam before the newest one, beside which it is read.</summary>
    public bool Prior { get; init; }

    /// <summary>Another plane than that of the acquisition is computed from the stack.</summary>
    public ViewOrientation Orientation { get; init; }

    /// <summary>Several slices in one image; null: one.</summary>
    public HangingSlab? Slab { get; init; }

    /// <summary>Name of the window that it opens with; null: the first of the hanging.</summary>
    public string? Window { get; init; }

    /// <summary>The slice that it opens at, as a share of the stack from 0, its first, to 1, its last; null: the middle.</summary>
    public double? Opening { get; init; }

    /// <summary>Viewports of one group are scrolled, zoomed and moved together, those of different groups apart.</summary>
    public int Group { get; init; } = 1;
}

public enum ViewOrientation
{
    Axial,
    Coronal,
    Sagittal,
}

/// <param name="Kind">What of the slices is shown.</param>
/// <param name="Thickness">In mm.</param>
public sealed record HangingSlab(SlabKind Kind, double Thickness)
{
    /// <summary>In mm; more shows nothing that can be told apart.</summary>
    public const double Thickest = 200;
}

public enum SlabKind
{
    /// <summary>MIP: the brightest voxel.</summary>
    Maximum,

    Mean,

    /// <summary>MinIP: the darkest voxel.</summary>
    Minimum,
}
