using System.Security.Cryptography;
using System.Text;

namespace ReaderStudy.Domain.Readings;

public enum RevisionKind
{
    Draft,
    Lock,
    Import,

    /// <summary>New answers to a locked reading, with a reason.</summary>
    Correction,

    /// <summary>The reader gives no answer, with a reason.</summary>
    Skip,
}

/// <summary>What a reader had answered at one moment. Never changed, never deleted; the database refuses both.</summary>
public sealed class ReadingRevision
{
    internal ReadingRevision(
        Guid readingId,
        int number,
        RevisionKind kind,
        string answersJson,
        long clientSequence,
        string? timesJson,
        DateTimeOffset savedAt,
        RevisionGrounds grounds
    )
    {
        Id = Guid.CreateVersion7(savedAt);
        ReadingId = readingId;
        Number = number;
        Kind = kind;
        AnswersJson = answersJson;
        ClientSequence = clientSequence;
        TimesJson = timesJson;
        SavedAt = savedAt;
        Reason = grounds.Reason;
        SkipReason = grounds.Skip;
        ConfirmedJson = grounds.ConfirmedJson;
    }

    private ReadingRevision() => AnswersJson = "";

    public Guid Id { get; private set; }

    public Guid ReadingId { get; private set; }

    /// <summary>From 1, without gaps.</summary>
    public int Number { get; private set; }

    public RevisionKind Kind { get; private set; }

    /// <summary>An <see cref="AnswerSheet"/>.</summary>
    public string AnswersJson { get; private set; }

    /// <summary>Counted by the reading page, so that a late save never overwrites a newer one.</summary>
    public long ClientSequence { get; private set; }

    /// <summary>The page's own clock in ms since the page began: case opened, first image, first input; and the time the page was hidden. Null for imports.</summary>
    public string? TimesJson { get; private set; }

    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>Of a correction or a skip, in the reader's words; null otherwise.</summary>
    public string? Reason { get; private set; }

    /// <summary>Null unless the case was skipped.</summary>
    public SkipReason? SkipReason { get; private set; }

    /// <summary>By check: why answers stand that contradict each other, as JSON; null: they do not.</summary>
    public string? ConfirmedJson { get; private set; }

    /// <summary>
    /// What a signature covers: SHA-256, in lower-case hexadecimal, of <see cref="AnswersJson"/> in UTF-8; of a skip with its reason and the
    /// reader's words, each on a line of its own.
    /// </summary>
    public string AnswersSha256() =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(SkipReason is { } reason ? $"{AnswersJson}\n{reason}\n{Reason}" : AnswersJson))
        );
}

/// <summary>What a revision is given beside answers.</summary>
/// <param name="Reason">Of a correction or a skip.</param>
/// <param name="Skip">Of a skip.</param>
/// <param name="ConfirmedJson">Of answers that contradict each other.</param>
internal sealed record RevisionGrounds(string? Reason = null, SkipReason? Skip = null, string? ConfirmedJson = null)
{
    public static RevisionGrounds None { get; } = new();
}
