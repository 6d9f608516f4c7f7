using MathNet.Numerics.Distributions;

namespace ReaderStudy.Statistics.Intervals;

/// <summary>
/// Wilson's score interval of a proportion, without continuity correction:
/// (p + z²/2n ± z√(p(1 − p)/n + z²/4n²)) / (1 + z²/n).
/// </summary>
/// <remarks>Wilson EB (1927). Journal of the American Statistical Association 22:209–212. doi:10.1080/01621459.1927.10502953</remarks>
public static class Wilson
{
    /// <summary>The limits for <paramref name="count"/> of <paramref name="of"/>; NaN when <paramref name="of"/> is 0. Exactly 0 below a count of 0 and exactly 1 above a full count.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or larger than its whole, or the level is not between 0 and 1.</exception>
    public static (double Lower, double Upper) Interval(int count, int of, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, of);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(level, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);
        if (of == 0)
        {
            return (double.NaN, double.NaN);
        }

        double n = of;
        var p = count / n;
        var z = Normal.InvCDF(0, 1, (1 + level) / 2);
        var centre = p + (z * z / (2 * n));
        var half = z * Math.Sqrt((p * (1 - p) / n) + (z * z / (4 * n * n)));
        var scale = 1 + (z * z / n);
        return (count == 0 ? 0 : (centre - half) / scale, count == of ? 1 : (centre + half) / scale);
    }
}
