using ReaderStudy.Data;
using ReaderStudy.Domain.Readings;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>What the page sends to skip a case.</summary>
/// <param name="ClientSequence">Grows with every change on the page.</param>
/// <param name="Reason">Why.</param>
/// <param name="Text">In the reader's words.</param>
/// <param name="Times">The page's own clock; null when it has none.</param>
/// <param name="Stage">The stage that is on the screen; null: the only one.</param>
/// <param name="After">Client sequence of the last save that the page knows of; null: nothing is held against it but the order.</param>
public sealed record SkipRequest(
    long ClientSequence,
    SkipReason? Reason,
    string? Text,
    ReadingTimes? Times = null,
    ReadingStage? Stage = null,
    long? After = null
)
{
    /// <summary>As the desk takes it.</summary>
    /// <exception cref="BadHttpRequestException">There is no body, or a reason that is not known.</exception>
    public static GivenSkip Check(SkipRequest? given) =>
        given?.ClientSequence >= 1
            ? new GivenSkip(
                given.Reason,
                given.Text ?? "",
                given.ClientSequence,
                GivenAnswers.Written(given.Times),
                given.Stage ?? ReadingStage.Only,
                given.After
            )
            : throw new BadHttpRequestException(
                "The request was not understood: it needs clientSequence, from 1, and a reason: not-evaluable, technical or other; a stage is only, unaided or aided."
            );
}
