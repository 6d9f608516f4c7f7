using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Intervals;

/// <summary>
/// The mid-P interval of a proportion: as <see cref="ClopperPearson"/>, but counting only half of the probability of what was seen, so
/// that it covers its level on average and can cover a little less.
/// </summary>
/// <remarks>Berry G, Armitage P (1995). The Statistician 44:417–423. doi:10.2307/2348891</remarks>
public static class MidP
{
    /// <summary>The limits for <paramref name="count"/> of <paramref name="of"/>; NaN when <paramref name="of"/> is 0. Exactly 0 below a count of 0 and exactly 1 above a full count.</summary>
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
            count == 0 ? 0 : Root.Bisected(p => UpperTail(count, of, p) - tail, 0, (double)count / of),
            count == of ? 1 : 1 - Root.Bisected(q => UpperTail(of - count, of, q) - tail, 0, (double)(of - count) / of)
        );
    }

    /// <summary>
    /// P(X &gt; count) + ½P(X = count) under Binomial(of, p), the one-sided mid-P value against a proportion of at most
    /// <paramref name="p"/>: the mean of P(X ≥ count) and P(X ≥ count + 1).
    /// </summary>
    public static double UpperTail(int count, int of, double p) => 0.5 * (AtLeast(count, of, p) + AtLeast(count + 1, of, p));

    private static double AtLeast(int count, int of, double p) =>
        count <= 0 ? 1 : (count > of ? 0 : IncompleteBeta.Regularised(p, count, of - count + 1));
}
