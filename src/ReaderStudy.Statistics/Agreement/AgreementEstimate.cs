using ReaderStudy.Statistics.Distributions;

namespace ReaderStudy.Statistics.Agreement;

/// <summary>
/// A coefficient of agreement, (p_a − p_e) / (1 − p_e), with its ingredients. Readers are taken as given, cases as a sample.
/// </summary>
/// <param name="Cases">Cases with at least one rating.</param>
/// <param name="PairedCases">Cases with at least two ratings.</param>
/// <param name="ObservedAgreement">p_a; NaN when no case has two ratings.</param>
/// <param name="ExpectedAgreement">p_e, the agreement by chance as the coefficient understands it.</param>
/// <param name="Coefficient">NaN where p_a is, and where chance alone makes everything agree (p_e = 1).</param>
/// <param name="StandardError">Over cases; NaN where the coefficient is, and with a single case.</param>
public record AgreementEstimate(
    int Cases,
    int PairedCases,
    double ObservedAgreement,
    double ExpectedAgreement,
    double Coefficient,
    double StandardError
)
{
    /// <summary>Cases − 1.</summary>
    public int DegreesOfFreedom => Cases - 1;

    /// <summary>Coefficient over its standard error.</summary>
    public double T => Coefficient / StandardError;

    /// <summary>Of a coefficient at least as far from 0, by Student's t.</summary>
    public double TwoSidedP => StudentsT.TwoSidedP(T, DegreesOfFreedom);

    /// <summary>Of a coefficient at least as large when it is 0 in truth, by Student's t.</summary>
    public double UpperTailP => T > 0 ? 0.5 * TwoSidedP : 1 - (0.5 * TwoSidedP);

    /// <summary>
    /// Coefficient ± t·SE, the upper limit cut at 1 and the lower not. NaN where the standard error is.
    /// </summary>
    public (double Lower, double Upper) Interval(double level = 0.95) =>
        ConfidenceLimits.Student(Coefficient, StandardError, DegreesOfFreedom, level);

    /// <summary>Coefficient ± z·SE, not cut. NaN where the standard error is.</summary>
    public (double Lower, double Upper) NormalInterval(double level = 0.95) => ConfidenceLimits.Normal(Coefficient, StandardError, level);
}
