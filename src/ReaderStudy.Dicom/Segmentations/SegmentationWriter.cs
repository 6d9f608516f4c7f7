using ReaderStudy.Dicom.Coding;
using ReaderStudy.Dicom.DerivedObjects;
using ReaderStudy.Dicom.Pixels;
using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Dicom.Segmentations;

/// <summary>
/// Writes segments as a DICOM segmentation (PS3.3 A.51) with the conventions that other programs expect: dimensions are segment number and
/// position, each frame names the image it was derived from, slices without the segment are left out.
/// </summary>
public static class SegmentationWriter
{
    public const string SegmentationStorage = "1.2.840.10008.5.1.4.1.1.66.4";

    /// <summary>Makes the segmentation of a stack of images.</summary>
    /// <param name="source">The images; slice i of each segment lies on its slice i.</param>
    /// <param name="segments">Numbered from 1 without a gap.</param>
    /// <param name="identity">The object's UIDs, time and maker.</param>
    /// <param name="options">Null: binary.</param>
    /// <exception cref="ArgumentException">Numbers have gaps, a slice does not fit the images, or nothing is segmented at all.</exception>
    /// <exception cref="DicomException">The images make no stack.</exception>
    public static DicomFile Write(
        SliceStack source,
        IReadOnlyList<Segment> segments,
        DerivedIdentity identity,
        SegmentationOptions? options = null
    )
    {
        options ??= new SegmentationOptions();
        if (!source.IsUsable)
        {
            throw new StackException(source.Problems);
        }

        Check(source, segments, options);
        var first = source.Slices[0].Dataset;
        var size = PixelDescription.Of(first);
        var frames = segments
            .SelectMany(s => s.Slices.OrderBy(p => p.Key).Select(p => new SegmentFrame(s.Description.Number, p.Key, p.Value)))
            .Where(f => f.Pixels.Span.ContainsAnyExcept((byte)0))
            .ToList();
        if (frames.Count == 0)
        {
            throw new ArgumentException("Nothing is segmented: every segment is empty.", nameof(segments));
        }

        var dataset = DerivedHeader.Begin(first, SegmentationStorage, "SEG", identity);
        dataset.Set(DicomTags.ImageType, "DERIVED", "PRIMARY");
        dataset.Set(
            DicomTags.FrameOfReferenceUid,
            first.GetString(DicomTags.FrameOfReferenceUid) ?? DicomUid.FromName(first.RequireString(DicomTags.SeriesInstanceUid))
        );
        if (first.GetString(DicomTags.PositionReferenceIndicator) is { } indicator)
        {
            dataset.Set(DicomTags.PositionReferenceIndicator, indicator);
        }
        else
        {
            dataset.SetEmpty(DicomTags.PositionReferenceIndicator);
        }

        SetImage(dataset, size, frames.Count, options);
        SetLoss(dataset, first);
        dataset.Set(SegmentationTags.ContentLabel, "SEGMENTATION");
        Text(dataset, SegmentationTags.ContentDescription, options.Description);
        Text(dataset, SegmentationTags.ContentCreatorName, options.Creator);
        dataset.Set(SegmentationTags.SegmentsOverlap, Overlap(frames) ? "YES" : "NO");
        dataset.SetItems(SegmentationTags.SegmentSequence, [.. segments.Select(s => SegmentItems.ItemOf(s.Description, dataset))]);
        if (segments.Any(s => SegmentItems.UsesPrivateCodes(s.Description)))
        {
            PrivateScheme.Declare(dataset);
        }

        FunctionalGroups.Write(dataset, source, frames);
        return SetPixels(dataset, size, frames, options);
    }

    private static void Check(SliceStack source, IReadOnlyList<Segment> segments, SegmentationOptions options)
    {
        if (options is { IsCompressed: true, IsFractional: false })
        {
            throw new ArgumentException("A binary segmentation cannot be compressed by RLE.", nameof(options));
        }

        if (!segments.Select(s => s.Description.Number).Order().SequenceEqual(Enumerable.Range(1, segments.Count)))
        {
            throw new ArgumentException("Segments are numbered from 1 without a gap.", nameof(segments));
        }

        var size = PixelDescription.Of(source.Slices[0].Dataset);
        foreach (var segment in segments)
        {
            foreach (var (slice, pixels) in segment.Slices)
            {
                if (slice < 0 || slice >= source.Slices.Count || pixels.Length != size.Rows * size.Columns)
                {
                    throw new ArgumentException(
                        $"Segment {segment.Description.Number} has {pixels.Length} pixels on slice {slice}; the images are "
                            + $"{source.Slices.Count} of {size.Rows} x {size.Columns}.",
                        nameof(segments)
                    );
                }
            }
        }
    }

