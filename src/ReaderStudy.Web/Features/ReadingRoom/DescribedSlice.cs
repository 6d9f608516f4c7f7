using System.Globalization;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>What a stored image says of how it is drawn. Nothing in it names anybody.</summary>
/// <param name="FrameOfReference">Its UID, for the server's own use: it never leaves; null when the image names none.</param>
/// <param name="Elements">By tag.</param>
public sealed record DescribedSlice(string? FrameOfReference, IReadOnlyDictionary<string, JsonElementOfDicom> Elements)
{
    private static readonly DicomTag[] Numbers =
    [
        DicomTags.SliceThickness,
        DicomTags.ImagePositionPatient,
        DicomTags.ImageOrientationPatient,
        DicomTags.PixelSpacing,
        CalibrationTags.ImagerPixelSpacing,
        DicomTags.WindowCenter,
        DicomTags.WindowWidth,
        DicomTags.RescaleIntercept,
        DicomTags.RescaleSlope,
        LoopTags.FrameTime,
        LoopTags.CineRate,
        LoopTags.RecommendedDisplayFrameRate,
    ];

    /// <summary>Those among the numbers that are whole ones.</summary>
    private static readonly DicomTag[] Whole = [LoopTags.CineRate, LoopTags.RecommendedDisplayFrameRate];

    private static readonly string PositionTag = Name(DicomTags.ImagePositionPatient);

    /// <summary>In mm; null when the image does not say where it lies.</summary>
    public IReadOnlyList<double>? Position => NumbersOf(DicomTags.ImagePositionPatient) is { Count: > 0 } position ? position : null;

    /// <summary>The values of one of the numbers; empty when the image does not say.</summary>
    public IReadOnlyList<double> NumbersOf(DicomTag tag) =>
        Elements.TryGetValue(Name(tag), out var element) ? [.. element.Value.Select(v => (double)v)] : [];

    public static string Name(DicomTag tag) => tag.Value.ToString("X8", CultureInfo.InvariantCulture);

    /// <summary>The same image elsewhere.</summary>
    public DescribedSlice At(IReadOnlyList<double> position) =>
        this with
        {
            Elements = new Dictionary<string, JsonElementOfDicom>(Elements)
            {
                [PositionTag] = new("DS", [.. position.Select(v => (object)v)]),
            },
        };

    /// <summary>Of compressed pixels only the decoded ones tell how they will be sent.</summary>
    public static async Task<DescribedSlice> OfWholeAsync(DicomFile file, CancellationToken cancellationToken) =>
        Of(file.Dataset, (await PixelDecoder.DecodeAsync(file, cancellationToken: cancellationToken)).Description);

    public static DescribedSlice Of(DicomDataset header, PixelDescription pixels)
    {
        var described = new Dictionary<string, JsonElementOfDicom>();
        void Put(DicomTag tag, string vr, params object[] values) => described[Name(tag)] = new(vr, values);

        Put(DicomTags.Modality, "CS", header.GetString(DicomTags.Modality) ?? "OT");
        Put(DicomTags.SamplesPerPixel, "US", pixels.SamplesPerPixel);
        Put(DicomTags.PhotometricInterpretation, "CS", pixels.Photometric);
        Put(DicomTags.Rows, "US", pixels.Rows);
        Put(DicomTags.Columns, "US", pixels.Columns);
        Put(DicomTags.BitsAllocated, "US", pixels.BitsAllocated);
        Put(DicomTags.BitsStored, "US", pixels.BitsStored);
        Put(DicomTags.HighBit, "US", pixels.HighBit);
        Put(DicomTags.PixelRepresentation, "US", pixels.IsSigned ? 1 : 0);
        if (pixels.SamplesPerPixel > 1)
        {
            Put(DicomTags.PlanarConfiguration, "US", pixels.IsPlanar ? 1 : 0);
        }

        return new DescribedSlice(header.GetString(DicomTags.FrameOfReferenceUid), WithNumbers(header, described));
    }

    /// <summary>Where an image lies; nothing of how its pixels are stored.</summary>
    public static DescribedSlice OfPlace(DicomDataset header) =>
        new(header.GetString(DicomTags.FrameOfReferenceUid), WithNumbers(header, []));

    private static Dictionary<string, JsonElementOfDicom> WithNumbers(DicomDataset header, Dictionary<string, JsonElementOfDicom> described)
    {
        if (header.GetString(CalibrationTags.PixelSpacingCalibrationType) is { Length: > 0 } calibration)
        {
            described[Name(CalibrationTags.PixelSpacingCalibrationType)] = new("CS", [calibration]);
        }

        foreach (var tag in Numbers)
        {
            var values = header.GetDoubles(tag);
            if (values.Count > 0)
            {
                described[Name(tag)] = new(Whole.Contains(tag) ? "IS" : "DS", [.. values.Select(v => (object)v)]);
            }
        }

        return described;
    }
}
