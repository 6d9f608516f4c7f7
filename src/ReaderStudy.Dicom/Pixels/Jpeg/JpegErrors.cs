namespace ReaderStudy.Dicom.Pixels.Jpeg;

/// <summary>The words for what is wrong with a JPEG stream.</summary>
internal static class JpegErrors
{
    public static DicomException Malformed(string what) =>
        new(DicomErrorKind.Malformed, $"malformed: the JPEG stream cannot be decoded: {what}");

    public static DicomException Truncated() => new(DicomErrorKind.Truncated, "truncated: the JPEG stream ends before its last pixel");
}
