using System.Buffers.Binary;
using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Dicom.Segmentations;

/// <summary>Reads segmentations of any maker: binary, fractional and label maps whose frames lie parallel in the patient.</summary>
public static class SegmentationReader
{
    public const string LabelMapStorage = "1.2.840.10008.5.1.4.1.1.66.7";

    /// <summary>Reads the segments on the grid of the images, or, without images, on the grid of the segmentation's own frames.</summary>
    /// <param name="file">The segmentation.</param>
    /// <param name="source">The images it was drawn on; null: they are not at hand.</param>
    /// <param name="cancellationToken">Stops a decoder.</param>
    /// <exception cref="DicomException">
    /// It is no segmentation, it is of a tiled slide, its frames do not say where they lie, or they do not lie on the images.
    /// </exception>
    public static async Task<SegmentedVolume> ReadAsync(
        DicomFile file,
        SliceStack? source = null,
        CancellationToken cancellationToken = default
    )
    {
        var dataset = file.Dataset;
        var type = dataset.GetString(SegmentationTags.SegmentationType);
        Refuse(dataset, type);
        var descriptions = dataset.GetItems(SegmentationTags.SegmentSequence).Select(SegmentItems.DescriptionOf).ToList();
        if (descriptions.GroupBy(d => d.Number).FirstOrDefault(g => g.Skip(1).Any()) is { } twice)
        {
            throw new DicomException(DicomErrorKind.Malformed, $"segment {twice.Key} is described twice");
        }

        var frames = await FramesAsync(file, cancellationToken);
        var places = FramePlaces.Of(dataset, frames.Count, isLabelMap: type == "LABELMAP");
        var grid = source is null ? FrameGrid.OfFrames(dataset, places) : FrameGrid.OfImages(source, dataset);

        var slices = descriptions.ToDictionary(d => d.Number, _ => new Dictionary<int, ReadOnlyMemory<byte>>());
        for (var i = 0; i < frames.Count; i++)
        {
            var slice = grid.SliceOf(places[i].Plane);
            if (type == "LABELMAP")
            {
                AddLabels(frames[i], slice, slices);
            }
            else if (frames[i].AsSpan().ContainsAnyExcept((byte)0))
            {
                Add(frames[i], slice, Home(slices, places[i].Segment, i));
            }
        }

        var scaled = type == "FRACTIONAL" ? Scaled(slices, dataset) : slices;
        return new SegmentedVolume(
            grid.Geometry,
            [.. descriptions.Where(d => d.Number != 0 || scaled[0].Count > 0).Select(d => new Segment(d, scaled[d.Number]))],
            type == "FRACTIONAL"
        );
    }

    private static void Refuse(DicomDataset dataset, string? type)
    {
        if (type is not ("BINARY" or "FRACTIONAL" or "LABELMAP"))
        {
            throw new DicomException(
                DicomErrorKind.Unsupported,
                type is null ? "not a segmentation: it has no Segmentation Type" : $"segmentations of type {type} are not read"
            );
        }

        var organisation = dataset.GetString(SegmentationTags.DimensionOrganizationType) ?? "";
        var isSlide = dataset
            .GetItems(DicomTags.PerFrameFunctionalGroupsSequence)
            .Take(1)
            .Any(g => g.GetItems(SegmentationTags.PlanePositionSlideSequence).Count > 0);
        if (isSlide || organisation.StartsWith("TILED", StringComparison.Ordinal))
        {
            throw new DicomException(DicomErrorKind.Unsupported, "segmentations of tiled slides are not read: they are no volume");
        }
    }

    /// <summary>One byte a pixel for each frame.</summary>
    private static async Task<IReadOnlyList<byte[]>> FramesAsync(DicomFile file, CancellationToken cancellationToken)
    {
        var dataset = file.Dataset;
        if (dataset.GetInt(DicomTags.BitsAllocated) == 1 && dataset.Find(DicomTags.PixelData) is { Fragments: null } element)
        {
            return SingleBits(dataset, element.Value);
        }

        var pixels = await PixelDecoder.DecodeAsync(file, cancellationToken: cancellationToken);
        return pixels.Description.BytesPerSample switch
        {
            1 => [.. pixels.Frames.Select(f => f.ToArray())],
            2 => [.. pixels.Frames.Select(f => Narrow(f.Span))],
            _ => throw new DicomException(
                DicomErrorKind.Unsupported,
                $"segmentations with pixels of {pixels.Description.BitsAllocated} bits are not read"
            ),
        };
    }

