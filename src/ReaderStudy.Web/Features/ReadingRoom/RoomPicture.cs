using ReaderStudy.Domain.Blinding;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>A slide or photograph.</summary>
/// <param name="Index">Place in the case, from 0.</param>
/// <param name="Label">The stain or view; else its number.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="TileSize">Side of a tile without its overlap, in pixels.</param>
/// <param name="Overlap">What a tile shows of each neighbour, in pixels.</param>
/// <param name="Format">Of a tile.</param>
/// <param name="MicronsPerPixel">Null when it is not known.</param>
public sealed record RoomPicture(
    int Index,
    string Label,
    int Width,
    int Height,
    int TileSize,
    int Overlap,
    string Format,
    double? MicronsPerPixel
)
{
    /// <summary>Null where there are none.</summary>
    public static IReadOnlyList<RoomPicture>? Of(IReadOnlyList<BlindedPicture> pictures) =>
        pictures.Count == 0
            ? null
            :
            [
                .. pictures.Select(p => new RoomPicture(
                    p.Index,
                    p.Label,
                    p.Shape.Width,
                    p.Shape.Height,
                    p.Shape.TileSize,
                    p.Shape.Overlap,
                    p.Shape.Format,
                    p.MicronsPerPixel
                )),
            ];
}
