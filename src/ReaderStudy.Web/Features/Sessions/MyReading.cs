namespace ReaderStudy.Web.Features.Sessions;

/// <summary>A reader's own standing over all sessions.</summary>
/// <param name="Done">Cases done, with those that were skipped.</param>
/// <param name="Left">Cases left where reading is open.</param>
/// <param name="TimeLeft">At the reader's own pace; null: nothing is left, or no case was locked yet.</param>
/// <param name="NextOpening">The next date on which a session opens by itself; null: none waits for a date.</param>
public sealed record MyReading(int Done, int Left, TimeSpan? TimeLeft, DateTimeOffset? NextOpening)
{
    public static MyReading Of(IReadOnlyList<ListedSession> sessions)
    {
        var open = sessions.Where(s => s.Session.IsOpen).ToList();
        var paces = sessions.Where(s => s.Pace is not null && s.Session.Locked > 0).ToList();
        var left = open.Sum(s => s.Session.Total - s.Session.Locked);
        var weight = paces.Sum(s => s.Session.Locked);
        return new MyReading(
            sessions.Sum(s => s.Session.Locked),
            left,
            left == 0 || weight == 0
                ? null
                : paces.Aggregate(TimeSpan.Zero, (sum, s) => sum + (s.Pace!.Value * s.Session.Locked)) / weight * left,
            open.Where(s => s.Session.Waits?.OpensAt is not null).Min(s => s.Session.Waits!.OpensAt)
        );
    }
}
