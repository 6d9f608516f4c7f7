using ReaderStudy.Data;
using ReaderStudy.Dicom;
using ReaderStudy.Domain.Readings.Marking;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>Reads from stored images where their pixels lie.</summary>
internal static class SeriesPlanes
{
    /// <param name="images">Where they are kept.</param>
    /// <param name="index">By which the reader's page addresses the series.</param>
    /// <param name="size">Rows and columns of each image.</param>
    /// <param name="keys">Of the images, in the order of the stack.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="NotFoundException">The store has lost one.</exception>
    public static SeriesGrid Of(
        ImageStore images,
        int index,
        (int Rows, int Columns) size,
        IReadOnlyList<string> keys,
        CancellationToken cancellationToken
    )
    {
        var planes = new List<(ImagePlane Plane, bool HasPlace, bool HasSpacing)>(keys.Count);
        foreach (var key in keys)
        {
            cancellationToken.ThrowIfCancellationRequested();
            planes.Add(PlaneOf(images, key));
        }

        return new SeriesGrid(
            index,
            size.Rows,
            size.Columns,
            planes.ConvertAll(p => p.Plane),
            planes.TrueForAll(p => p.HasPlace),
            planes.TrueForAll(p => p.HasSpacing)
        );
    }

    private static (ImagePlane Plane, bool HasPlace, bool HasSpacing) PlaneOf(ImageStore images, string key)
    {
        try
        {
            return images.Look(key, bytes => PlaneOf(DicomFile.Read(bytes).Dataset));
        }
        catch (IOException exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NotFoundException("image");
        }
    }

    private static (ImagePlane Plane, bool HasPlace, bool HasSpacing) PlaneOf(DicomDataset image)
    {
        var origin = WorldPoint.Of(image.GetDoubles(DicomTags.ImagePositionPatient));
        var turn = image.GetDoubles(DicomTags.ImageOrientationPatient);
        var spacing = image.GetDoubles(DicomTags.PixelSpacing);
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
            : (new ImagePlane(default, new WorldPoint(1, 0, 0), new WorldPoint(0, 1, 0), rowSpacing, columnSpacing), false, hasSpacing);
    }
}
