using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Pixels.Jpeg;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Seen;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.Seen;

/// <summary>
/// Finds what the stored images themselves say of a compression with loss, before the import and at it: their headers, which keep it when the
/// compression is gone, and the tiles of slides and photographs. An image that cannot be read says nothing.
/// </summary>
public sealed class FindFidelity(ImageStore images)
{
    private const string Jpeg = "ISO_10918_1";

    /// <param name="series">With its images and picture.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<StoredFidelity> Handle(Series series, CancellationToken cancellationToken)
    {
        if (series.Picture is { } picture)
        {
            return OfTiles(picture);
        }

        var (lossy, without) = (0, 0);
        var ratios = new List<double>();
        var methods = new SortedSet<string>(StringComparer.Ordinal);
        var slices = SeenSlices.Ordered(series).ToList();
        foreach (var slice in slices)
        {
            if (await images.SoundHeaderAsync(slice.FileKey, cancellationToken) is not { } header)
            {
                continue;
            }

            // PS3.3 C.7.6.1.1.5: 01 once it was compressed with loss, however it is stored now; 00 if it never was.
            var said = header.GetString(DicomTags.LossyImageCompression);
            if (said == "01" || header.Contains(DicomTags.LossyImageCompressionMethod))
            {
                lossy++;
                ratios.AddRange(RatiosOf(header));
                methods.UnionWith(header.GetStrings(DicomTags.LossyImageCompressionMethod).Where(m => m.Length > 0));
            }
            else if (said == "00")
            {
                without++;
            }
        }

        return new StoredFidelity(
            lossy > 0 ? true
                : without > 0 && without == slices.Count ? false
                : null,
            lossy,
            ratios.Count == 0 ? null : ratios.Min(),
            ratios.Count == 0 ? null : ratios.Max(),
            [.. methods],
            null
        );
    }

    /// <summary>Of each step of compression; none where the header has no numbers there.</summary>
    private static IEnumerable<double> RatiosOf(DicomDataset header)
    {
        try
        {
            return header.GetDoubles(DicomTags.LossyImageCompressionRatio).Where(r => r > 0);
        }
        catch (DicomException)
        {
            return [];
        }
    }

    private StoredFidelity OfTiles(Picture picture)
    {
        var isJpeg = picture.Format == "jpg";
        return new StoredFidelity(
            isJpeg ? true : null,
            isJpeg ? 1 : 0,
            null,
            null,
            isJpeg ? [Jpeg] : [],
            isJpeg ? QualityOf(picture) : null
        );
    }

    /// <summary>All tiles of a picture are made alike: that of its smallest level is asked.</summary>
    private int? QualityOf(Picture picture)
    {
        try
        {
            using var pack = images.Open(picture.FileKey);
            return TilePack.Read(pack, 0, 0, 0) is { } tile ? JpegQuality.Of(tile) : null;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            return null;
        }
    }
}
