namespace ReaderStudy.Statistics.Mrmc;

/// <summary>Mean squares of one reader's pseudo-values.</summary>
/// <param name="Treatment">MS(T).</param>
/// <param name="Case">MS(C).</param>
/// <param name="TreatmentCase">MS(TC).</param>
public sealed record DbmReader(MeanSquare Treatment, MeanSquare Case, MeanSquare TreatmentCase);
