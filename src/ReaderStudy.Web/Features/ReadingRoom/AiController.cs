using Microsoft.AspNetCore.Mvc;
using ReaderStudy.Data;
using ReaderStudy.Domain.Readings;
using ReaderStudy.Web.Hosting;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>The AI of a case: asked for, drawn, shown and hidden. Before the protocol allows it everything here is refused, whatever there is.</summary>
[Route("reading/{sessionId:guid}/cases/{position:int}/ai")]
public sealed class AiController(ReaderDesk desk, ShowOverlays show) : Controller
{
    private const int LargestBody = 64 * 1024;

    /// <summary>The reader asks for the AI; recorded.</summary>
    [HttpPost("")]
    [RequestSizeLimit(LargestBody)]
    public async Task<IActionResult> Reveal(Guid sessionId, int position, [FromBody] AiRequest? given, CancellationToken cancellationToken)
    {
        var stage = given?.Stage ?? ReadingStage.Only;
        var ai = await desk.RevealAiAsync(User.PersonId(), sessionId, position, stage, cancellationToken);
        return Unstored(new { Ai = ai });
    }

    /// <summary>What the model drew on the series of the case.</summary>
    [HttpGet("overlays")]
    public async Task<IActionResult> Overlays(Guid sessionId, int position, CancellationToken cancellationToken) =>
        Unstored(await show.Handle(User.PersonId(), sessionId, position, cancellationToken));

    /// <summary>What the reader showed and hid, in the order in which it was done.</summary>
    [HttpPost("log")]
    [RequestSizeLimit(LargestBody)]
    public async Task<IActionResult> Log(Guid sessionId, int position, [FromBody] AiLog? given, CancellationToken cancellationToken)
    {
        if (given is null)
        {
            // Who may not read here is told nothing else.
            await desk.StateAsync(User.PersonId(), sessionId, cancellationToken);
        }

        var (stage, steps) = AiLog.Check(given);
        return Unstored(new { Logged = await desk.LogAiAsync(User.PersonId(), sessionId, position, stage, steps, cancellationToken) });
    }

    private JsonResult Unstored(object value)
    {
        Response.Headers.CacheControl = "no-store";
        return Json(value);
    }
}

/// <param name="Stage">The stage that is on the screen; null: the only one.</param>
public sealed record AiRequest(ReadingStage? Stage = null);

/// <param name="Steps">In the order in which they were done; null: none.</param>
/// <param name="Stage">The stage that is on the screen; null: the only one.</param>
public sealed record AiLog(IReadOnlyList<AiLogStep>? Steps, ReadingStage? Stage = null)
{
    private const int Most = 500;

    /// <summary>As the desk takes it.</summary>
    /// <exception cref="BadHttpRequestException">A step is not one, or there are too many.</exception>
    public static (ReadingStage Stage, IReadOnlyList<GivenAiStep> Steps) Check(AiLog? given) =>
        given is not null
        && (given.Steps ?? []) is { Count: <= Most } steps
        && steps.All(s => s is { Number: >= 1, Part: not null, Opacity: >= 0 and <= 100, At: >= 0 } && double.IsFinite(s.At))
            ? (given.Stage ?? ReadingStage.Only, [.. steps.Select(s => new GivenAiStep(s.Number, s.Part!.Value, s.On, s.Opacity, s.At))])
            : throw new BadHttpRequestException(
                "The request was not understood: it needs steps, at most 500, each with number, from 1, part (predictions, boxes, masks or activations), on, opacity in percent, and at. Reload the page and try again."
            );
}

/// <param name="Number">Counted by the page, from 1.</param>
/// <param name="Part">What was changed.</param>
/// <param name="On">Whether it is on the screen.</param>
/// <param name="Opacity">In percent.</param>
/// <param name="At">By the page's own clock, in ms.</param>
public sealed record AiLogStep(int Number, AiPart? Part, bool On, int Opacity, double At);
