using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Data;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Domain.Readings.Marking;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>An outline as the page sends and gets it.</summary>
/// <param name="Series">Of the case, from 0.</param>
/// <param name="Rows">Of each slice.</param>
/// <param name="Columns">Of each slice.</param>
/// <param name="Slices">By slice, from 0: a start and a length in turn, of pixels counted row by row.</param>
/// <param name="Stage">The stage that is on the screen; null: the only one.</param>
public sealed record RoomOutline(int? Series, int? Rows, int? Columns, IReadOnlyList<OutlinedSlice>? Slices, ReadingStage? Stage = null);

/// <summary>What readers outline: saved before it is an answer, and given back to the reader who drew it.</summary>
[Route("reading/{sessionId:guid}/cases/{position:int}/outlines/{questionId}")]
public sealed class OutlinesController(ReaderDesk desk, FindDrawn findDrawn) : Controller
{
    /// <summary>Room for <see cref="Outline.MostRuns"/>.</summary>
    private const int LargestBody = 16 * 1024 * 1024;

    [HttpPut("")]
    [RequestSizeLimit(LargestBody)]
    public async Task<IActionResult> Save(
        Guid sessionId,
        int position,
        string questionId,
        [FromBody] RoomOutline? given,
        CancellationToken cancellationToken
    )
    {
        var person = User.PersonId();
        var stage = given?.Stage ?? ReadingStage.Only;
        var images = await findDrawn.GridsAsync(new CasePlace(person, sessionId, position), stage, cancellationToken);
        if (
            given is not { Series: { } series, Rows: { } rows, Columns: { } columns, Slices: { } slices }
            || slices.Any(s => s?.Runs is null)
        )
        {
            throw new BadHttpRequestException(
                "The request was not understood: an outline needs series, rows, columns and slices, each slice with its number and its runs; a stage is only, unaided or aided. Reload the page and try again."
            );
        }

        var outline = new GivenOutline(questionId, stage, new Outline(series, rows, columns, slices), images);
        return Unstored(new { Mask = await desk.SaveOutlineAsync(person, sessionId, position, outline, cancellationToken) });
    }

    [HttpGet("")]
    public async Task<IActionResult> Show(
        Guid sessionId,
        int position,
        string questionId,
        [FromQuery] string? mask,
        CancellationToken cancellationToken
    )
    {
        var kept = await desk.OutlineAsync(User.PersonId(), sessionId, position, questionId, mask ?? "", cancellationToken);
        return Unstored(new RoomOutline(kept.Series, kept.Rows, kept.Columns, kept.Slices));
    }

    private JsonResult Unstored(object value)
    {
        Response.Headers.CacheControl = "no-store";
        return Json(value);
    }
}
