using System.Globalization;
using System.Text.Json.Serialization;
using ReaderStudy.Dicom;
using ReaderStudy.Dicom.Pixels;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>An element of the DICOM JSON model (PS3.18 F.2).</summary>
/// <param name="Vr">Value representation.</param>
/// <param name="Value">Texts and numbers.</param>
public sealed record JsonElementOfDicom(
    [property: JsonPropertyName("vr")] string Vr,
    [property: JsonPropertyName("Value")] IReadOnlyList<object> Value
);

/// <summary>
/// Says of each slice of a series what is needed to draw it: where it lies, how its pixels are stored, rescale and window. Only the elements
/// named here leave the server; UIDs are places in the session.
/// </summary>
public sealed class DescribeFrames(FindStack findStack)
{
    private static readonly (DicomTag Tag, string Vr)[] Numbers =
    [
        (DicomTags.SliceThickness, "DS"),
        (DicomTags.ImagePositionPatient, "DS"),
        (DicomTags.ImageOrientationPatient, "DS"),
        (DicomTags.PixelSpacing, "DS"),
        (DicomTags.WindowCenter, "DS"),
        (DicomTags.WindowWidth, "DS"),
        (DicomTags.RescaleIntercept, "DS"),
        (DicomTags.RescaleSlope, "DS"),
        (LoopTags.FrameTime, "DS"),
        (LoopTags.CineRate, "IS"),
        (LoopTags.RecommendedDisplayFrameRate, "IS"),
    ];

    public async Task<IReadOnlyList<SortedDictionary<string, JsonElementOfDicom>>> Handle(
        SeriesPlace place,
        CancellationToken cancellationToken
    )
    {
        var stack = await findStack.Handle(place, cancellationToken);
        var space = await SharedSpaceAsync(place, cancellationToken);
        var frames = new List<SortedDictionary<string, JsonElementOfDicom>>(stack.Count);
        foreach (var key in stack)
        {
            var file = await findStack.ReadAsync(key, cancellationToken);
            frames.Add(await DescribeAsync(file, place, frames.Count + 1, space, cancellationToken));
        }

        return frames;
    }

    private static async Task<SortedDictionary<string, JsonElementOfDicom>> DescribeAsync(
        DicomFile file,
        SeriesPlace place,
        int frame,
        int? space,
        CancellationToken cancellationToken
    )
    {
        var pixels = file.Dataset.Find(DicomTags.PixelData)?.Fragments is null
            ? PixelDescription.Of(file.Dataset)
            : (await PixelDecoder.DecodeAsync(file, cancellationToken: cancellationToken)).Description;
        var described = new SortedDictionary<string, JsonElementOfDicom>(StringComparer.Ordinal);
        void Put(DicomTag tag, string vr, params object[] values) => described[Name(tag)] = new(vr, values);

        var exam = string.Create(CultureInfo.InvariantCulture, $"2.25.{place.Position}");
        var series = string.Create(CultureInfo.InvariantCulture, $"{exam}.{place.Series + 1}");
        Put(DicomTags.StudyInstanceUid, "UI", exam);
        Put(DicomTags.SeriesInstanceUid, "UI", series);
        Put(DicomTags.SopInstanceUid, "UI", string.Create(CultureInfo.InvariantCulture, $"{series}.{frame}"));
        Put(DicomTags.InstanceNumber, "IS", frame);
        Put(DicomTags.Modality, "CS", file.Dataset.GetString(DicomTags.Modality) ?? "OT");
        if (space is { } number)
        {
            Put(DicomTags.FrameOfReferenceUid, "UI", string.Create(CultureInfo.InvariantCulture, $"{exam}.0.{number + 1}"));
        }

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

        foreach (var (tag, vr) in Numbers)
        {
            var values = file.Dataset.GetDoubles(tag);
            if (values.Count > 0)
            {
                Put(tag, vr, [.. values.Select(v => (object)v)]);
            }
        }

        return described;
    }

    /// <summary>
    /// Which series of the case is the first with this one's frame of reference, so that series which share coordinates are told alike; null
    /// when the series names none.
    /// </summary>
    private async Task<int?> SharedSpaceAsync(SeriesPlace place, CancellationToken cancellationToken)
    {
        var own = await FrameOfReferenceAsync(place, cancellationToken);
        for (var other = 0; own is not null && other < place.Series; other++)
        {
            if (await FrameOfReferenceAsync(place with { Series = other }, cancellationToken) == own)
            {
                return other;
            }
        }

        return own is null ? null : place.Series;
    }

    private async Task<string?> FrameOfReferenceAsync(SeriesPlace place, CancellationToken cancellationToken)
    {
        var stack = await findStack.Handle(place, cancellationToken);
        return stack.Count == 0
            ? null
            : (await findStack.ReadAsync(stack[0], cancellationToken)).Dataset.GetString(DicomTags.FrameOfReferenceUid);
    }

    private static string Name(DicomTag tag) => tag.Value.ToString("X8", CultureInfo.InvariantCulture);
}
