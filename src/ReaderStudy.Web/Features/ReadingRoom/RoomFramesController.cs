using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>
/// What DICOMweb offers of a series beyond single frames: lists of frames, pictures, a thumbnail (PS3.18 10.4). Addressed by position as
/// everything in the reading room; pictures hold no text but their pixels.
/// </summary>
[Route("reading/{sessionId:guid}/cases/{position:int}/series/{series:int}")]
public sealed class RoomFramesController(ReadFrame readFrame, RenderFrame render) : Controller
{
    private const int MostFrames = 512;
    private const int ThumbnailSize = 128;
    private const int LargestSide = 4096;

    /// <summary>Several slices, counted from 1.</summary>
    [HttpGet("frames/{frameList:regex(^\\d+(,\\d+)+$)}")]
    [FrameAccept]
    public IActionResult Frames(Guid sessionId, int position, int series, string frameList, CancellationToken cancellationToken)
    {
        var frames = frameList
            .Split(',')
            .Select(f => int.TryParse(f, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .ToList();
        if (frames.Count > MostFrames)
        {
            throw new BadHttpRequestException($"At most {MostFrames} slices are sent at once.");
        }

        KeepHere();
        return new MultipartFrames(ReadAsync(new SeriesPlace(User.PersonId(), sessionId, position, series), frames, cancellationToken));
    }

    /// <summary>A slice as PNG.</summary>
    [HttpGet("frames/{frame:int}/rendered")]
    public Task<IActionResult> Rendered(
        Guid sessionId,
        int position,
        int series,
        int frame,
        [FromQuery] string? window,
        CancellationToken cancellationToken
    ) => PictureAsync(new SeriesPlace(User.PersonId(), sessionId, position, series), frame, window, LargestSide, cancellationToken);

    /// <summary>The middle slice, small, as PNG.</summary>
    [HttpGet("thumbnail")]
    public Task<IActionResult> Small(Guid sessionId, int position, int series, CancellationToken cancellationToken) =>
        PictureAsync(new SeriesPlace(User.PersonId(), sessionId, position, series), null, null, ThumbnailSize, cancellationToken);

    private async Task<IActionResult> PictureAsync(
        SeriesPlace place,
        int? frame,
        string? window,
        int longest,
        CancellationToken cancellationToken
    )
    {
        var picture = await render.Handle(place, frame, RenderFrame.WindowOf(window), longest, cancellationToken);
        KeepHere();
        return File(picture, "image/png");
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        SeriesPlace place,
        IReadOnlyList<int> frames,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var frame in frames)
        {
            yield return (await readFrame.Handle(place, frame, isCompact: false, cancellationToken)).Bytes;
        }
    }

    /// <summary>What stands at a position of a session never changes, and only this person's browser may keep it.</summary>
    private void KeepHere() => Response.Headers.CacheControl = "private, max-age=86400, immutable";
}
