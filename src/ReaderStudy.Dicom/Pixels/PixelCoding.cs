namespace ReaderStudy.Dicom.Pixels;

/// <summary>How a compressed frame is coded.</summary>
internal enum PixelCoding
{
    Rle,
    Jpeg,
    JpegLs,
    Jpeg2000,
    Unknown,
}
