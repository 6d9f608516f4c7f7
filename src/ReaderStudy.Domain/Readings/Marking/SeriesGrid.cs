namespace ReaderStudy.Domain.Readings.Marking;

/// <summary>Where one image lies in the patient (PS3.3 C.7.6.2).</summary>
/// <param name="Origin">Centre of the first pixel.</param>
/// <param name="AlongRow">Unit direction in which the column grows.</param>
/// <param name="AlongColumn">Unit direction in which the row grows.</param>
/// <param name="RowSpacing">Distance between rows, in mm.</param>
/// <param name="ColumnSpacing">Distance between columns, in mm.</param>
public sealed record ImagePlane(WorldPoint Origin, WorldPoint AlongRow, WorldPoint AlongColumn, double RowSpacing, double ColumnSpacing)
{
    /// <summary>How far a point lies from the plane, in mm.</summary>
    public double DistanceOf(WorldPoint point) => (point - Origin).Dot(AlongRow.Cross(AlongColumn));

    /// <summary>Its column and row, counted from the centre of the first pixel.</summary>
    public (double Column, double Row) PixelOf(WorldPoint point) =>
        ((point - Origin).Dot(AlongRow) / ColumnSpacing, (point - Origin).Dot(AlongColumn) / RowSpacing);
}

/// <summary>The pixels of a series as they lie in the patient, or of a picture: what is drawn on it lies on them.</summary>
/// <param name="Index">By which the reader's page addresses it.</param>
/// <param name="Rows">Of each image.</param>
/// <param name="Columns">Of each image.</param>
/// <param name="Slices">
/// In the order of the stack. An image that does not say where it lies is taken as if its first pixel stood above the origin by its number, from
/// 0, and its rows went along x.
/// </param>
/// <param name="HasPlaces">True if the images say where they lie; otherwise a place means something on this series only.</param>
/// <param name="HasSpacing">True if the images say how large a pixel is; otherwise a mm is a pixel.</param>
public sealed record SeriesGrid(int Index, int Rows, int Columns, IReadOnlyList<ImagePlane> Slices, bool HasPlaces, bool HasSpacing)
{
    /// <summary>What is drawn on a slice lies so near to its plane, in mm.</summary>
    private const double OnPlane = 0.1;

    /// <summary>Half the width of the pixel at the edge, and as much again for those who draw on the edge itself.</summary>
    private const double Edge = 1;

    /// <summary>A picture ends where its last pixel does, half a pixel from the centre, but for the rounding of what is written.</summary>
    private const double PictureEdge = 0.501;

    /// <summary>True of a slide or photograph, whose <see cref="Index"/> counts pictures: marks alone are drawn on it.</summary>
    public bool IsPicture { get; private init; }

    /// <summary>A slide or photograph: one image of pixels that lie nowhere in the patient.</summary>
    /// <param name="index">By which the reader's page addresses it among the pictures of the case.</param>
    /// <param name="width">Of the full resolution, in pixels.</param>
    /// <param name="height">Of the full resolution, in pixels.</param>
    public static SeriesGrid OfPicture(int index, int width, int height) =>
        new(index, height, width, [new ImagePlane(new WorldPoint(), new WorldPoint(1, 0, 0), new WorldPoint(0, 1, 0), 1, 1)], false, false)
        {
            IsPicture = true,
        };

    /// <summary>
    /// True if a mark may lie on this series: it names it, or it names none and the images say where they lie. On a picture lies what names it.
    /// </summary>
    public bool Takes(Mark mark)
    {
        ArgumentNullException.ThrowIfNull(mark);
        return IsPicture ? mark.Picture == Index : mark.Picture is null && (mark.Series is { } series ? series == Index : HasPlaces);
    }

    /// <summary>True if the place lies on an image or between two; where images do not say where they lie, there is nothing between.</summary>
    public bool Holds(WorldPoint point) =>
        Slices
            .Select((plane, i) => (Plane: plane, Reach: HasPlaces ? ReachOf(i) : OnPlane))
            .Any(s => IsInside(s.Plane, point) && Math.Abs(s.Plane.DistanceOf(point)) <= s.Reach);

    /// <summary>True if every place lies on this slice.</summary>
    public bool HoldsOnSlice(int slice, IEnumerable<WorldPoint> points) =>
        slice >= 0
        && slice < Slices.Count
        && points.All(p => IsInside(Slices[slice], p) && Math.Abs(Slices[slice].DistanceOf(p)) <= OnPlane);

    /// <summary>True if every place lies on one and the same slice.</summary>
    public bool HoldsOnOneSlice(IReadOnlyList<WorldPoint> points) => Enumerable.Range(0, Slices.Count).Any(i => HoldsOnSlice(i, points));

    private bool IsInside(ImagePlane plane, WorldPoint point)
    {
        var (column, row) = plane.PixelOf(point);
        var edge = IsPicture ? PictureEdge : Edge;
        return column >= -edge && column <= Columns - 1 + edge && row >= -edge && row <= Rows - 1 + edge;
    }

    /// <summary>Half the way to the further neighbour, so that nothing between two slices is lost; at least a mm.</summary>
    private double ReachOf(int slice)
    {
        var ways = new[] { slice - 1, slice + 1 }
            .Where(other => other >= 0 && other < Slices.Count)
            .Select(other => Math.Abs(Slices[slice].DistanceOf(Slices[other].Origin)) / 2);
        return ways.Append(1).Max();
    }
}
