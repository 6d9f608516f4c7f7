using ReaderStudy.Statistics.Distributions;
using ReaderStudy.Statistics.Intervals;

namespace ReaderStudy.Statistics.Design;

/// <summary>
/// Power and sample size of McNemar's two-sided test, from the shares of cases that only the first and only the second rater will have
/// right. With ψ their sum and δ their difference the power is Φ((√n |δ| − z√ψ) / √(ψ − δ²)).
/// </summary>
/// <remarks>
/// Connor RJ (1987). Biometrics 43:207–211. doi:10.2307/2531961. The same as Miettinen OS (1968). Biometrics 24:339–352.
/// doi:10.2307/2528039, for cases in place of discordant pairs.
/// </remarks>
public static class PairedProportionsPower
{
    /// <summary>Power with n cases; rejection on the wrong side is left out. α/2 when the shares are equal.</summary>
    public static double Of(double cases, double onlyFirst, double onlySecond, double alpha = 0.05)
    {
        Check(onlyFirst, onlySecond, alpha);
        ArgumentOutOfRangeException.ThrowIfNegative(cases);
        var (sum, gap) = (onlyFirst + onlySecond, Math.Abs(onlyFirst - onlySecond));
        var z = -StandardNormal.Quantile(alpha / 2);
        return StandardNormal.Cdf(((Math.Sqrt(cases) * gap) - (z * Math.Sqrt(sum))) / Math.Sqrt(sum - (gap * gap)));
    }

    /// <summary>Cases for a power: ((z_α/2 √ψ + z_power √(ψ − δ²)) / δ)², a real number: round up. ∞ when the shares are equal.</summary>
    public static double Cases(double power, double onlyFirst, double onlySecond, double alpha = 0.05)
    {
        Check(onlyFirst, onlySecond, alpha);
        ProportionInput.Check(power);
        var (sum, gap) = (onlyFirst + onlySecond, Math.Abs(onlyFirst - onlySecond));
        var z = -StandardNormal.Quantile(alpha / 2);
        var root = ((z * Math.Sqrt(sum)) + (StandardNormal.Quantile(power) * Math.Sqrt(sum - (gap * gap)))) / gap;
        return gap == 0 ? double.PositiveInfinity : Math.Max(0, root) * Math.Max(0, root);
    }

    /// <summary>
    /// The shares of discordant cases from both proportions right and their correlation φ over the cases:
    /// p₁₁ = p₁p₂ + φ√(p₁q₁p₂q₂), only first p₁ − p₁₁, only second p₂ − p₁₁.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">No cases have these proportions and this correlation.</exception>
    public static (double OnlyFirst, double OnlySecond) Discordance(double first, double second, double correlation)
    {
        var both = (first * second) + (correlation * Math.Sqrt(first * (1 - first) * second * (1 - second)));
        if (!(both >= Math.Max(0, first + second - 1) - 1e-12 && both <= Math.Min(first, second) + 1e-12))
        {
            throw new ArgumentOutOfRangeException(nameof(correlation), correlation, "The proportions do not allow this correlation.");
        }

        return (Math.Max(0, first - both), Math.Max(0, second - both));
    }

    /// <summary>
    /// Exact power of the exact test with n cases: the mean over the number of discordant cases, Binomial(n, ψ), of the power of the binomial
    /// test among them.
    /// </summary>
    public static double ExactOf(int cases, double onlyFirst, double onlySecond, double alpha = 0.05)
    {
        Check(onlyFirst, onlySecond, alpha);
        ArgumentOutOfRangeException.ThrowIfNegative(cases);
        var sum = onlyFirst + onlySecond;
        if (sum == 0)
        {
            return 0;
        }

        var share = onlyFirst / sum;
        double power = 0;
        var rejects = -1;
        for (var discordant = 1; discordant <= cases; discordant++)
        {
            // The largest count of the rarer side that rejects never falls as there are more discordant cases.
            while (2 * AtMost(rejects + 1, discordant, 0.5) <= alpha)
            {
                rejects++;
            }

            if (rejects >= 0)
            {
                power +=
                    MathNet.Numerics.Distributions.Binomial.PMF(sum, cases, discordant)
                    * (AtMost(rejects, discordant, share) + AtMost(rejects, discordant, 1 - share));
            }
        }

        return power;
    }

    private static double AtMost(int count, int of, double p) =>
        count < 0 ? 0 : (count >= of ? 1 : IncompleteBeta.Regularised(1 - p, of - count, count + 1));

    private static void Check(double onlyFirst, double onlySecond, double alpha)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyFirst);
        ArgumentOutOfRangeException.ThrowIfNegative(onlySecond);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(onlyFirst + onlySecond, 1);
        ProportionInput.Check(alpha);
    }
}
