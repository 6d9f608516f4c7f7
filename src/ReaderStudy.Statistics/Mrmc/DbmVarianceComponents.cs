namespace ReaderStudy.Statistics.Mrmc;

/// <summary>
/// Variance components of pseudo-values, as they were estimated: they may be negative. With t treatments, r readers and n cases.
/// </summary>
/// <param name="Reader">(MS(R) − MS(TR) − MS(RC) + MS(TRC)) / (t n).</param>
/// <param name="Case">(MS(C) − MS(TC) − MS(RC) + MS(TRC)) / (t r).</param>
/// <param name="TreatmentReader">(MS(TR) − MS(TRC)) / n.</param>
/// <param name="TreatmentCase">(MS(TC) − MS(TRC)) / r.</param>
/// <param name="ReaderCase">(MS(RC) − MS(TRC)) / t.</param>
/// <param name="Error">MS(TRC).</param>
public sealed record DbmVarianceComponents(
    double Reader,
    double Case,
    double TreatmentReader,
    double TreatmentCase,
    double ReaderCase,
    double Error
);
