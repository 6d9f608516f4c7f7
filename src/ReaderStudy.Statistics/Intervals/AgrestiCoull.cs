using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Intervals;

/// <summary>The interval p̃ ± z√(p̃(1 − p̃)/ñ) with ñ = n + z² and p̃ = (x + z²/2)/ñ: Wald's, moved to Wilson's centre.</summary>
/// <remarks>Agresti A, Coull BA (1998). The American Statistician 52:119–126. doi:10.1080/00031305.1998.10480550</remarks>
public static class AgrestiCoull
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

        var z = StandardNormal.Critical(level);
        var n = of + (z * z);
        var p = (count + (0.5 * z * z)) / n;
        var half = z * Math.Sqrt(p * (1 - p) / n);
        return (p - half, p + half);
    }
}
