using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>The tiles of slides and photographs, addressed by position as everything in the reading room.</summary>
[Route("reading/{sessionId:guid}/cases/{position:int}/pictures/{picture:int}")]
public sealed class RoomPicturesController(ReadTile readTile) : Controller
{
    [HttpGet("tiles/{level:int}/{column:int}_{row:int}")]
    public async Task<IActionResult> Tile(
        Guid sessionId,
        int position,
        int picture,
        int level,
        int column,
        int row,
        CancellationToken cancellationToken
    )
    {
        var place = new PicturePlace(User.PersonId(), sessionId, position, picture);
        var tile = await readTile.Handle(place, level, column, row, cancellationToken);
        // What stands at a position of a session never changes, and only this person's browser may keep it.
        Response.Headers.CacheControl = "private, max-age=86400, immutable";
        return File(tile, "image/jpeg");
    }
}
