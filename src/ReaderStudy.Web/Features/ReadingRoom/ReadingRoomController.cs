using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Data;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>
/// The reading page and what it asks for, addressed by session and position. Everything comes through <see cref="ReaderDesk"/>, which knows
/// whose session it is and what its arm shows; nothing here can answer with other readers' answers, names, dates or UIDs.
/// </summary>
[Route("reading/{sessionId:guid}")]
public sealed class ReadingRoomController(ReaderDesk desk, FindViewer findViewer, DescribeFrames describeFrames, ReadFrame readFrame)
    : Controller
{
    /// <summary>Room for every answer that can be given, text included.</summary>
    private const int LargestBody = 64 * 1024;

    [HttpGet("")]
    public async Task<IActionResult> Room(Guid sessionId, CancellationToken cancellationToken)
    {
        await desk.StateAsync(User.PersonId(), sessionId, cancellationToken);
        Response.Headers.CacheControl = "no-store";
        return View(new RoomPage(sessionId, await findViewer.Handle(cancellationToken)));
    }

    [HttpGet("state")]
    public async Task<IActionResult> State(Guid sessionId, CancellationToken cancellationToken) =>
        Unstored(RoomState.Of(await desk.StateAsync(User.PersonId(), sessionId, cancellationToken)));

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

    /// <summary>One slice, counted from 1 as DICOMweb does, uncompressed.</summary>
    [HttpGet("cases/{position:int}/series/{series:int}/frames/{frame:int}")]
    [FrameAccept]
    public async Task<IActionResult> Frame(Guid sessionId, int position, int series, int frame, CancellationToken cancellationToken)
    {
        var pixels = await readFrame.Handle(new SeriesPlace(User.PersonId(), sessionId, position, series), frame, cancellationToken);
        // What stands at a position of a session never changes, and only this person's browser may keep it.
        Response.Headers.CacheControl = "private, max-age=86400, immutable";
        return new MultipartFrame(pixels);
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
        var saved = await desk.SaveDraftAsync(User.PersonId(), sessionId, position, GivenAnswers.Check(given), cancellationToken);
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

    [HttpPost("cases/{position:int}/lock")]
    [RequestSizeLimit(LargestBody)]
    public async Task<IActionResult> Lock(Guid sessionId, int position, [FromBody] GivenAnswers? given, CancellationToken cancellationToken)
    {
        var saved = await desk.LockAsync(User.PersonId(), sessionId, position, GivenAnswers.Check(given), cancellationToken);
        return Unstored(new { saved.Next, Stage = saved.NextStage });
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
        var saved = await desk.CorrectAsync(User.PersonId(), sessionId, position, answers, reason, cancellationToken);
        return Unstored(
            new
            {
                saved.SavedAt,
                saved.ClientSequence,
                saved.Corrections,
            }
        );
    }

    private JsonResult Unstored(object value)
    {
        Response.Headers.CacheControl = "no-store";
        return Json(value);
    }
}
