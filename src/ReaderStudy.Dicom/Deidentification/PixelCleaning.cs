using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Dicom.Deidentification;

/// <summary>What a person decides about text in the pixels: black it out, or that there is none (PS3.15 E.3.1, Clean Pixel Data).</summary>
public static class PixelCleaning
{
    /// <summary>
    /// A copy of the image with the regions black in all frames: stored values are overwritten with the darkest that the image has,
    /// whatever its colours and signs. Overlays go. Burned In Annotation becomes NO, code 113101 says what was done.
    /// </summary>
    /// <param name="native">An image with native pixel data; it is not changed.</param>
    /// <param name="regions">Rectangles; what lies outside the image is passed over.</param>
    /// <exception cref="DicomException">The pixels are compressed, missing, or of a kind that cannot be overwritten.</exception>
    public static DicomDataset Blank(DicomDataset native, IReadOnlyList<PixelRegion> regions)
    {
        ArgumentNullException.ThrowIfNull(native);
        ArgumentNullException.ThrowIfNull(regions);
        var pixels = native.Find(DicomTags.PixelData);
        if (pixels is null || pixels.Fragments is not null)
        {
            throw new DicomException(
                DicomErrorKind.Unsupported,
                pixels is null ? "there are no pixel data to blank" : "the pixel data are compressed: decode them before blanking"
            );
        }

        var description = PixelDescription.Of(native);
        var bytes = pixels.Value.ToArray();
        new PixelBrush(description, DarkestValue.Of(native, description)).Fill(bytes, regions);

        var result = native.Clone();
        result.Set(new DicomElement(DicomTags.PixelData, pixels.Vr, bytes));
        foreach (var tag in native.Elements.Select(e => e.Tag).Where(t => (t.Group & 0xFF00) == 0x6000))
        {
            result.Remove(tag);
        }

        // A small copy of the pixels would show what was blanked in the large one.
        result.Remove(DicomTags.IconImageSequence);
        result.Set(DicomTags.BurnedInAnnotation, "NO");
        DeidentificationCodes.Add(result, DeidentificationCodes.CleanPixelData);
        return result;
    }

    /// <summary>A copy of the image that says, after a person looked, that no text is burned in.</summary>
    public static DicomDataset Accept(DicomDataset native)
    {
        ArgumentNullException.ThrowIfNull(native);
        var result = native.Clone();
        result.Set(DicomTags.BurnedInAnnotation, "NO");
        return result;
    }
}
