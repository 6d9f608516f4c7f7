using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Agreement;

/// <summary>
/// How repeated measurements of the same case vary: the pooled variance within cases, s_w² = ΣΣ(y − ȳ_i)² / Σ(m_i − 1). Its root is the
/// within-case standard deviation, and z√2·s_w the repeatability coefficient, which the difference of two repeats exceeds in 5 % of cases.
/// </summary>
/// <remarks>Bland JM, Altman DG (1996). BMJ 313:744. doi:10.1136/bmj.313.7059.744</remarks>
/// <param name="Cases">Cases with a measurement.</param>
/// <param name="Variance">s_w²; NaN when no case was measured twice.</param>
/// <param name="DegreesOfFreedom">Σ(m_i − 1).</param>
/// <param name="HarmonicRepeats">m_h, the harmonic mean of the numbers of measurements.</param>
public sealed record WithinVariance(int Cases, double Variance, int DegreesOfFreedom, double HarmonicRepeats)
{
    /// <summary>s_w.</summary>
    public double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>(1 − 1/m_h) s_w², by how much a single measurement varies more than the mean of m_h; 0 when no case was measured twice.</summary>
    public double Part => DegreesOfFreedom == 0 ? 0 : (1 - (1 / HarmonicRepeats)) * Variance;

    /// <summary>z√2·s_w.</summary>
    public double RepeatabilityCoefficient(double coverage = 0.95) => StandardNormal.Critical(coverage) * Math.Sqrt(2) * StandardDeviation;

    /// <summary>The interval of the within-case standard deviation, by χ².</summary>
    public (double Lower, double Upper) StandardDeviationInterval(double level = 0.95)
    {
        var sum = Variance * DegreesOfFreedom;
        return DegreesOfFreedom == 0
            ? (double.NaN, double.NaN)
            : (
                Math.Sqrt(sum / ChiSquared.Quantile((1 + level) / 2, DegreesOfFreedom)),
                Math.Sqrt(sum / ChiSquared.Quantile((1 - level) / 2, DegreesOfFreedom))
            );
    }

    /// <summary>The interval of the repeatability coefficient.</summary>
    public (double Lower, double Upper) RepeatabilityInterval(double coverage = 0.95, double level = 0.95)
    {
        var factor = StandardNormal.Critical(coverage) * Math.Sqrt(2);
        var (lower, upper) = StandardDeviationInterval(level);
        return (factor * lower, factor * upper);
    }

    /// <summary>From a list of measurements a case; a case without any is left out.</summary>
    public static WithinVariance Of(IReadOnlyList<IReadOnlyList<double>> measurementsByCase)
    {
        ArgumentNullException.ThrowIfNull(measurementsByCase);
        double squares = 0,
            inverses = 0;
        int cases = 0,
            degrees = 0;
        foreach (var values in measurementsByCase)
        {
            if (values.Count == 0)
            {
                continue;
            }

            var mean = values.Average();
            squares += values.Sum(v => (v - mean) * (v - mean));
            inverses += 1.0 / values.Count;
            degrees += values.Count - 1;
            cases++;
        }

        return new WithinVariance(cases, squares / degrees, degrees, cases / inverses);
    }
}
