using ReaderStudy.Dicom;
using ReaderStudy.Domain.Readings.Marking;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>Finds where the pixels of a series lie: as the reader's page was told of each of its slices.</summary>
internal static class SeriesPlanes
{
    /// <param name="index">By which the reader's page addresses the series.</param>
    /// <param name="size">Rows and columns of each image.</param>
    /// <param name="slices">In the order of the stack; empty where none can be read, and nothing can be drawn.</param>
    public static SeriesGrid Of(int index, (int Rows, int Columns) size, IReadOnlyList<DescribedSlice> slices)
    {
        var planes = slices.Select((slice, i) => PlaneOf(slice, i)).ToList();
        return new SeriesGrid(
            index,
            size.Rows,
            size.Columns,
            planes.ConvertAll(p => p.Plane),
            planes.TrueForAll(p => p.HasPlace),
            planes.TrueForAll(p => p.HasSpacing)
        );
    }

    private static (ImagePlane Plane, bool HasPlace, bool HasSpacing) PlaneOf(DescribedSlice image, int number)
    {
        var origin = WorldPoint.Of(image.NumbersOf(DicomTags.ImagePositionPatient));
        var turn = image.NumbersOf(DicomTags.ImageOrientationPatient);
        var spacing = image.NumbersOf(DicomTags.PixelSpacing);
        var hasSpacing = spacing is [> 0, > 0];
        var (rowSpacing, columnSpacing) = hasSpacing ? (spacing[0], spacing[1]) : (1, 1);
        return origin is { } place && turn.Count == 6
            ? (
                new ImagePlane(
                    place,
                    new WorldPoint(turn[0], turn[1], turn[2]),
                    new WorldPoint(turn[3], turn[4], turn[5]),
                    rowSpacing,
                    columnSpacing
                ),
                true,
                hasSpacing
            )
            : (
                new ImagePlane(new WorldPoint(0, 0, number), new WorldPoint(1, 0, 0), new WorldPoint(0, 1, 0), rowSpacing, columnSpacing),
                false,
                hasSpacing
            );
    }
}
