using System.Globalization;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Dicom.Segmentations;

/// <summary>Finds the slice on which a frame lies.</summary>
internal sealed class FrameGrid
{
    /// <summary>More slices than any scanner gives: such a span is a mistake in the file.</summary>
    private const int MostSlices = 20_000;

    private readonly IReadOnlyList<Slice>? _images;
    private readonly double _tolerance;

    private FrameGrid(VolumeGeometry geometry, IReadOnlyList<Slice>? images)
    {
        Geometry = geometry;
        _images = images;
        _tolerance = Math.Max(0.01, 0.1 * geometry.SliceSpacing);
    }

    public VolumeGeometry Geometry { get; }

    /// <summary>The grid of the images; frames must be of their size.</summary>
    public static FrameGrid OfImages(SliceStack source, DicomDataset segmentation)
    {
        if (!source.IsUsable)
        {
            throw new StackException(source.Problems);
        }

        var first = source.Slices[0];
        var (rows, columns) = (segmentation.RequireInt(DicomTags.Rows), segmentation.RequireInt(DicomTags.Columns));
        var (imageRows, imageColumns) = (first.Dataset.RequireInt(DicomTags.Rows), first.Dataset.RequireInt(DicomTags.Columns));
        if (rows != imageRows || columns != imageColumns)
        {
            throw new DicomException(
                DicomErrorKind.Unsupported,
                $"the frames are {columns} x {rows}, the images {imageColumns} x {imageRows}: the segmentation is not of these images"
            );
        }

        var geometry = new VolumeGeometry(source.Slices.Count, rows, columns, first.Plane, source.Spacing);
        return new FrameGrid(geometry, source.Slices);
    }

    /// <summary>A grid from the first frame along the normal to the last; slices without a frame between them count.</summary>
    public static FrameGrid OfFrames(DicomDataset segmentation, IReadOnlyList<FramePlace> places)
    {
        var normal = places[0].Plane.Normal;
        if (places.Any(p => !p.Plane.IsParallelTo(places[0].Plane)))
        {
            throw new DicomException(DicomErrorKind.Unsupported, "the frames are turned against each other: they are no volume");
        }

        var ordered = places.OrderBy(p => p.Plane.Origin.Dot(normal)).ToList();
        var locations = ordered.Select(p => p.Plane.Origin.Dot(normal)).ToList();
        var spacing = SpacingOf(segmentation, locations);
        var slices = Math.Round((locations[^1] - locations[0]) / spacing) + 1;
        if (!(slices <= MostSlices))
        {
            throw new DicomException(DicomErrorKind.Malformed, "the frames lie too far apart to be one volume");
        }

        return new FrameGrid(
            new VolumeGeometry(
                (int)slices,
                segmentation.RequireInt(DicomTags.Rows),
                segmentation.RequireInt(DicomTags.Columns),
                ordered[0].Plane,
                spacing
            ),
            null
        );
    }

    /// <summary>The number of the slice at the plane's place.</summary>
    /// <exception cref="DicomException">No slice lies there.</exception>
    public int SliceOf(SlicePlane plane)
    {
        var first = Geometry.First;
        var normal = first.Normal;
        var location = plane.Origin.Dot(normal);
        var slice = _images is null
            ? (int)Math.Clamp(Math.Round((location - first.Origin.Dot(normal)) / Geometry.SliceSpacing), -1, MostSlices)
            : Nearest(_images, location);
        if (slice >= 0 && slice < Geometry.Slices && plane.IsParallelTo(first))
        {
            var there = _images is null ? Geometry.PositionOf(slice, 0, 0) : _images[slice].Plane.Origin;
            var (across, along) = Apart(plane.Origin - there, normal);
            if (across <= _tolerance && along <= 0.5 * Math.Min(first.RowSpacing, first.ColumnSpacing))
            {
                return slice;
            }
        }

        var at = location.ToString("0.0#", CultureInfo.InvariantCulture);
        throw new DicomException(DicomErrorKind.Unsupported, $"a frame at {at} mm lies on no slice of the images");
    }

    /// <summary>How far apart two origins are along the normal and within the plane, in mm.</summary>
    private static (double Across, double Along) Apart(Point3 way, Point3 normal)
    {
        var across = way.Dot(normal);
        return (Math.Abs(across), (way - (normal * across)).Length);
    }

    private static int Nearest(IReadOnlyList<Slice> images, double location)
    {
        var best = 0;
        for (var i = 1; i < images.Count; i++)
        {
            if (Math.Abs(images[i].Location - location) < Math.Abs(images[best].Location - location))
            {
                best = i;
            }
        }

        return best;
    }

    private static double SpacingOf(DicomDataset segmentation, List<double> locations)
    {
        var measures = segmentation
            .GetItems(DicomTags.SharedFunctionalGroupsSequence)
            .SelectMany(g => g.GetItems(SegmentationTags.PixelMeasuresSequence))
            .FirstOrDefault();
        var gaps = locations.Zip(locations.Skip(1), (a, b) => b - a).Where(d => d > 0.01).ToList();
        var said = measures?.GetDouble(DicomTags.SpacingBetweenSlices);
        if (gaps.Count > 0)
        {
            // What the frames show goes before what the header says, unless frames are left out between the nearest two.
            var least = gaps.Min();
            return said is > 0 && least > 1.5 * said ? said.Value : least;
        }

        return said is > 0 ? said.Value
            : measures?.GetDouble(DicomTags.SliceThickness) is > 0 and var thick ? thick
            : 1;
    }
}
