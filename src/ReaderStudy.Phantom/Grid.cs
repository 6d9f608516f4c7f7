using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Phantom;

/// <summary>The voxel grid of a case, the same in all phases. Positions in mm: x to the left, y to the back, from the centre of the field; z upwards from the lowest slice.</summary>
internal sealed record Grid(int Size, int SliceCount, double PixelSpacing, double SliceSpacing)
{
    /// <summary>The same grid in DICOM's words. The origin is the first voxel's centre.</summary>
    public VolumeGeometry Geometry =>
        VolumeGeometry.Axial(
            SliceCount,
            Size,
            Size,
            new Point3(-(Size - 1) / 2.0 * PixelSpacing, -(Size - 1) / 2.0 * PixelSpacing, 0),
            SliceSpacing,
            PixelSpacing
        );

    public int Index(int slice, int row, int column) => (slice * Size + row) * Size + column;

    public (double X, double Y, double Z) Position(int slice, int row, int column) =>
        ((column - (Size - 1) / 2.0) * PixelSpacing, (row - (Size - 1) / 2.0) * PixelSpacing, slice * SliceSpacing);

    public (int First, int Last) Slices(double from, double to) => Clip(from / SliceSpacing, to / SliceSpacing, SliceCount);

    public (int First, int Last) Rows(double from, double to) => Columns(from, to);

    public (int First, int Last) Columns(double from, double to) =>
        Clip(from / PixelSpacing + (Size - 1) / 2.0, to / PixelSpacing + (Size - 1) / 2.0, Size);

    /// <summary>The nearest voxel's index, or −1 outside the grid.</summary>
    public int Nearest(double x, double y, double z)
    {
        var column = (int)Math.Round(x / PixelSpacing + (Size - 1) / 2.0);
        var row = (int)Math.Round(y / PixelSpacing + (Size - 1) / 2.0);
        var slice = (int)Math.Round(z / SliceSpacing);
        var inside = column >= 0 && column < Size && row >= 0 && row < Size && slice >= 0 && slice < SliceCount;
        return inside ? Index(slice, row, column) : -1;
    }

    private static (int First, int Last) Clip(double from, double to, int count) =>
        (Math.Max(0, (int)Math.Floor(from)), Math.Min(count - 1, (int)Math.Ceiling(to)));
}
