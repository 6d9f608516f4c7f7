using static ReaderStudy.Domain.Rule;

namespace ReaderStudy.Domain.Conduct;

/// <summary>A coordinator asked a reader to go on reading. It says nothing but that. Never changed, never deleted; at most one a day and reader.</summary>
public sealed class Reminder
{
    public static readonly Rule OnceADay = new("reminder.once-a-day", "A reader is reminded at most once a day.");
    public static readonly Rule SomethingIsLeft = new("reminder.something-left", "A reader who has read everything is not reminded.");

    private Reminder() { }

    public Guid Id { get; private set; }

    public Guid StudyId { get; private set; }

    public Guid ReaderId { get; private set; }

    public Guid SentBy { get; private set; }

    public DateTimeOffset SentAt { get; private set; }

    /// <summary>Of UTC; with the reader it is unique.</summary>
    public DateOnly Day { get; private set; }

    /// <param name="studyId">The study.</param>
    /// <param name="readerId">Who is reminded.</param>
    /// <param name="remaining">How many places the reader has left.</param>
    /// <param name="last">When the reader was last reminded; null: never.</param>
    /// <param name="by">Who reminds.</param>
    /// <param name="at">When.</param>
    public static Reminder Send(Guid studyId, Guid readerId, int remaining, DateTimeOffset? last, Guid by, DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        Require(remaining > 0, SomethingIsLeft);
        Require(last is null || DateOnly.FromDateTime(last.Value.UtcDateTime) < day, OnceADay);
        return new Reminder
        {
            Id = Guid.CreateVersion7(at),
            StudyId = studyId,
            ReaderId = readerId,
            SentBy = by,
            SentAt = at,
            Day = day,
        };
    }
}

/// <summary>The reader has seen a reminder and put it away.</summary>
public sealed class ReminderDismissal(Guid reminderId, DateTimeOffset dismissedAt)
{
    public Guid ReminderId { get; private set; } = reminderId;

    public DateTimeOffset DismissedAt { get; private set; } = dismissedAt;
}
