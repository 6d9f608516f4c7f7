using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Web.Features.Progress;

/// <summary>A square of the grid: one place in a session, or a run of places where there are too many to draw.</summary>
/// <param name="First">Position of the first place, from 1.</param>
/// <param name="Last">Position of the last place.</param>
/// <param name="State">Of the places together.</param>
/// <param name="HasQuery">A query about one of them pends.</param>
public sealed record ProgressSquare(int First, int Last, PlaceState State, bool HasQuery)
{
    /// <summary><c>Place 3: draft</c>.</summary>
    public string Title =>
        (First == Last ? $"Place {First}: " : $"Places {First} to {Last}: ")
        + State switch
        {
            PlaceState.NotStarted => "not started",
            PlaceState.Open => "open",
            PlaceState.Draft => First == Last ? "draft" : "in part",
            PlaceState.Done => "done",
            PlaceState.Skipped => "skipped",
        }
        + (HasQuery ? ", query" : "");
}

/// <summary>One session.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Reader">Reader 2.</param>
/// <param name="Name">Period 1; with its arm once the allocation may be seen.</param>
/// <param name="Total">Places.</param>
/// <param name="Done">Places read.</param>
/// <param name="Skipped">Places skipped; why is not told.</param>
/// <param name="Begun">Places open or in draft.</param>
/// <param name="OpensAt">The washout keeps its next case shut until then; null: it does not.</param>
/// <param name="Squares">By position.</param>
public sealed record SessionProgress(
    Guid SessionId,
    string Reader,
    string Name,
    int Total,
    int Done,
    int Skipped,
    int Begun,
    DateTimeOffset? OpensAt,
    IReadOnlyList<ProgressSquare> Squares
);

/// <summary>One reader over all sessions.</summary>
/// <param name="ReaderId">The reader.</param>
/// <param name="Name">Reader 2.</param>
/// <param name="Level">Of the reader.</param>
/// <param name="Total">Places in all sessions.</param>
/// <param name="Done">Places read.</param>
/// <param name="Skipped">Places skipped.</param>
/// <param name="MedianTime">From opening a case to locking it, over all sessions together; null before the first lock.</param>
/// <param name="LastActivity">When a case was last opened or done; null: never.</param>
/// <param name="PerDay">Places a calendar day on the last active days; null before the first.</param>
/// <param name="End">When everything will be read at that pace; null: cannot be said.</param>
/// <param name="FellBehind">A coordinator should look.</param>
/// <param name="RemindedAt">When the reader was last reminded; null: never.</param>
/// <param name="MailTo">A message that is ready to be sent; null where there is no address.</param>
public sealed record ReaderProgress(
    Guid ReaderId,
    string Name,
    ReaderLevel Level,
    int Total,
    int Done,
    int Skipped,
    TimeSpan? MedianTime,
    DateTimeOffset? LastActivity,
    double? PerDay,
    DateTimeOffset? End,
    bool FellBehind,
    DateTimeOffset? RemindedAt,
    string? MailTo
)
{
    public int Left => Total - Done - Skipped;
}

/// <param name="Day">Of UTC.</param>
/// <param name="ByReader">Places done with, in the order of the readers.</param>
public sealed record DayOfReading(DateTimeOffset Day, IReadOnlyList<int> ByReader);

/// <param name="Study">The study.</param>
/// <param name="Readers">In the order in which they joined.</param>
/// <param name="Sessions">By number.</param>
/// <param name="Days">The last days with any reading, newest first.</param>
/// <param name="CasesPerSquare">More than 1 where sessions are too long to draw every place.</param>
public sealed record ProgressPage(
    Study Study,
    IReadOnlyList<ReaderProgress> Readers,
    IReadOnlyList<SessionProgress> Sessions,
    IReadOnlyList<DayOfReading> Days,
    int CasesPerSquare
)
{
    public int Planned => Sessions.Sum(s => s.Total);

    public int Done => Sessions.Sum(s => s.Done);

    public int Skipped => Sessions.Sum(s => s.Skipped);

    /// <summary>When the last reader will have read everything; null: of some reader it cannot be said.</summary>
    public DateTimeOffset? End => Readers.Count == 0 || Readers.Any(r => r.End is null) ? null : Readers.Max(r => r.End);
}
