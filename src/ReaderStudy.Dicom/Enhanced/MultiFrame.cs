using System.Globalization;

namespace ReaderStudy.Dicom.Enhanced;

/// <summary>
/// Takes a multi-frame image apart: enhanced CT and MR, their legacy-converted forms, PET, and multi-frame secondary capture and
/// ultrasound. What follows (stacks, volumes, phases, the viewer) then knows one kind of image only.
/// </summary>
public static class MultiFrame
{
    private static readonly DicomTag[] PixelTags = [DicomTags.PixelData, DicomTags.FloatPixelData, DicomTags.DoubleFloatPixelData];

    /// <summary>Of all frames together: an image of a million frames of one pixel would take a thousand times its size.</summary>
    private const int MostElements = 1 << 24;

    /// <summary>What speaks of all frames together, or of the functional groups, and is wrong or empty talk for one frame.</summary>
    private static readonly DicomTag[] OfTheWhole =
    [
        DicomTags.SharedFunctionalGroupsSequence,
        DicomTags.PerFrameFunctionalGroupsSequence,
        DicomTags.ExtendedOffsetTable,
        DicomTags.ExtendedOffsetTableLengths,
        EnhancedTags.DimensionIndexSequence,
        EnhancedTags.ReferencedImageEvidenceSequence,
        EnhancedTags.SourceImageEvidenceSequence,
        EnhancedTags.FrameIncrementPointer,
        EnhancedTags.FrameTimeVector,
        EnhancedTags.SliceLocationVector,
    ];

    /// <summary>
    /// One single-frame data set per frame, in the order of the frames. The functional groups (PS3.3 C.7.6.16), shared and per
    /// frame, become the attributes of a single-frame image; the instance number is the frame's number (within its concatenation,
    /// if it is part of one); the SOP Instance UID follows from the image's UID and the number, so that it is the same on every
    /// import. Pixels are windows on the same memory. The data set given is not changed.
    /// </summary>
    /// <param name="native">
    /// An image with native pixel data. A single-frame image, an object without pixels, and objects whose frames mean nothing alone
    /// (segmentations, parametric maps, dose grids, slides) come back whole, as the only one.
    /// </param>
    /// <exception cref="DicomException">
    /// The pixel data are compressed, are fewer than the header announces, or the functional groups describe another number of frames; or
    /// there are too many frames.
    /// </exception>
    public static IReadOnlyList<DicomDataset> Split(DicomDataset native)
    {
        ArgumentNullException.ThrowIfNull(native);
        var pixels = Array.ConvertAll(PixelTags, native.Find).FirstOrDefault(e => e is not null);
        var frames = native.GetInt(DicomTags.NumberOfFrames) ?? 1;
        var perFrame = native.GetItems(DicomTags.PerFrameFunctionalGroupsSequence);
        var shared = native.GetItems(DicomTags.SharedFunctionalGroupsSequence);
        var sopClass = native.GetString(DicomTags.SopClassUid);
        if (
            pixels is null
            || SingleFrameClass.StaysWhole(sopClass)
            || (frames <= 1 && perFrame.Count == 0 && shared.Count == 0)
            || !TryFrameBytes(native, pixels, frames, out var size)
        )
        {
            return [native];
        }

        if (pixels.Fragments is not null)
        {
            throw new DicomException(
                DicomErrorKind.Unsupported,
                "the pixel data are compressed: decode them before taking the frames apart"
            );
        }

        frames = Math.Max(1, frames);
        Check(pixels, size, frames, perFrame.Count);
        var common = Common(native, shared);
        if ((long)frames * common.Elements.Count > MostElements)
        {
            throw new DicomException(
                DicomErrorKind.Unsupported,
                $"{frames} frames with {common.Elements.Count} header elements are more than can be taken apart at once"
            );
        }

        var times = FrameTimes.Of(native, frames);
        var single = SingleFrameClass.Of(sopClass);
        var uid = native.GetString(DicomTags.SopInstanceUid);
        var offset = native.GetInt(EnhancedTags.ConcatenationFrameOffsetNumber) ?? 0;
        var images = new DicomDataset[frames];
        for (var i = 0; i < frames; i++)
        {
            var image = common.Clone();
            if (perFrame.Count > 0)
            {
                FunctionalGroups.Apply(perFrame[i], image);
            }
            else if (i > 0 && shared.Count == 0)
            {
                // The position of a whole image is that of its first frame and says nothing of the others.
                image.Remove(DicomTags.ImagePositionPatient);
                image.Remove(DicomTags.SliceLocation);
            }

            SingleFrameAttributes.Complete(image);
            FrameContrast.Apply(image);
            times?.Apply(image, i);
            FrameOverlays.Apply(image, i);
            image.Set(DicomTags.InstanceNumber, (double)offset + i + 1);
            if (uid is not null)
            {
                image.Set(DicomTags.SopInstanceUid, UidOfFrame(uid, i + 1));
            }

            if (single is not null)
            {
                image.Set(DicomTags.SopClassUid, single);
                image.Remove(DicomTags.NumberOfFrames);
            }
            else
            {
                image.Set(DicomTags.NumberOfFrames, 1d);
            }

            image.Set(new DicomElement(pixels.Tag, pixels.Vr, pixels.Value.Slice((int)(i * size), (int)size)));
            images[i] = image;
        }

        return images;
    }

