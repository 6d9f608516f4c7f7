using MathNet.Numerics.Distributions;

namespace ReaderStudy.Statistics.Accuracy;

/// <summary>Test that two raters of the same cases are right equally often, from the cases on which exactly one of them is.</summary>
/// <remarks>McNemar Q (1947). Psychometrika 12:153–157. doi:10.1007/BF02295996</remarks>
public static class McNemar
{
    /// <summary>
    /// Two-sided exact p-value: twice the probability, under Binomial(b + c, ½), of at most min(b, c), cut at 1. It is 1 when no case
    /// tells the raters apart.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double ExactP(int onlyFirstRight, int onlySecondRight)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyFirstRight);
        ArgumentOutOfRangeException.ThrowIfNegative(onlySecondRight);
        // At least half of the distribution lies at or below the smaller count: 1 exactly, without rounding.
        return Math.Abs(onlyFirstRight - onlySecondRight) <= 1
            ? 1
            : 2 * Binomial.CDF(0.5, onlyFirstRight + onlySecondRight, Math.Min(onlyFirstRight, onlySecondRight));
    }
}
