using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Predictions;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Web.Features.Predictions.Overlays;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>What a model drew on a case, for the page: places in the case instead of UIDs.</summary>
public sealed class ShowOverlays(ReaderDesk desk, ImageStore store)
{
    public async Task<RoomOverlays> Handle(Guid personId, Guid sessionId, int position, CancellationToken cancellationToken)
    {
        var found = await desk.OverlaysAsync(personId, sessionId, position, cancellationToken);
        var shown = new List<RoomOverlay>();
        foreach (var overlay in found.Overlays)
        {
            shown.Add(RoomOverlay.Of(overlay, await GeometryAsync(overlay.Drawn, cancellationToken)));
        }

        return new RoomOverlays(found.Logged, shown);
    }

    private async Task<OverlayGeometry> GeometryAsync(PredictionOverlay drawn, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await store.ReadAsync(drawn.FileKey, cancellationToken);
            Rule.Require(ImageStore.Sha256Of(bytes) == drawn.Sha256, ReadingRoomRules.OverlaysAreSealed);
            return OverlayGeometry.FromBytes(bytes);
        }
        catch (IOException exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BrokenRuleException(ReadingRoomRules.OverlaysAreSealed);
        }
    }
}

/// <param name="Logged">The last step with the AI that is kept; 0: none.</param>
/// <param name="Overlays">In the order in which they came.</param>
public sealed record RoomOverlays(int Logged, IReadOnlyList<RoomOverlay> Overlays);

/// <param name="Kind">What it is.</param>
/// <param name="Series">Index of its series in the case, from 0.</param>
/// <param name="Label">In words.</param>
/// <param name="Score">0 to 1; null: none.</param>
/// <param name="From">Of a box: the corner with the smaller coordinates, in mm in the patient.</param>
/// <param name="To">Of a box: the other corner.</param>
/// <param name="Slices">Of a mask or a map: those on which there is something.</param>
public sealed record RoomOverlay(
    OverlayKind Kind,
    int Series,
    string Label,
    double? Score,
    IReadOnlyList<double>? From,
    IReadOnlyList<double>? To,
    IReadOnlyList<RoomOverlaySlice>? Slices
)
{
    public static RoomOverlay Of(DeskOverlay found, OverlayGeometry geometry)
    {
        var places = found.Images.Select((uid, i) => (uid, i)).ToDictionary(p => p.uid, p => p.i);
        return new RoomOverlay(
            found.Drawn.Kind,
            found.Series,
            found.Drawn.Label,
            found.Drawn.Score,
            geometry.From,
            geometry.To,
            geometry
                .Slices?.Where(s => places.ContainsKey(s.Image))
                .Select(s => new RoomOverlaySlice(
                    places[s.Image],
                    s.Runs,
                    s.Data is null ? null : s.Rows,
                    s.Data is null ? null : s.Columns,
                    s.Data
                ))
                .OrderBy(s => s.Slice)
                .ToList()
        );
    }
}

/// <param name="Slice">In the stack, from 0.</param>
/// <param name="Runs">Of a mask: pixels inside, row by row, as starts and lengths in turn.</param>
/// <param name="Rows">Of a map, which is stretched over the slice.</param>
/// <param name="Columns">Of a map.</param>
/// <param name="Data">Of a map: a byte a cell, in base64.</param>
public sealed record RoomOverlaySlice(int Slice, IReadOnlyList<int>? Runs, int? Rows, int? Columns, byte[]? Data);
