namespace ReaderStudy.Domain.Readings;

public enum RevisionKind
{
    Draft,
    Lock,
    Import,
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
        DateTimeOffset savedAt
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
    }

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
}
