using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Mrmc;

/// <summary>The test that all treatments have the same mean figure of merit, F = MS(T) / denominator.</summary>
/// <param name="MeanSquare">MS(T).</param>
/// <param name="Denominator">What MS(T) is expected to be if there is no difference.</param>
/// <param name="NumeratorDf">Treatments − 1.</param>
/// <param name="DenominatorDf">Real-valued; infinite where the test is a χ² test.</param>
public sealed record OverallTest(double MeanSquare, double Denominator, double NumeratorDf, double DenominatorDf)
{
    /// <summary>F; NaN for identical arms (0 / 0) and with one treatment.</summary>
    public double F => MeanSquare / Denominator;

    /// <summary>F times its numerator's degrees of freedom: the χ² statistic where the denominator's are infinite.</summary>
    public double ChiSquared => F * NumeratorDf;

    /// <summary>The probability of a larger F if there is no difference.</summary>
    public double P => FisherF.UpperTail(F, NumeratorDf, DenominatorDf);
}
