using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Intervals;

/// <summary>
/// The exact interval of a proportion: every p that two one-sided binomial tests at half of 1 − level each do not reject. It never covers
/// less than its level, and mostly more. Lower limit: the quantile (1 − level)/2 of Beta(x, n − x + 1); upper limit: the quantile
/// (1 + level)/2 of Beta(x + 1, n − x).
/// </summary>
/// <remarks>Clopper CJ, Pearson ES (1934). Biometrika 26:404–413. doi:10.1093/biomet/26.4.404</remarks>
public static class ClopperPearson
{
    /// <summary>The limits for <paramref name="count"/> of <paramref name="of"/>; NaN when <paramref name="of"/> is 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or larger than its whole, or the level is not between 0 and 1.</exception>
    public static (double Lower, double Upper) Interval(int count, int of, double level = 0.95)
    {
        ProportionInput.Check(count, of, level);
        if (of == 0)
        {
            return (double.NaN, double.NaN);
        }

        var tail = 0.5 * (1 - level);
        return (
            count == 0 ? 0 : IncompleteBeta.Quantile(tail, count, of - count + 1),
            count == of ? 1 : 1 - IncompleteBeta.Quantile(tail, of - count, count + 1)
        );
    }
}
