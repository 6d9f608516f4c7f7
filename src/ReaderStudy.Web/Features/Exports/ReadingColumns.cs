using System.Globalization;
using System.Text.Json;

namespace ReaderStudy.Web.Features.Exports;

/// <param name="Name">As the table's first line has it.</param>
/// <param name="Description">What it holds, for the data dictionary.</param>
/// <param name="Value">Of a row; null: not known, or there is none.</param>
internal sealed record ReadingColumn(string Name, string Description, Func<ExportedPlace, string?> Value);

/// <summary>What <c>readings.tsv</c> tells of every place before its answers.</summary>
internal static class ReadingColumns
{
    /// <param name="tell">Makes of a reader's words what may leave the study.</param>
    public static IReadOnlyList<ReadingColumn> Of(Func<string, string> tell)
    {
        string? Told(string? words) => string.IsNullOrEmpty(words) ? null : tell(words);
        return
        [
            new("reader", "Number of the reader, from 1", p => Number(p.Reader)),
            new("reader_level", "junior, middle or senior", p => p.Level),
            new("arm", "The reading condition", p => p.ArmId),
            new("attempt", "1; larger for a hidden repeat, or a training that was taken again", p => Number(p.Place.Attempt)),
            new("purpose", "What the case is there for: test, training, catch", p => Word(p.Purpose)),
            new("session", "Number of the session in the study, from 1", p => Number(p.Session.Number)),
            new("session_kind", "pivotal or training", p => Word(p.Session.Kind)),
            new("period", "Of the session, from 1", p => Number(p.Session.Period)),
            new("position", "Place in the session, from 1", p => Number(p.Place.Position)),
            new("status", "locked; skipped; open: begun and not ended; unread: not opened", p => p.Status),
            new("skip_reason", "not-evaluable, technical, other", p => p.Final?.SkipReason is { } reason ? Word(reason) : null),
            new("skip_text", "Why it was skipped, in the reader's words", p => p.Final?.SkipReason is null ? null : Told(p.Final.Reason)),
            new(
                "corrections",
                "How often the answers were corrected after the lock; the last ones are given",
                p => Number(p.Corrections.Count)
            ),
            new("correction_reason", "Why, each time", p => Told(string.Join("; ", p.Corrections.Select(c => c.Reason)))),
            new(
                "confirmed",
                "Checks that the answers contradict, each with the reader's reason why they stand",
                p => Told(string.Join("; ", p.Confirmed.Select(c => $"{c.Key}: {c.Value}")))
            ),
            new("opened_at", "When the case was opened, or the AI revealed (UTC, by the server)", p => Instant(p.Reading?.OpenedAt)),
            new(
                "ai_revealed_at",
                "When the reader asked for the AI, where it is shown on request (UTC, by the server)",
                p => Instant(p.Reading?.AiRevealedAt)
            ),
            new("locked_at", "When it was locked or skipped (UTC, by the server)", p => Instant(p.Reading?.LockedAt)),
            new("first_image_ms", "From opening to all first images, by the page's clock", p => Since(p.Times, t => t.FirstImageAt)),
            new("first_input_ms", "From opening to the first answer, by the page's clock", p => Since(p.Times, t => t.FirstInputAt)),
            new("hidden_ms", "How long the page was out of sight before the lock", p => Number(p.Times?.HiddenMs)),
            new(
                "linking",
                "How the reader brought the series together: shifts by hand and pairs of the same point in two series, in mm, as JSON",
                p => p.LinkingJson
            ),
            new("protocol_version", "Of the protocol that was in force when it was opened", p => Number(p.Reading?.ProtocolVersion)),
            new("protocol_sha256", "Of that version", p => p.Protocol?.Sha256),
        ];
    }

    private static string? Number(double? value) => value?.ToString("0", CultureInfo.InvariantCulture);

    private static string? Since(ReadingRoom.ReadingTimes? times, Func<ReadingRoom.ReadingTimes, double?> at) =>
        times is null ? null : Number(at(times) - times.OpenedAt);

    private static string? Instant(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
