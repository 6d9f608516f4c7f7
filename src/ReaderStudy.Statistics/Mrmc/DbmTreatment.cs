namespace ReaderStudy.Statistics.Mrmc;

/// <summary>Mean squares of one treatment's pseudo-values.</summary>
/// <param name="Reader">MS(R).</param>
/// <param name="Case">MS(C).</param>
/// <param name="ReaderCase">MS(RC).</param>
public sealed record DbmTreatment(MeanSquare Reader, MeanSquare Case, MeanSquare ReaderCase);
