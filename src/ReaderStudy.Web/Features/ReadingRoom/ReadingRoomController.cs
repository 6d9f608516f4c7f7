using System.Data.Common;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ReaderStudy.Data;
using ReaderStudy.Domain;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>
/// The reading page and what it asks for, addressed by session and position. Everything comes through <see cref="ReaderDesk"/>, which knows
/// whose session it is and what its arm shows; nothing here can answer with other readers' answers, names, dates or UIDs.
/// </summary>
[Route("reading/{sessionId:guid}")]
public sealed class ReadingRoomController(
    ReaderDesk desk,
    FindViewer findViewer,
    DescribeFrames describeFrames,
    ReadFrame readFrame,
    FindDrawn findDrawn
) : Controller
{
    /// <summary>Room for <see cref="Reading.LongestAnswers"/>, however they are written, and what comes with them.</summary>
    private const int LargestBody = 512 * 1024;

    [HttpGet("")]
    public async Task<IActionResult> Room(Guid sessionId, CancellationToken cancellationToken)
    {
        var state = RoomState.Of(await desk.StateAsync(User.PersonId(), sessionId, cancellationToken));
        Response.Headers.CacheControl = "no-store";
        return View(new RoomPage(sessionId, await findViewer.Handle(cancellationToken), ApiJson.InMarkup(state)));
    }

    [HttpGet("state")]
    public async Task<IActionResult> State(Guid sessionId, CancellationToken cancellationToken) =>
        Unstored(RoomState.Of(await desk.StateAsync(User.PersonId(), sessionId, cancellationToken)));

    /// <summary>The session is read on this page from now on; a page that was opened before rests.</summary>
    [HttpPut("page/{pageId:guid}")]
    public async Task<IActionResult> GoOnAt(Guid sessionId, Guid pageId, CancellationToken cancellationToken)
    {
        await desk.GoOnAtAsync(User.PersonId(), sessionId, pageId, cancellationToken);
        return Unstored(new { IsHere = true });
    }

    [HttpGet("page/{pageId:guid}")]
    public async Task<IActionResult> IsReadAt(Guid sessionId, Guid pageId, CancellationToken cancellationToken) =>
        Unstored(new { IsHere = await desk.IsReadAtAsync(User.PersonId(), sessionId, pageId, cancellationToken) });

    [HttpGet("cases/{position:int}")]
    public async Task<IActionResult> Case(Guid sessionId, int position, CancellationToken cancellationToken) =>
        Unstored(RoomCase.Of(await desk.OpenAsync(User.PersonId(), sessionId, position, cancellationToken)));

    [HttpGet("cases/{position:int}/series/{series:int}/metadata")]
    public async Task<IActionResult> Metadata(Guid sessionId, int position, int series, CancellationToken cancellationToken)
    {
        var place = new SeriesPlace(User.PersonId(), sessionId, position, series);
        var described = Unstored(await describeFrames.Handle(place, cancellationToken));
        described.ContentType = "application/dicom+json";
        return described;
    }

    /// <summary>One slice, counted from 1 as DICOMweb does: uncompressed, or without loss in a third of the size for who accepts that.</summary>
    [HttpGet("cases/{position:int}/series/{series:int}/frames/{frame:int}")]
    [FrameAccept]
    public async Task<IActionResult> Frame(Guid sessionId, int position, int series, int frame, CancellationToken cancellationToken)
    {
        var place = new SeriesPlace(User.PersonId(), sessionId, position, series);
        var sent = await readFrame.Handle(place, frame, FrameAcceptAttribute.IsCompact(Request.Headers.Accept), cancellationToken);
        // What stands at a position of a session never changes, and only this person's browser may keep it.
        Response.Headers.CacheControl = "private, max-age=86400, immutable";
        return new MultipartFrame(sent);
    }

    [HttpPut("cases/{position:int}/draft")]
    [RequestSizeLimit(LargestBody)]
    public async Task<IActionResult> Draft(
        Guid sessionId,
        int position,
        [FromBody] GivenAnswers? given,
        CancellationToken cancellationToken
    )
    {
        var place = new CasePlace(User.PersonId(), sessionId, position);
        var drawn = await findDrawn.Handle(place, GivenAnswers.Check(given), cancellationToken);
        var saved = await desk.SaveDraftAsync(User.PersonId(), sessionId, position, drawn, cancellationToken);
        return Unstored(new { saved.SavedAt, saved.ClientSequence });
    }

    /// <summary>How the reader brought the series of the case together.</summary>
    [HttpPut("cases/{position:int}/linking")]
    [RequestSizeLimit(LargestBody)]
    public async Task<IActionResult> Link(
        Guid sessionId,
        int position,
        [FromBody] LinkingRequest? given,
        CancellationToken cancellationToken
    )
    {
        var (stage, linking) = LinkingRequest.Check(given);
        await desk.KeepLinkingAsync(User.PersonId(), sessionId, position, stage, linking, cancellationToken);
        return Unstored(new { });
    }

    /// <summary>Locks a case. With <c>open</c> the answer brings the case to read now, opened.</summary>
    [HttpPost("cases/{position:int}/lock")]
    [RequestSizeLimit(LargestBody)]
    public async Task<IActionResult> Lock(
        Guid sessionId,
        int position,
        [FromBody] GivenAnswers? given,
        [FromQuery] bool open,
        CancellationToken cancellationToken
    )
    {
        var at = new CasePlace(User.PersonId(), sessionId, position);
        var drawn = await findDrawn.Handle(at, GivenAnswers.Check(given), cancellationToken);
        var saved = await desk.LockAsync(User.PersonId(), sessionId, position, drawn, cancellationToken);
        var next = open && saved.Next is { } place ? await OpenAsync(sessionId, place, cancellationToken) : null;
        return Unstored(
            new
            {
                saved.Next,
                Stage = saved.NextStage,
                Case = next,
            }
        );
    }

    /// <summary>Ends a case without an answer, for a reason.</summary>
    [HttpPost("cases/{position:int}/skip")]
    [RequestSizeLimit(LargestBody)]
    public async Task<IActionResult> Skip(Guid sessionId, int position, [FromBody] SkipRequest? given, CancellationToken cancellationToken)
    {
        var saved = await desk.SkipAsync(User.PersonId(), sessionId, position, SkipRequest.Check(given), cancellationToken);
        return Unstored(new { saved.Next, Stage = saved.NextStage });
    }

    /// <summary>New answers to a locked case, for a reason.</summary>
    [HttpPost("cases/{position:int}/correct")]
    [RequestSizeLimit(LargestBody)]
    public async Task<IActionResult> Correct(
        Guid sessionId,
        int position,
        [FromBody] CorrectRequest? given,
        CancellationToken cancellationToken
    )
    {
        var (answers, reason) = CorrectRequest.Check(given);
        var drawn = await findDrawn.Handle(new CasePlace(User.PersonId(), sessionId, position), answers, cancellationToken);
        var saved = await desk.CorrectAsync(User.PersonId(), sessionId, position, drawn, reason, cancellationToken);
        return Unstored(
            new
            {
                saved.SavedAt,
                saved.ClientSequence,
                saved.Corrections,
            }
        );
    }

    /// <summary>
    /// The case that is read after a lock, as <see cref="Case"/> answers with it, for a page that shows it at once. Null when a rule keeps it
    /// closed, or it cannot be opened now: the lock holds, and the page is told why when it asks.
    /// </summary>
    private async Task<RoomCase?> OpenAsync(Guid sessionId, int position, CancellationToken cancellationToken)
    {
        try
        {
            return RoomCase.Of(await desk.OpenAsync(User.PersonId(), sessionId, position, cancellationToken));
        }
        catch (Exception exception) when (exception is BrokenRuleException or NotFoundException or DbUpdateException or DbException)
        {
            return null;
        }
    }

    private JsonResult Unstored(object value)
    {
        Response.Headers.CacheControl = "no-store";
        return Json(value);
    }
}