    private static List<byte[]> SingleBits(DicomDataset dataset, ReadOnlyMemory<byte> bytes)
    {
        var perFrame = (long)dataset.RequireInt(DicomTags.Rows) * dataset.RequireInt(DicomTags.Columns);
        var count = Math.Max(1, dataset.GetInt(DicomTags.NumberOfFrames) ?? 1);
        if (perFrame is <= 0 or > int.MaxValue || bytes.Length < BitPacking.BytesFor(perFrame * count))
        {
            throw new DicomException(
                DicomErrorKind.Truncated,
                $"truncated: pixel data hold {bytes.Length} bytes, {BitPacking.BytesFor(perFrame * count)} are needed for {count} frame(s)"
            );
        }

        var frames = new List<byte[]>(count);
        for (var i = 0; i < count; i++)
        {
            frames.Add(BitPacking.Unpack(bytes.Span, i * perFrame, (int)perFrame));
        }

        return frames;
    }

    private static byte[] Narrow(ReadOnlySpan<byte> words)
    {
        var bytes = new byte[words.Length / 2];
        for (var i = 0; i < bytes.Length; i++)
        {
            var value = BinaryPrimitives.ReadUInt16LittleEndian(words[(2 * i)..]);
            bytes[i] =
                value <= byte.MaxValue
                    ? (byte)value
                    : throw new DicomException(DicomErrorKind.Unsupported, $"label {value} is beyond 255: such label maps are not read");
        }

        return bytes;
    }

    private static void AddLabels(byte[] labels, int slice, Dictionary<int, Dictionary<int, ReadOnlyMemory<byte>>> slices)
    {
        foreach (var label in labels.Distinct().Where(l => l != 0))
        {
            var mask = new byte[labels.Length];
            for (var i = 0; i < mask.Length; i++)
            {
                mask[i] = labels[i] == label ? (byte)1 : (byte)0;
            }

            Add(mask, slice, Home(slices, label, slice));
        }
    }

    /// <summary>Two frames of one segment on one slice are put together.</summary>
    private static void Add(byte[] pixels, int slice, Dictionary<int, ReadOnlyMemory<byte>> home)
    {
        if (home.TryGetValue(slice, out var there))
        {
            for (var i = 0; i < pixels.Length; i++)
            {
                pixels[i] = Math.Max(pixels[i], there.Span[i]);
            }
        }

        home[slice] = pixels;
    }

    private static Dictionary<int, ReadOnlyMemory<byte>> Home(
        Dictionary<int, Dictionary<int, ReadOnlyMemory<byte>>> slices,
        int segment,
        int frame
    ) =>
        slices.TryGetValue(segment, out var home)
            ? home
            : throw new DicomException(DicomErrorKind.Malformed, $"frame {frame + 1} belongs to segment {segment}, which is not described");

    /// <summary>Fractions as shares of 255, whatever the file's own maximum is.</summary>
    private static Dictionary<int, Dictionary<int, ReadOnlyMemory<byte>>> Scaled(
        Dictionary<int, Dictionary<int, ReadOnlyMemory<byte>>> slices,
        DicomDataset dataset
    )
    {
        var most = dataset.GetInt(SegmentationTags.MaximumFractionalValue) ?? 255;
        return most is 255 or <= 0
            ? slices
            : slices.ToDictionary(s => s.Key, s => s.Value.ToDictionary(p => p.Key, p => Rescaled(p.Value, most)));
    }

    private static ReadOnlyMemory<byte> Rescaled(ReadOnlyMemory<byte> pixels, int most)
    {
        var scaled = new byte[pixels.Length];
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] = (byte)Math.Min(255, Math.Round(pixels.Span[i] * 255d / most));
        }

        return scaled;
    }
}
