using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Agreement;

/// <summary>A pair of limits of agreement, each with its interval.</summary>
public sealed record LimitsOfAgreement(
    double Lower,
    double Upper,
    (double Lower, double Upper) OfLower,
    (double Lower, double Upper) OfUpper
);

/// <summary>
/// Agreement of two readers or methods who measured the same cases once each: the differences d = first − second, their mean (the bias) and
/// the limits bias ± z·s between which 95 % of the differences are expected. Everything is NaN for fewer than two pairs where it needs s.
/// </summary>
/// <remarks>
/// Bland JM, Altman DG (1986). Lancet 327:307–310. doi:10.1016/S0140-6736(86)90837-8.
/// Bland JM, Altman DG (1999). Statistical Methods in Medical Research 8:135–160. doi:10.1177/096228029900800204
/// </remarks>
/// <param name="Pairs">n.</param>
/// <param name="Bias">Mean difference.</param>
/// <param name="StandardDeviation">s of the differences, over n − 1.</param>
/// <param name="DifferenceOnMean">The differences' regression on the pairs' means: a slope tells that they grow with what is measured.</param>
public sealed record BlandAltman(int Pairs, double Bias, double StandardDeviation, LinearRegression DifferenceOnMean)
{
    /// <summary>s / √n.</summary>
    public double StandardErrorOfBias => StandardDeviation / Math.Sqrt(Pairs);

    /// <summary>Paired t of no bias, with n − 1 degrees of freedom; NaN when all differences are 0.</summary>
    public double T => Bias / StandardErrorOfBias;

    /// <summary>n − 1.</summary>
    public int DegreesOfFreedom => Pairs - 1;

    /// <summary>Two-sided p-value of <see cref="T"/>.</summary>
    public double P => StudentsT.TwoSidedP(T, DegreesOfFreedom);

    /// <summary>
    /// s / √2, the standard deviation of repeated measurements of the same case when the two are repeats by the same method without a bias.
    /// </summary>
    public double WithinCaseStandardDeviation => StandardDeviation / Math.Sqrt(2);

    /// <summary>z·s, the difference that two repeats exceed in 5 % of cases.</summary>
    public double RepeatabilityCoefficient(double coverage = 0.95) => StandardNormal.Critical(coverage) * StandardDeviation;

    /// <summary>Bias ± t·s/√n.</summary>
    public (double Lower, double Upper) BiasInterval(double level = 0.95)
    {
        var half = StudentsT.Critical(level, DegreesOfFreedom) * StandardErrorOfBias;
        return (Bias - half, Bias + half);
    }

    /// <summary>
    /// Limits of agreement for a part <paramref name="coverage"/> of the differences with exact intervals: bias + s/√n times the quantiles of
    /// the non-central t distribution with n − 1 degrees of freedom and non-centrality z√n. The default of this library.
    /// </summary>
    /// <remarks>Carkeet A (2015). Optometry and Vision Science 92:e71–e80. doi:10.1097/OPX.0000000000000513</remarks>
    public LimitsOfAgreement Limits(double coverage = 0.95, double level = 0.95)
    {
        var z = StandardNormal.Critical(coverage);
        var noncentrality = z * Math.Sqrt(Pairs);
        var near = NoncentralT.Quantile((1 - level) / 2, DegreesOfFreedom, noncentrality) * StandardErrorOfBias;
        var far = NoncentralT.Quantile((1 + level) / 2, DegreesOfFreedom, noncentrality) * StandardErrorOfBias;
        var half = z * StandardDeviation;
        return new LimitsOfAgreement(Bias - half, Bias + half, (Bias - far, Bias - near), (Bias + near, Bias + far));
    }

    /// <summary>
    /// Limits bias ± <paramref name="multiplier"/>·s with the intervals of 1986: t·√(3s²/n), the 3 being 1 + 1.96²/2 rounded up. R's
    /// BlandAltmanLeh has these.
    /// </summary>
    public LimitsOfAgreement Limits1986(double multiplier = 1.96, double level = 0.95) =>
        Approximate(multiplier, Math.Sqrt(3) * StandardErrorOfBias, level);

    /// <summary>
    /// Limits bias ± <paramref name="multiplier"/>·s with the intervals of 1999: t·s·√(1/n + z²/(2(n − 1))). The z of that variance is the
    /// multiplier itself in the paper, which writes 1.96 for both.
    /// </summary>
    public LimitsOfAgreement Limits1999(double multiplier = 1.96, double level = 0.95) => Limits1999(multiplier, multiplier, level);

    /// <summary>
    /// As above with another number in the limits than in their variance. R's blandr has 1.96 (or 2) in the limits and the normal quantile of
    /// the interval's level in the variance.
    /// </summary>
    public LimitsOfAgreement Limits1999(double multiplier, double z, double level) =>
        Approximate(multiplier, StandardDeviation * Math.Sqrt((1.0 / Pairs) + (z * z / (2.0 * DegreesOfFreedom))), level);

    /// <summary>From pairs in order; a pair with a missing value (NaN) is left out.</summary>
    /// <exception cref="BadInputException">The lengths differ, or a value is infinite.</exception>
    public static BlandAltman Of(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var pairs = MeasuredPairs.Of(first, second);
        var n = pairs.Count;
        double[] differences = [.. pairs.Select(p => p.First - p.Second)];
        double[] means = [.. pairs.Select(p => 0.5 * (p.First + p.Second))];
        var bias = differences.Sum() / n;
        var squares = differences.Sum(d => (d - bias) * (d - bias));
        return new BlandAltman(n, bias, Math.Sqrt(squares / (n - 1)), LinearRegression.Of(means, differences));
    }

    /// <summary>
    /// The same for the ratios first / second, which suits differences that grow with what is measured: the analysis of ln first − ln second.
    /// Exponentials of its bias and limits are the geometric mean ratio and the limits of the ratio. NaN when a value is not positive.
    /// </summary>
    public static BlandAltman OfLogarithms(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var pairs = MeasuredPairs.Of(first, second);
        return pairs.Any(p => p.First <= 0 || p.Second <= 0)
            ? new BlandAltman(pairs.Count, double.NaN, double.NaN, LinearRegression.Undefined)
            : Of([.. pairs.Select(p => Math.Log(p.First))], [.. pairs.Select(p => Math.Log(p.Second))]);
    }

    private LimitsOfAgreement Approximate(double multiplier, double standardError, double level)
    {
        var (lower, upper) = (Bias - (multiplier * StandardDeviation), Bias + (multiplier * StandardDeviation));
        var half = StudentsT.Critical(level, DegreesOfFreedom) * standardError;
        return new LimitsOfAgreement(lower, upper, (lower - half, lower + half), (upper - half, upper + half));
    }
}
