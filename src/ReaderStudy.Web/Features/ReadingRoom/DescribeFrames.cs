using System.Globalization;
using System.Text.Json.Serialization;
using ReaderStudy.Dicom;

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
/// of a <see cref="DescribedSlice"/> leave the server; UIDs are places in the session. A slice that cannot be read is described by its
/// neighbours, so that the others stay where they are; of a series without any that can, nothing is said.
/// </summary>
public sealed class DescribeFrames(FindStack findStack)
{
    public async Task<IReadOnlyList<SortedDictionary<string, JsonElementOfDicom>>> Handle(
        SeriesPlace place,
        CancellationToken cancellationToken
    )
    {
        var slices = await findStack.DescribeAsync(await findStack.Handle(place, cancellationToken), cancellationToken);
        var space = await SharedSpaceAsync(place, cancellationToken);
        return slices.Select((slice, index) => Placed(slice, place, index + 1, space)).ToList();
    }

    private static SortedDictionary<string, JsonElementOfDicom> Placed(DescribedSlice slice, SeriesPlace place, int frame, int? space)
    {
        var described = new SortedDictionary<string, JsonElementOfDicom>(StringComparer.Ordinal);
        void Put(DicomTag tag, string vr, object value) => described[DescribedSlice.Name(tag)] = new(vr, [value]);

        foreach (var (name, element) in slice.Elements)
        {
            described[name] = element;
        }

        var exam = string.Create(CultureInfo.InvariantCulture, $"2.25.{place.Position}");
        var series = string.Create(CultureInfo.InvariantCulture, $"{exam}.{place.Series + 1}");
        Put(DicomTags.StudyInstanceUid, "UI", exam);
        Put(DicomTags.SeriesInstanceUid, "UI", series);
        Put(DicomTags.SopInstanceUid, "UI", string.Create(CultureInfo.InvariantCulture, $"{series}.{frame}"));
        Put(DicomTags.InstanceNumber, "IS", frame);
        if (space is { } number)
        {
            Put(DicomTags.FrameOfReferenceUid, "UI", string.Create(CultureInfo.InvariantCulture, $"{exam}.0.{number + 1}"));
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

    /// <summary>As the first slice that can be read names it.</summary>
    private async Task<string?> FrameOfReferenceAsync(SeriesPlace place, CancellationToken cancellationToken)
    {
        foreach (var key in await findStack.Handle(place, cancellationToken))
        {
            if (await findStack.DescribeAsync(key, cancellationToken) is { } slice)
            {
                return slice.FrameOfReference;
            }
        }

        return null;
    }
}
