using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Intervals;

/// <summary>
/// Wilson's score interval of a proportion: (p + z²/2n ± z√(p(1 − p)/n + z²/4n²)) / (1 + z²/n), without and with continuity correction.
/// </summary>
/// <remarks>
/// Wilson EB (1927). Journal of the American Statistical Association 22:209–212. doi:10.1080/01621459.1927.10502953.
/// Correction: Newcombe RG (1998). Statistics in Medicine 17:857–872. doi:10.1002/(SICI)1097-0258(19980430)17:8&lt;857::AID-SIM777&gt;3.0.CO;2-E
/// </remarks>
public static class Wilson
{
    /// <summary>The limits for <paramref name="count"/> of <paramref name="of"/>; NaN when <paramref name="of"/> is 0. Exactly 0 below a count of 0 and exactly 1 above a full count.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or larger than its whole, or the level is not between 0 and 1.</exception>
    public static (double Lower, double Upper) Interval(int count, int of, double level = 0.95)
    {
        ProportionInput.Check(count, of, level);
        return Interval((double)count, of, level);
    }

    /// <summary>
    /// The limits for real numbers, as an effective sample size gives them (<see cref="ClusteredProportion"/>); NaN when
    /// <paramref name="of"/> is not positive.
    /// </summary>
    public static (double Lower, double Upper) Interval(double count, double of, double level)
    {
        if (!(of > 0) || double.IsNaN(count))
        {
            return (double.NaN, double.NaN);
        }

        var p = count / of;
        var z = StandardNormal.Critical(level);
        var centre = p + (z * z / (2 * of));
        var half = z * Math.Sqrt((p * (1 - p) / of) + (z * z / (4 * of * of)));
        var scale = 1 + (z * z / of);
        return (count == 0 ? 0 : (centre - half) / scale, count.Equals(of) ? 1 : (centre + half) / scale);
    }

    /// <summary>
    /// With the continuity correction of 1 / 2n on either side, wider than without: Newcombe's method 4. NaN for nothing of nothing.
    /// </summary>
    public static (double Lower, double Upper) CorrectedInterval(int count, int of, double level = 0.95)
    {
        ProportionInput.Check(count, of, level);
        return Corrected(count, of, 0.5, level);
    }

    /// <summary>
    /// With a correction that is not larger than the distance of the count from half of the whole, as R's <c>prop.test</c> has it. It differs
    /// from <see cref="CorrectedInterval"/> at exactly one half, where there is no correction.
    /// </summary>
    public static (double Lower, double Upper) CorrectedTowardsHalfInterval(int count, int of, double level = 0.95)
    {
        ProportionInput.Check(count, of, level);
        return Corrected(count, of, Math.Min(0.5, Math.Abs(count - (0.5 * of))), level);
    }

    private static (double Lower, double Upper) Corrected(int count, int of, double correction, double level)
    {
        if (of == 0)
        {
            return (double.NaN, double.NaN);
        }

        var z = StandardNormal.Critical(level);
        double n = of;
        var below = (count - correction) / n;
        var above = (count + correction) / n;
        return (below <= 0 ? 0 : Limit(below, n, -z), above >= 1 ? 1 : Limit(above, n, z));
    }

    private static double Limit(double p, double n, double z) =>
        (p + (z * z / (2 * n)) + (z * Math.Sqrt((p * (1 - p) / n) + (z * z / (4 * n * n))))) / (1 + (z * z / n));
}
