using System.Text.Json;
using System.Text.Json.Serialization;
using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Predictions;

namespace ReaderStudy.Web.Features.Predictions.Overlays;

/// <summary>Reads a JSON file of boxes and coarse activation maps: <c>{"overlays":[…]}</c>.</summary>
public sealed class ReadOverlayList(OverlaySeries series)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <exception cref="OverlayFileException">It is not of this form, or of no series of the study.</exception>
    public async Task<IReadOnlyList<FoundOverlay>> Handle(Guid studyId, byte[] bytes, CancellationToken cancellationToken)
    {
        ListedOverlays? list;
        try
        {
            list = JsonSerializer.Deserialize<ListedOverlays>(bytes, Options);
        }
        catch (JsonException exception)
        {
            throw new OverlayFileException(
                $"It cannot be read at {exception.Path ?? "$"}: {exception.Message} Write {{\"overlays\":[…]}} as the page of models describes it.",
                exception
            );
        }

        var found = new List<FoundOverlay>();
        foreach (var (entry, number) in (list?.Overlays ?? []).Select((e, i) => (e, i + 1)))
        {
            try
            {
                found.Add(await FoundAsync(studyId, entry, cancellationToken));
            }
            catch (OverlayFileException refused)
            {
                throw new OverlayFileException($"Overlay {number}: {refused.Message}", refused);
            }
        }

        return found;
    }

    private async Task<FoundOverlay> FoundAsync(Guid studyId, ListedOverlay entry, CancellationToken cancellationToken)
    {
        var home = entry switch
        {
            { Series: { Length: > 0 } uid } => await series.ByUidAsync(studyId, uid, cancellationToken),
            { Case: { Length: > 0 } code, Phase: { Length: > 0 } phase } => await series.ByPhaseAsync(
                studyId,
                code,
                phase,
                cancellationToken
            ),
            _ => throw new OverlayFileException("It names no series: write its UID as series, or case and phase."),
        };
        Require(entry.Score is null or (>= 0 and <= 1), "Its score is not between 0 and 1.");
        return new FoundOverlay(
            home,
            entry.Kind,
            entry.Label ?? "",
            entry.Score,
            entry.Kind switch
            {
                OverlayKind.Box => BoxOf(entry),
                OverlayKind.Activation => new OverlayGeometry(null, null, SlicesOf(entry, OverlaySeries.Ordered(home))),
                OverlayKind.Mask => throw new OverlayFileException("Masks are brought in as DICOM segmentations, a file each."),
            }
        );
    }

    private static OverlayGeometry BoxOf(ListedOverlay entry)
    {
        Require(
            entry is { From: { Count: 3 } from, To: { Count: 3 } to, Slices: null }
                && from.Concat(to).All(double.IsFinite)
                && from.Zip(to).All(p => p.First <= p.Second)
                && !from.SequenceEqual(to),
            "A box has from and to, the corners with the smaller and the larger x, y, z in mm in the patient."
        );
        return new OverlayGeometry(entry.From, entry.To, null);
    }

    private static List<OverlaySlice> SlicesOf(ListedOverlay entry, IReadOnlyList<Instance> images)
    {
        Require(
            entry is { From: null, To: null, Slices: { Count: > 0 } slices } && slices.All(s => s is not null),
            "An activation map has slices."
        );
        Require(
            entry.Slices!.Select(s => s.Slice).Distinct().Count() == entry.Slices!.Count
                && entry.Slices!.All(s => s.Slice >= 1 && s.Slice <= images.Count),
            $"Its slices are counted from 1 to {images.Count}, each once, in the order of the stack along the normal of its plane."
        );
        Require(
            entry.Slices!.All(s =>
                s is { Rows: > 0 and <= 4096, Columns: > 0 and <= 4096, Data: { } data } && data.Length == s.Rows * s.Columns
            ),
            "Each slice has rows, columns, and as data so many bytes in base64, row by row."
        );
        return [.. entry.Slices!.Select(s => new OverlaySlice(images[s.Slice - 1].SopInstanceUid, null, s.Rows, s.Columns, s.Data))];
    }

    private static void Require(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new OverlayFileException(sentence);
        }
    }

    private sealed record ListedOverlays(IReadOnlyList<ListedOverlay> Overlays);

    private sealed record ListedOverlay(
        OverlayKind Kind,
        string? Series,
        string? Case,
        string? Phase,
        string? Label,
        double? Score,
        IReadOnlyList<double>? From,
        IReadOnlyList<double>? To,
        IReadOnlyList<ListedSlice>? Slices
    );

    private sealed record ListedSlice(int Slice, int Rows, int Columns, byte[]? Data);
}
