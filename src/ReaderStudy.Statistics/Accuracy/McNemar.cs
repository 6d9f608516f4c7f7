using ReaderStudy.Statistics.Distributions;
using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Statistics.Accuracy;

/// <summary>
/// Test that two raters of the same cases are right equally often, from the cases on which exactly one of them is: b only the first,
/// c only the second.
/// </summary>
/// <remarks>
/// McNemar Q (1947). Psychometrika 12:153–157. doi:10.1007/BF02295996. Which to use: Fagerland MW, Lydersen S, Laake P (2013). BMC Medical
/// Research Methodology 13:91. doi:10.1186/1471-2288-13-91 (the mid-P test; the exact one is conservative, the corrected one more so).
/// </remarks>
public static class McNemar
{
    /// <summary>(b − c)² / (b + c) against χ² with one degree of freedom; NaN when b + c = 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static ChiSquaredTest Asymptotic(int onlyFirstRight, int onlySecondRight)
    {
        Check(onlyFirstRight, onlySecondRight);
        var gap = Math.Abs((double)onlyFirstRight - onlySecondRight);
        return new ChiSquaredTest(gap * gap / ((double)onlyFirstRight + onlySecondRight), 1);
    }

    /// <summary>
    /// With Edwards' continuity correction, max(0, |b − c| − 1)² / (b + c), so 0 when b = c, as R's <c>mcnemar.test</c> has it; NaN when
    /// b + c = 0.
    /// </summary>
    public static ChiSquaredTest ContinuityCorrected(int onlyFirstRight, int onlySecondRight)
    {
        Check(onlyFirstRight, onlySecondRight);
        var gap = Math.Max(0, Math.Abs((double)onlyFirstRight - onlySecondRight) - 1);
        return new ChiSquaredTest(gap * gap / ((double)onlyFirstRight + onlySecondRight), 1);
    }

    /// <summary>
    /// (|b − c| − 1)² / (b + c) to the letter, as statsmodels has it: at b = c the correction turns round and gives 1 / (b + c), less
    /// agreement with the hypothesis than it has. Differs from <see cref="ContinuityCorrected"/> there only.
    /// </summary>
    public static ChiSquaredTest LiterallyCorrected(int onlyFirstRight, int onlySecondRight)
    {
        Check(onlyFirstRight, onlySecondRight);
        var gap = Math.Abs((double)onlyFirstRight - onlySecondRight) - 1;
        return new ChiSquaredTest(gap * gap / ((double)onlyFirstRight + onlySecondRight), 1);
    }

    /// <summary>
    /// Two-sided exact p-value: twice the probability, under Binomial(b + c, ½), of at most min(b, c), cut at 1. It is 1 when no case
    /// tells the raters apart.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double ExactP(int onlyFirstRight, int onlySecondRight)
    {
        Check(onlyFirstRight, onlySecondRight);
        // At least half of the distribution lies at or below the smaller count: 1 exactly, without rounding.
        return Math.Abs(onlyFirstRight - onlySecondRight) <= 1
            ? 1
            : 2 * AtMost(Math.Min(onlyFirstRight, onlySecondRight), onlyFirstRight + onlySecondRight);
    }

    /// <summary>
    /// Two-sided mid-P value: twice (P(X &lt; m) + ½P(X = m)) under Binomial(b + c, ½), m = min(b, c); 1 when b = c. R's exact2x2 has it so.
    /// </summary>
    public static double MidP(int onlyFirstRight, int onlySecondRight)
    {
        Check(onlyFirstRight, onlySecondRight);
        return onlyFirstRight == onlySecondRight ? 1 : OneSided(onlyFirstRight, onlySecondRight);
    }

    /// <summary>
    /// As <see cref="MidP"/>, but 1 − ½P(X = b) when b = c (½ when both are 0), as Fagerland and others define it for that one case; R's
    /// contingencytables has it so.
    /// </summary>
    public static double FagerlandMidP(int onlyFirstRight, int onlySecondRight)
    {
        Check(onlyFirstRight, onlySecondRight);
        return onlyFirstRight == onlySecondRight
            ? 1 - (0.5 * Exactly(onlyFirstRight, onlyFirstRight + onlySecondRight))
            : OneSided(onlyFirstRight, onlySecondRight);
    }

    /// <summary>The conditional odds ratio b / c; ∞ when only c is 0, NaN when both are.</summary>
    public static double OddsRatio(int onlyFirstRight, int onlySecondRight)
    {
        Check(onlyFirstRight, onlySecondRight);
        return (double)onlyFirstRight / onlySecondRight;
    }

    /// <summary>The exact interval of <see cref="OddsRatio"/>: π/(1 − π) at the Clopper–Pearson limits of π = b / (b + c); 0 to ∞ when b + c = 0.</summary>
    public static (double Lower, double Upper) ExactOddsRatioInterval(int onlyFirstRight, int onlySecondRight, double level = 0.95)
    {
        Check(onlyFirstRight, onlySecondRight);
        return Odds(ClopperPearson.Interval, onlyFirstRight, onlySecondRight, level);
    }

    /// <summary>The mid-P interval of <see cref="OddsRatio"/>, which belongs to <see cref="MidP"/> as the exact one to <see cref="ExactP"/>.</summary>
    public static (double Lower, double Upper) MidPOddsRatioInterval(int onlyFirstRight, int onlySecondRight, double level = 0.95)
    {
        Check(onlyFirstRight, onlySecondRight);
        return Odds(Intervals.MidP.Interval, onlyFirstRight, onlySecondRight, level);
    }

    private static double OneSided(int b, int c)
    {
        var (m, n) = (Math.Min(b, c), b + c);
        return (2 * AtMost(m, n)) - Exactly(m, n);
    }

    /// <summary>P(X ≤ m) under Binomial(n, ½); where 2⁻ⁿ is a number, by adding up, which is exact for small n.</summary>
    private static double AtMost(int m, int n)
    {
        if (n > 1000)
        {
            return IncompleteBeta.Of(0.5, 0.5, n - m, m + 1);
        }

        var term = Math.ScaleB(1, -n);
        var sum = term;
        for (var k = 1; k <= m; k++)
        {
            term = term * (n - k + 1) / k;
            sum += term;
        }

        return sum;
    }

    /// <summary>P(X = m) under Binomial(n, ½).</summary>
    private static double Exactly(int m, int n)
    {
        if (n > 1000)
        {
            return MathNet.Numerics.Distributions.Binomial.PMF(0.5, n, m);
        }

        var term = Math.ScaleB(1, -n);
        for (var k = 1; k <= m; k++)
        {
            term = term * (n - k + 1) / k;
        }

        return term;
    }

    /// <summary>Both limits from the lower limit of a share, so that an odds of many to one loses no digits.</summary>
    private static (double Lower, double Upper) Odds(
        Func<int, int, double, (double Lower, double Upper)> interval,
        int b,
        int c,
        double level
    )
    {
        var n = b + c;
        if (n == 0)
        {
            ProportionInput.Check(level);
            return (0, double.PositiveInfinity);
        }

        var share = interval(b, n, level).Lower;
        var rest = interval(c, n, level).Lower;
        return (share / (1 - share), (1 - rest) / rest);
    }

    private static void Check(int onlyFirstRight, int onlySecondRight)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyFirstRight);
        ArgumentOutOfRangeException.ThrowIfNegative(onlySecondRight);
    }
}
