namespace ReaderStudy.Domain.Cohorts;

/// <summary>
/// By what a series' images are recognised in any study of the installation: their pixels. UIDs and headers are made anew for each study;
/// pixels stay. Derived from the stored images, and made anew when they change.
/// </summary>
public sealed class SeriesFingerprint
{
    public SeriesFingerprint(Guid seriesId, string pixelSha256, string filesSha256)
    {
        SeriesId = seriesId;
        PixelSha256 = pixelSha256;
        FilesSha256 = filesSha256;
    }

    public Guid SeriesId { get; private set; }

    /// <summary>
    /// SHA-256 over the sorted SHA-256 of each image's size and stored pixel data, in lower-case hexadecimal; images of one single value are
    /// left aside. Empty when no other image is there: such a series is recognised nowhere.
    /// </summary>
    public string PixelSha256 { get; private set; }

    /// <summary>SHA-256 over the sorted hashes of the files it was made from: when they change, it is out of date.</summary>
    public string FilesSha256 { get; private set; }

    public void Renew(string pixelSha256, string filesSha256) => (PixelSha256, FilesSha256) = (pixelSha256, filesSha256);
}
