using System.Text.Json;
using ReaderStudy.Data;
using ReaderStudy.Domain.Readings;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>What the page sends to correct a locked case.</summary>
/// <param name="ClientSequence">Larger than the case's.</param>
/// <param name="Answers">All of them, by question.</param>
/// <param name="Reason">Why, in the reader's words.</param>
/// <param name="Stage">The stage that is on the screen; null: the only one.</param>
/// <param name="Confirmed">By check: why answers stand that contradict each other; null: none do.</param>
public sealed record CorrectRequest(
    long ClientSequence,
    IReadOnlyDictionary<string, JsonElement>? Answers,
    string? Reason,
    ReadingStage? Stage = null,
    IReadOnlyDictionary<string, string>? Confirmed = null
)
{
    /// <summary>As the desk takes it.</summary>
    /// <exception cref="BadHttpRequestException">There is no body, or an answer is neither text nor number.</exception>
    public static (GivenReading Given, string Reason) Check(CorrectRequest? given) =>
        (
            GivenAnswers.Check(
                given is null ? null : new GivenAnswers(given.ClientSequence, given.Answers, null, given.Stage, given.Confirmed)
            ),
            given?.Reason ?? ""
        );
}
