namespace ReaderStudy.Domain.Seen;

/// <summary>One message of a reading page about what it showed. Never changed, never deleted; what was seen is the sum of them.</summary>
public sealed class SeenIncrement
{
    /// <summary>Longest content, in characters.</summary>
    public const int LongestContent = 64 * 1024;

    /// <param name="readingId">What was read.</param>
    /// <param name="page">Which life of the page it came from.</param>
    /// <param name="sequence">Of the message in that life, from 1.</param>
    /// <param name="content">What was shown.</param>
    /// <param name="at">Now.</param>
    public SeenIncrement(Guid readingId, string page, int sequence, SeenContent content, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(content);
        Id = Guid.CreateVersion7(at);
        ReadingId = readingId;
        Page = page;
        Sequence = sequence;
        Milliseconds = content.Visible + content.Hidden;
        ContentJson = content.ToJson();
        ReceivedAt = at;
    }

    private SeenIncrement() => (Page, ContentJson) = ("", "");

    public Guid Id { get; private set; }

    public Guid ReadingId { get; private set; }

    /// <summary>Drawn by the page when it was loaded: two tabs count apart.</summary>
    public string Page { get; private set; }

    /// <summary>From 1; messages may come in another order, and one may be lost.</summary>
    public int Sequence { get; private set; }

    /// <summary>The time that it tells of, seen and hidden.</summary>
    public int Milliseconds { get; private set; }

    /// <summary>A <see cref="SeenContent"/>.</summary>
    public string ContentJson { get; private set; }

    public DateTimeOffset ReceivedAt { get; private set; }

    public SeenContent Content() => SeenContent.FromJson(ContentJson);
}
