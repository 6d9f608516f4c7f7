using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Segmentations;
using ReaderStudy.Dicom.Volumes;
using ReaderStudy.Domain.Predictions;

namespace ReaderStudy.Web.Features.Predictions.Overlays;

/// <summary>Reads a DICOM segmentation: a mask a segment; of a fractional one an activation map.</summary>
public sealed class ReadSegmentation(OverlaySeries series)
{
    private static readonly DicomTag ReferencedSeriesSequence = new(0x0008, 0x1115);

    /// <exception cref="OverlayFileException">It is of no series of the study.</exception>
    /// <exception cref="DicomException">It cannot be read, or does not lie on the images.</exception>
    public async Task<IReadOnlyList<FoundOverlay>> Handle(Guid studyId, byte[] bytes, CancellationToken cancellationToken)
    {
        var file = DicomFile.Read(bytes);
        var uid =
            file.Dataset.GetItems(ReferencedSeriesSequence)
                .Select(i => i.GetString(DicomTags.SeriesInstanceUid))
                .OfType<string>()
                .FirstOrDefault()
            ?? throw new OverlayFileException(
                "It does not say of which series it is: it needs a Referenced Series Sequence (0008,1115), as writers of segmentations make it."
            );
        var home = await series.ByUidAsync(studyId, uid, cancellationToken);
        var stack = SliceStack.Of(await series.HeadersAsync(home, cancellationToken));
        var volume = await SegmentationReader.ReadAsync(file, stack, cancellationToken);
        return
        [
            .. from segment in volume.Segments
            where segment.Slices.Count > 0
            select new FoundOverlay(
                home,
                volume.IsFractional ? OverlayKind.Activation : OverlayKind.Mask,
                segment.Description.Label,
                null,
                new OverlayGeometry(
                    null,
                    null,
                    [.. segment.Slices.OrderBy(s => s.Key).Select(s => SliceOf(volume, stack.Slices[s.Key].Dataset, s.Value))]
                )
            ),
        ];
    }

    private static OverlaySlice SliceOf(SegmentedVolume volume, DicomDataset image, ReadOnlyMemory<byte> pixels)
    {
        var uid = image.RequireString(DicomTags.SopInstanceUid);
        return volume.IsFractional
            ? new OverlaySlice(uid, null, volume.Geometry.Rows, volume.Geometry.Columns, pixels.ToArray())
            : OverlaySlice.OfMask(uid, pixels.Span);
    }
}