    private static void SetImage(DicomDataset dataset, PixelDescription size, int frames, SegmentationOptions options)
    {
        dataset.Set(DicomTags.SamplesPerPixel, 1d);
        dataset.Set(DicomTags.PhotometricInterpretation, "MONOCHROME2");
        dataset.Set(DicomTags.NumberOfFrames, (double)frames);
        dataset.Set(DicomTags.Rows, (double)size.Rows);
        dataset.Set(DicomTags.Columns, (double)size.Columns);
        dataset.Set(DicomTags.BitsAllocated, options.IsFractional ? 8d : 1d);
        dataset.Set(DicomTags.BitsStored, options.IsFractional ? 8d : 1d);
        dataset.Set(DicomTags.HighBit, options.IsFractional ? 7d : 0d);
        dataset.Set(DicomTags.PixelRepresentation, 0d);
        dataset.Set(SegmentationTags.SegmentationType, options.IsFractional ? "FRACTIONAL" : "BINARY");
        if (options.IsFractional)
        {
            dataset.Set(SegmentationTags.SegmentationFractionalType, "PROBABILITY");
            dataset.Set(SegmentationTags.MaximumFractionalValue, 255d);
        }
    }

    /// <summary>What was drawn on pixels with loss goes back to pixels with loss (PS3.3 C.7.6.1.1.5).</summary>
    private static void SetLoss(DicomDataset dataset, DicomDataset image)
    {
        dataset.Set(DicomTags.LossyImageCompression, "00");
        if (image.GetString(DicomTags.LossyImageCompression) != "01")
        {
            return;
        }

        foreach (
            var tag in (DicomTag[])
                [DicomTags.LossyImageCompression, DicomTags.LossyImageCompressionRatio, DicomTags.LossyImageCompressionMethod]
        )
        {
            if (image.Find(tag) is { } element)
            {
                dataset.Set(element);
            }
        }
    }

    private static DicomFile SetPixels(DicomDataset dataset, PixelDescription size, List<SegmentFrame> frames, SegmentationOptions options)
    {
        var perFrame = size.Rows * size.Columns;
        if (options.IsCompressed)
        {
            var fragments = frames.Select(f => (ReadOnlyMemory<byte>)RleEncoder.Encode(f.Pixels.Span, size.Columns));
            dataset.Set(DicomElement.Encapsulated(DicomTags.PixelData, DicomVr.OB, [ReadOnlyMemory<byte>.Empty, .. fragments]));
            return new DicomFile(new DicomDataset(), dataset, TransferSyntax.Rle);
        }

        var bits = (long)frames.Count * perFrame;
        var bytes = new byte[options.IsFractional ? bits : BitPacking.BytesFor(bits)];
        for (var i = 0; i < frames.Count; i++)
        {
            if (options.IsFractional)
            {
                frames[i].Pixels.Span.CopyTo(bytes.AsSpan(i * perFrame));
            }
            else
            {
                BitPacking.Pack(frames[i].Pixels.Span, bytes, (long)i * perFrame);
            }
        }

        dataset.Set(new DicomElement(DicomTags.PixelData, DicomVr.OB, bytes));
        return new DicomFile(dataset);
    }

    /// <summary>True if two segments share a pixel.</summary>
    private static bool Overlap(List<SegmentFrame> frames)
    {
        foreach (var slice in frames.GroupBy(f => f.Slice).Where(g => g.Skip(1).Any()))
        {
            var seen = new byte[slice.First().Pixels.Length];
            foreach (var frame in slice)
            {
                var pixels = frame.Pixels.Span;
                for (var i = 0; i < pixels.Length; i++)
                {
                    if (pixels[i] == 0)
                    {
                        continue;
                    }

                    if (seen[i] != 0)
                    {
                        return true;
                    }

                    seen[i] = 1;
                }
            }
        }

        return false;
    }

    private static void Text(DicomDataset dataset, DicomTag tag, string text)
    {
        if (text.Length > 0)
        {
            dataset.Set(tag, text);
        }
        else
        {
            dataset.SetEmpty(tag);
        }
    }
}
