using ReaderStudy.Statistics.Distributions;
using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Statistics.Design;

/// <summary>Power and sample size for one proportion: a test against a fixed value, such as a sensitivity to be exceeded, and the width of an interval.</summary>
public static class OneProportionPower
{
    /// <summary>
    /// Power of the two-sided score test of p = p₀ when p is <paramref name="proportion"/>, by the normal approximation on both sides:
    /// Φ((√n(p − p₀) − z√(p₀q₀)) / √(pq)) + Φ((−√n(p − p₀) − z√(p₀q₀)) / √(pq)).
    /// </summary>
    /// <remarks>Fleiss JL, Levin B, Paik MC (2003). Statistical Methods for Rates and Proportions, 3rd ed., section 2.5. doi:10.1002/0471445428</remarks>
    public static double Of(double cases, double proportion, double tested, double alpha = 0.05)
    {
        Check(proportion, tested, alpha);
        ArgumentOutOfRangeException.ThrowIfNegative(cases);
        var (spread, null0) = Spreads(proportion, tested);
        var gap = Math.Sqrt(cases) * (proportion - tested);
        var margin = -StandardNormal.Quantile(alpha / 2) * null0;
        return StandardNormal.Cdf((gap - margin) / spread) + StandardNormal.Cdf((-gap - margin) / spread);
    }

    /// <summary>
    /// Cases for a power of that test, leaving out rejection on the wrong side: ((z_α/2 √(p₀q₀) + z_power √(pq)) / (p − p₀))², a real number:
    /// round up. ∞ when p = p₀.
    /// </summary>
    public static double Cases(double power, double proportion, double tested, double alpha = 0.05)
    {
        Check(proportion, tested, alpha);
        ProportionInput.Check(power);
        var (spread, null0) = Spreads(proportion, tested);
        var root =
            ((-StandardNormal.Quantile(alpha / 2) * null0) + (StandardNormal.Quantile(power) * spread)) / Math.Abs(proportion - tested);
        return proportion.Equals(tested) ? double.PositiveInfinity : Math.Max(0, root) * Math.Max(0, root);
    }

    /// <summary>
    /// Exact power of the one-sided binomial test of p ≤ p₀ at <paramref name="alpha"/>: with c the least count that
    /// P(X ≥ c | p₀) ≤ α, it is P(X ≥ c | p). Saw-toothed in n. 0 when no count can reject.
    /// </summary>
    public static double ExactOneSidedOf(int cases, double proportion, double tested, double alpha = 0.025)
    {
        Check(proportion, tested, alpha);
        ArgumentOutOfRangeException.ThrowIfNegative(cases);
        int low = 0,
            high = cases + 1;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (AtLeast(middle, cases, tested) <= alpha)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return AtLeast(low, cases, proportion);
    }

    /// <summary>
    /// The least number of cases from which on the exact one-sided test keeps the power at every larger number, too, up to twice as many;
    /// null when <paramref name="most"/> is not enough.
    /// </summary>
    public static int? ExactOneSidedCases(double power, double proportion, double tested, double alpha = 0.025, int most = 20_000)
    {
        Check(proportion, tested, alpha);
        ProportionInput.Check(power);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(proportion, tested);
        int? first = null;
        for (var n = 1; n <= most; n++)
        {
            if (ExactOneSidedOf(n, proportion, tested, alpha) < power)
            {
                first = null;
            }
            else if ((first ??= n) * 2 <= n)
            {
                break;
            }
        }

        return first;
    }

    /// <summary>
    /// The least number of cases for which Wilson's interval at the expected proportion is at most so wide on its wider side:
    /// solved for a real n, rounded up.
    /// </summary>
    public static int CasesForHalfWidth(double halfWidth, double proportion, double level = 0.95)
    {
        Check(proportion, proportion, 1 - level);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(halfWidth, 0);
        double Width(double n)
        {
            var (lower, upper) = Wilson.Interval(proportion * n, n, level);
            return Math.Max(proportion - lower, upper - proportion);
        }

        var enough = 1.0;
        while (Width(enough) > halfWidth)
        {
            enough *= 2;
        }

        return Math.Max(1, (int)Math.Ceiling(Root.Bisected(n => halfWidth - Width(n), 0, enough) - 1e-9));
    }

    private static double AtLeast(int count, int cases, double p) =>
        count <= 0 ? 1 : (count > cases ? 0 : IncompleteBeta.Regularised(p, count, cases - count + 1));

    private static (double Spread, double Null) Spreads(double proportion, double tested) =>
        (Math.Sqrt(proportion * (1 - proportion)), Math.Sqrt(tested * (1 - tested)));

    private static void Check(double proportion, double tested, double alpha)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(proportion, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(proportion, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(tested, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tested, 1);
        ProportionInput.Check(alpha);
    }
}
