namespace ReaderStudy.Dicom.Pixels;

/// <summary>Small pictures of images, for strips and lists.</summary>
public static class Thumbnail
{
    /// <summary>A PNG of one frame, its longer side at most <paramref name="longest"/> pixels.</summary>
    /// <exception cref="DicomException">The pixels cannot be shown.</exception>
    public static byte[] Png(DicomDataset header, NativePixels pixels, int frame = 0, int longest = 128, Window? window = null) =>
        PngWriter.Write(DisplayImage.Of(header, pixels, frame, window).ShrunkTo(longest));
}
