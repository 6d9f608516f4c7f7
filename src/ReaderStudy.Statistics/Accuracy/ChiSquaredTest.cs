using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Accuracy;

/// <summary>A χ² statistic with its degrees of freedom and p-value; NaN where the statistic is 0/0.</summary>
public readonly record struct ChiSquaredTest(double Statistic, double DegreesOfFreedom)
{
    /// <summary>The probability of a larger statistic.</summary>
    public double P => ChiSquared.UpperTail(Statistic, DegreesOfFreedom);
}