    /// <summary>The SOP Instance UID that <see cref="Split"/> gives to a frame, counted from 1; for references to a frame of the image.</summary>
    public static string UidOfFrame(string sopInstanceUid, int frame) =>
        DicomUid.FromName(string.Create(CultureInfo.InvariantCulture, $"frame {frame} of {sopInstanceUid}"));

    /// <summary>What all frames have in common: the data set without the talk of the whole, and the shared functional groups.</summary>
    private static DicomDataset Common(DicomDataset native, IReadOnlyList<DicomDataset> shared)
    {
        var common = native.Clone();
        foreach (var tag in OfTheWhole)
        {
            common.Remove(tag);
        }

        foreach (var groups in shared)
        {
            FunctionalGroups.Apply(groups, common);
        }

        return common;
    }

    /// <summary>Bytes of one frame; false where frames do not begin at a byte, or the header does not describe pixels.</summary>
    private static bool TryFrameBytes(DicomDataset dataset, DicomElement pixels, int frames, out long size)
    {
        var samples = dataset.GetInt(DicomTags.SamplesPerPixel) ?? 1;
        var bits =
            pixels.Tag == DicomTags.PixelData ? dataset.GetInt(DicomTags.BitsAllocated) ?? 0
            : pixels.Tag == DicomTags.FloatPixelData ? 32
            : 64;
        var rows = dataset.GetInt(DicomTags.Rows) ?? 0;
        var columns = dataset.GetInt(DicomTags.Columns) ?? 0;
        size = 0;
        if (rows is <= 0 or > ushort.MaxValue || columns is <= 0 or > ushort.MaxValue || bits is <= 0 or > 64 || samples is <= 0 or > 4)
        {
            return false;
        }

        // Two pixels share a pair of colours, unless there are three samples for every pixel all the same.
        var says422 = samples == 3 && dataset.GetString(DicomTags.PhotometricInterpretation) is "YBR_FULL_422" or "YBR_PARTIAL_422";
        if (says422 && pixels.Value.Length < (double)rows * columns * 3 * bits / 8 * Math.Max(1, frames))
        {
            samples = 2;
        }

        var total = (long)rows * columns * samples * bits;
        size = total / 8;
        return total % 8 == 0;
    }

    private static void Check(DicomElement pixels, long size, int frames, int described)
    {
        if (pixels.Value.Length < size * frames)
        {
            throw new DicomException(
                DicomErrorKind.Truncated,
                $"truncated: pixel data hold {pixels.Value.Length} bytes, {size * frames} are needed for {frames} frame(s)"
            );
        }

        if (described > 0 && described < frames)
        {
            throw new DicomException(
                DicomErrorKind.Malformed,
                $"the header announces {frames} frames, its functional groups describe {described}: nobody can say where the others lie"
            );
        }
    }
}
