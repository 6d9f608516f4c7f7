using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Mrmc;

/// <summary>
/// A mean figure of merit, a difference or a contrast of them, with what its intervals and tests are made of. With infinitely many degrees
/// of freedom Student's t is the normal distribution.
/// </summary>
/// <param name="Value">The estimate.</param>
/// <param name="StandardError">Its standard error; NaN when an estimated variance is negative or undefined.</param>
/// <param name="DegreesOfFreedom">Real-valued; NaN when both of its terms are 0 (identical arms) or undefined.</param>
public sealed record MrmcEstimate(double Value, double StandardError, double DegreesOfFreedom)
{
    /// <summary>
    /// (value − against) / standard error. Infinite where the standard error is 0 and the value differs, NaN where it is 0 and the value
    /// does not.
    /// </summary>
    public double Statistic(double against = 0) => (Value - against) / StandardError;

    /// <summary>Two-sided p-value of the hypothesis that the truth is <paramref name="against"/>.</summary>
    public double P(double against = 0) => StudentsT.TwoSidedP(Statistic(against), DegreesOfFreedom);

    /// <summary>One-sided p-value of the hypothesis that the truth is at most <paramref name="against"/>.</summary>
    public double PGreater(double against = 0) => StudentsT.Cdf(-Statistic(against), DegreesOfFreedom);

    /// <summary>One-sided p-value of the hypothesis that the truth is at least <paramref name="against"/>.</summary>
    public double PLess(double against = 0) => StudentsT.Cdf(Statistic(against), DegreesOfFreedom);

    /// <summary>
    /// The two-sided interval, not clipped: a mean AUC may leave [0, 1]; <see cref="IntervalWithin"/> cuts it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public (double Lower, double Upper) Interval(double level = 0.95)
    {
        RequireLevel(level);
        var half = StudentsT.Critical(level, DegreesOfFreedom) * StandardError;
        return (Value - half, Value + half);
    }

    /// <summary>The two-sided interval, cut to what the figure of merit can be.</summary>
    public (double Lower, double Upper) IntervalWithin(double least, double most, double level = 0.95)
    {
        var (lower, upper) = Interval(level);
        return (Math.Max(lower, least), Math.Min(upper, most));
    }

    /// <summary>The limit above which the truth lies with the confidence of <paramref name="level"/>.</summary>
    public double LowerLimit(double level = 0.95)
    {
        RequireLevel(level);
        return Value - (StudentsT.Quantile(level, DegreesOfFreedom) * StandardError);
    }

    /// <summary>The limit below which the truth lies with the confidence of <paramref name="level"/>.</summary>
    public double UpperLimit(double level = 0.95)
    {
        RequireLevel(level);
        return Value + (StudentsT.Quantile(level, DegreesOfFreedom) * StandardError);
    }

    internal static void RequireLevel(double level)
    {
        if (!(level > 0 && level < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level of confidence lies between 0 and 1.");
        }
    }
}
