namespace ReaderStudy.Domain.Conduct;

/// <summary>What is left of one session.</summary>
/// <param name="Remaining">Places to be read.</param>
/// <param name="OpensAt">No case of it can be opened before; null: open.</param>
/// <param name="NotBefore">It cannot end before, because some case of it opens only then (washout); null: no such case.</param>
/// <param name="After">Some of its cases are still to be read in an earlier session first; null: none.</param>
public sealed record SessionAhead(int Remaining, DateTimeOffset? OpensAt, DateTimeOffset? NotBefore, EarlierSession? After);

/// <param name="Index">Of the last session with such a case, in the order of reading from 0.</param>
/// <param name="Washout">From its end on.</param>
public sealed record EarlierSession(int Index, TimeSpan Washout);

/// <summary>When a reader will have read everything, judged by the last days on which they read. Counts and days only: nothing of what was answered.</summary>
public static class Forecast
{
    /// <summary>How many of the last days with a finished case make the pace: about two working weeks, so that one good day does not.</summary>
    public const int ActiveDays = 10;

    /// <summary>Days without a finished case after which a reader has fallen behind.</summary>
    public const int QuietDays = 7;

    /// <summary>
    /// Cases a calendar day: those that were finished on the last <see cref="ActiveDays"/> days with any, by the days from the first of these to the
    /// last, days off included; a longer pause than <see cref="QuietDays"/> (a washout, a leave) counts as that many days. Days are those of UTC.
    /// Null when nothing is finished.
    /// </summary>
    public static double? PerDay(IEnumerable<DateTimeOffset> finished)
    {
        var days = finished.GroupBy(f => f.UtcDateTime.Date).OrderByDescending(g => g.Key).Take(ActiveDays).ToList();
        var pauses = days.Zip(days.Skip(1), (later, earlier) => Math.Min((later.Key - earlier.Key).TotalDays, QuietDays));
        return days.Count == 0 ? null : days.Sum(d => d.Count()) / (pauses.Sum() + 1);
    }

    /// <summary>When the last session ends at this pace, sessions one after the other; null when there is no pace yet, <paramref name="now"/> when nothing is left.</summary>
    /// <param name="now">From when.</param>
    /// <param name="perDay">Cases a calendar day.</param>
    /// <param name="sessions">In the order in which they are read, finished ones too.</param>
    public static DateTimeOffset? EndOf(DateTimeOffset now, double? perDay, IEnumerable<SessionAhead> sessions)
    {
        var ends = new List<DateTimeOffset>();
        var end = now;
        foreach (var session in sessions)
        {
            if (session.Remaining > 0)
            {
                if (perDay is not > 0)
                {
                    return null;
                }

                end = Later(end, session.OpensAt).AddDays(session.Remaining / perDay.Value);
                end = Later(Later(end, session.NotBefore), session.After is { } after ? ends[after.Index] + after.Washout : null);
            }

            ends.Add(end);
        }

        return end;
    }

    /// <summary>
    /// True when a reader who could go on has finished nothing for <see cref="QuietDays"/> days, or has read less than half of what the middle
    /// reader has.
    /// </summary>
    /// <param name="quietSince">The last finished case, or the moment from which there was something to read.</param>
    /// <param name="now">Now.</param>
    /// <param name="finished">Places that this reader has finished.</param>
    /// <param name="all">The same of all readers.</param>
    public static bool FellBehind(DateTimeOffset quietSince, DateTimeOffset now, int finished, IReadOnlyList<int> all)
    {
        var sorted = all.Order().ToList();
        return now - quietSince >= TimeSpan.FromDays(QuietDays) || (sorted.Count > 1 && finished * 2 < sorted[sorted.Count / 2]);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other is { } o && o > one ? o : one;
}
