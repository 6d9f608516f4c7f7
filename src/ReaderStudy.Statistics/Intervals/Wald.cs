using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Intervals;

/// <summary>
/// The textbook interval p ± z√(p(1 − p)/n). It covers far too little for small n or p near 0 or 1, where it has no width at all: offered
/// to check older reports, not to write new ones.
/// </summary>
/// <remarks>Brown LD, Cai TT, DasGupta A (2001). Statistical Science 16:101–133. doi:10.1214/ss/1009213286</remarks>
public static class Wald
{
    /// <summary>The limits, cut at 0 and 1 (as statsmodels gives them); NaN when <paramref name="of"/> is 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or larger than its whole, or the level is not between 0 and 1.</exception>
    public static (double Lower, double Upper) Interval(int count, int of, double level = 0.95)
    {
        var (lower, upper) = UncutInterval(count, of, level);
        return (Math.Max(0, lower), Math.Min(1, upper));
    }

    /// <summary>The limits as the formula gives them, which can lie outside 0 and 1 (as R's binom gives them).</summary>
    public static (double Lower, double Upper) UncutInterval(int count, int of, double level = 0.95)
    {
        ProportionInput.Check(count, of, level);
        if (of == 0)
        {
            return (double.NaN, double.NaN);
        }

        var p = (double)count / of;
        var half = StandardNormal.Critical(level) * Math.Sqrt(p * (1 - p) / of);
        return (p - half, p + half);
    }
}
