using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Intervals;

/// <summary>The equal-tailed credible interval of a proportion under Jeffreys' prior Beta(½, ½): quantiles of Beta(x + ½, n − x + ½).</summary>
/// <remarks>Brown LD, Cai TT, DasGupta A (2001). Statistical Science 16:101–133. doi:10.1214/ss/1009213286</remarks>
public static class Jeffreys
{
    /// <summary>
    /// The limits, with 0 below a count of 0 and 1 above a full count, as Brown, Cai and DasGupta advise (their coverage would fall to 0
    /// otherwise). DescTools gives this one, statsmodels <see cref="EqualTailedInterval"/>. NaN when <paramref name="of"/> is 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or larger than its whole, or the level is not between 0 and 1.</exception>
    public static (double Lower, double Upper) Interval(int count, int of, double level = 0.95)
    {
        var (lower, upper) = EqualTailedInterval(count, of, level);
        return of == 0 ? (lower, upper) : (count == 0 ? 0 : lower, count == of ? 1 : upper);
    }

    /// <summary>The quantiles alone, also at a count of 0 and a full count. NaN when <paramref name="of"/> is 0.</summary>
    public static (double Lower, double Upper) EqualTailedInterval(int count, int of, double level = 0.95)
    {
        ProportionInput.Check(count, of, level);
        if (of == 0)
        {
            return (double.NaN, double.NaN);
        }

        var tail = 0.5 * (1 - level);
        var (a, b) = (count + 0.5, of - count + 0.5);
        return (IncompleteBeta.Quantile(tail, a, b), 1 - IncompleteBeta.Quantile(tail, b, a));
    }
}
