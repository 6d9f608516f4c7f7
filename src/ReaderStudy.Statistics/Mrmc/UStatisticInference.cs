using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Mrmc;

/// <summary>An estimate with its one-shot variance: the statistic (estimate − null) / √variance with two-sided p-values and intervals.</summary>
/// <param name="Estimate">An AUC, a proportion, or a difference of two.</param>
/// <param name="Null">The value tested: ½ for an AUC, 0 for a difference.</param>
/// <param name="Variance">May be negative when unbiased; everything that follows is then NaN.</param>
/// <param name="DegreesOfFreedom">Of the t-distribution; NaN leaves only the normal results.</param>
/// <param name="Statistic">0/0 (an estimate equal to the null without variance) is NaN: such data tell nothing.</param>
/// <param name="NormalP">By the normal distribution.</param>
/// <param name="Normal">The interval by the normal distribution.</param>
/// <param name="StudentP">By the t-distribution.</param>
/// <param name="Student">The interval by the t-distribution. Intervals are not clipped to the possible values.</param>
public sealed record UStatisticInference(
    double Estimate,
    double Null,
    double Variance,
    double DegreesOfFreedom,
    double Statistic,
    double NormalP,
    (double Lower, double Upper) Normal,
    double StudentP,
    (double Lower, double Upper) Student
)
{
    /// <summary>Square root of the variance; NaN when that is negative.</summary>
    public double StandardError => Math.Sqrt(Variance);

    /// <summary>With the degrees of freedom as they are.</summary>
    public static UStatisticInference Of(double estimate, double nullValue, double variance, double degreesOfFreedom, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(level, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);
        var error = Math.Sqrt(variance);
        var statistic = (estimate - nullValue) / error;
        var usable = degreesOfFreedom > 0;
        return new UStatisticInference(
            estimate,
            nullValue,
            variance,
            degreesOfFreedom,
            statistic,
            StandardNormal.TwoSidedP(statistic),
            Around(StandardNormal.Critical(level)),
            usable ? StudentsT.TwoSidedP(statistic, degreesOfFreedom) : double.NaN,
            Around(usable ? StudentsT.Critical(level, degreesOfFreedom) : double.NaN)
        );

        (double Lower, double Upper) Around(double critical) => (estimate - (critical * error), estimate + (critical * error));
    }

    /// <summary>
    /// As the package iMRMC does: the degrees of freedom are cut to a whole number, and above 50 the normal distribution stands for t. A
    /// little conservative below 50, a little liberal above; <see cref="DegreesOfFreedom"/> keeps what was given.
    /// </summary>
    public static UStatisticInference OfWholeDegrees(
        double estimate,
        double nullValue,
        double variance,
        double degreesOfFreedom,
        double level = 0.95
    )
    {
        var whole = Of(estimate, nullValue, variance, Math.Floor(degreesOfFreedom), level);
        return degreesOfFreedom > 50
            ? whole with
            {
                DegreesOfFreedom = degreesOfFreedom,
                StudentP = whole.NormalP,
                Student = whole.Normal,
            }
            : whole with
            {
                DegreesOfFreedom = degreesOfFreedom,
            };
    }
}
