using ReaderStudy.Dicom.Volumes;

namespace ReaderStudy.Dicom.Segmentations;

/// <summary>Where each frame lies and which segment it belongs to.</summary>
/// <param name="Plane">In the patient.</param>
/// <param name="Segment">Its number; 0 in a label map.</param>
internal sealed record FramePlace(SlicePlane Plane, int Segment);

/// <summary>Reads the places of frames from per-frame and shared functional groups; what a frame says itself comes first.</summary>
internal static class FramePlaces
{
    public static IReadOnlyList<FramePlace> Of(DicomDataset dataset, int frames, bool isLabelMap)
    {
        var shared = dataset.GetItems(DicomTags.SharedFunctionalGroupsSequence) is [var first, ..] ? first : new DicomDataset();
        var perFrame = dataset.GetItems(DicomTags.PerFrameFunctionalGroupsSequence);
        if (perFrame.Count < frames)
        {
            throw new DicomException(DicomErrorKind.Malformed, $"{perFrame.Count} of {frames} frames are described");
        }

        return [.. perFrame.Take(frames).Select((group, i) => Place(group, shared, i, isLabelMap))];
    }

    private static FramePlace Place(DicomDataset group, DicomDataset shared, int frame, bool isLabelMap)
    {
        var image = new DicomDataset();
        Copy(Macro(group, shared, SegmentationTags.PlanePositionSequence), image, DicomTags.ImagePositionPatient);
        Copy(Macro(group, shared, SegmentationTags.PlaneOrientationSequence), image, DicomTags.ImageOrientationPatient);
        Copy(Macro(group, shared, SegmentationTags.PixelMeasuresSequence), image, DicomTags.PixelSpacing);
        var plane =
            SlicePlane.Of(image)
            ?? throw new DicomException(DicomErrorKind.Unsupported, $"frame {frame + 1} does not say where it lies in the patient");
        var segment = isLabelMap
            ? 0
            : Macro(group, shared, SegmentationTags.SegmentIdentificationSequence)?.GetInt(SegmentationTags.ReferencedSegmentNumber)
                ?? throw new DicomException(DicomErrorKind.Malformed, $"frame {frame + 1} does not say which segment it belongs to");
        return new FramePlace(plane, segment);
    }

    private static DicomDataset? Macro(DicomDataset group, DicomDataset shared, DicomTag sequence) =>
        group.GetItems(sequence) is [var own, ..] ? own
        : shared.GetItems(sequence) is [var common, ..] ? common
        : null;

    private static void Copy(DicomDataset? source, DicomDataset target, DicomTag tag)
    {
        if (source?.Find(tag) is { } element)
        {
            target.Set(element);
        }
    }
}
