namespace ReaderStudy.Domain.Readings;

/// <summary>The <see cref="Linking"/> of a reading at one moment. Never changed, never deleted; the last one counts.</summary>
public sealed class ReadingLinking
{
    public static readonly Rule HasRoom = new(
        "reading.linking-room",
        "One reading keeps at most 5,000 ways in which its series were brought together, and this one has them. The last one that is kept counts; no answer depends on it."
    );

    /// <summary>Most of one reading.</summary>
    public const int Most = 5000;

    public ReadingLinking(Guid readingId, int number, string linkingJson, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        ReadingId = readingId;
        Number = number;
        LinkingJson = linkingJson;
        At = at;
    }

    public Guid Id { get; private set; }

    public Guid ReadingId { get; private set; }

    /// <summary>From 1, without gaps.</summary>
    public int Number { get; private set; }

    /// <summary>A <see cref="Linking"/>.</summary>
    public string LinkingJson { get; private set; }

    public DateTimeOffset At { get; private set; }
}
