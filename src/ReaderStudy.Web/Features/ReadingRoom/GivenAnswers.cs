using System.Text.Json;
using ReaderStudy.Data;
using ReaderStudy.Domain.Readings;

namespace ReaderStudy.Web.Features.ReadingRoom;

/// <summary>What the page sends to save or lock a case.</summary>
/// <param name="ClientSequence">Grows with every change of an answer.</param>
/// <param name="Answers">By question: the choice's id, a rating as a number or its digits, a text. Null: taken back.</param>
/// <param name="Times">The page's own clock; null when it has none.</param>
/// <param name="Stage">The stage that is on the screen; null: the only one.</param>
/// <param name="Confirmed">By check: why answers stand that contradict each other; null: none do.</param>
/// <param name="After">Client sequence of the last save that the page knows of; null: nothing is held against it but the order.</param>
public sealed record GivenAnswers(
    long ClientSequence,
    IReadOnlyDictionary<string, JsonElement>? Answers,
    ReadingTimes? Times,
    ReadingStage? Stage = null,
    IReadOnlyDictionary<string, string>? Confirmed = null,
    long? After = null
)
{
    private static readonly JsonSerializerOptions TimesOptions = new(JsonSerializerDefaults.Web);

    /// <summary>As the desk takes it.</summary>
    /// <exception cref="BadHttpRequestException">There is no body, or an answer is neither text nor number.</exception>
    public static GivenReading Check(GivenAnswers? given)
    {
        if (given?.Answers is null || given.ClientSequence < 1)
        {
            throw new BadHttpRequestException(
                "The request was not understood: it needs clientSequence, from 1, and answers; a stage is only, unaided or aided. Reload the page and try again."
            );
        }

        var sheet = new AnswerSheet(
            given
                .Answers.Where(a => a.Value.ValueKind is not JsonValueKind.Null)
                .ToDictionary(a => a.Key, a => ValueOf(a.Key, a.Value), StringComparer.Ordinal)
        );
        return new GivenReading(
            sheet,
            given.ClientSequence,
            Written(given.Times),
            given.Stage ?? ReadingStage.Only,
            given.Confirmed,
            given.After
        );
    }

    /// <summary>The times as they are kept; null: the page has none.</summary>
    public static string? Written(ReadingTimes? times) => times is null ? null : JsonSerializer.Serialize(times, TimesOptions);

    private static string ValueOf(string question, JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number => value.GetRawText(),
            _ => throw new BadHttpRequestException($"The answer to '{question}' is neither a text nor a number."),
        };
}

/// <summary>Durations by the page's monotonic clock, in ms; all but <paramref name="HiddenMs"/> are counted from the page's start.</summary>
/// <param name="OpenedAt">The case was opened.</param>
/// <param name="FirstImageAt">Every phase showed its opening slice; null: not yet.</param>
/// <param name="FirstInputAt">The first answer; null: none yet.</param>
/// <param name="HiddenMs">How long the page was out of sight since the case was opened.</param>
public sealed record ReadingTimes(double OpenedAt, double? FirstImageAt, double? FirstInputAt, double HiddenMs);
