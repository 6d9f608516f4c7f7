namespace ReaderStudy.Statistics.Intervals;

/// <summary>What every interval of a proportion asks of its input.</summary>
internal static class ProportionInput
{
    public static void Check(int count, int of, double level)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, of);
        Check(level);
    }

    public static void Check(double level)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(level, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);
    }
}
