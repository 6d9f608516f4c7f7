namespace ReaderStudy.Domain.Readings;

/// <summary>How long a reader takes over a case.</summary>
public static class Pace
{
    /// <summary>
    /// The median of the times from opening to locking, which a case left open overnight does not move; the mean of the two middle ones where
    /// their number is even. Null when there is none.
    /// </summary>
    public static TimeSpan? MedianOf(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        return sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
