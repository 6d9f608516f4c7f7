namespace ReaderStudy.Statistics.Mrmc;

/// <summary>The analysis of variance of readers' figures of merit.</summary>
/// <param name="Treatment">MS(T).</param>
/// <param name="Reader">MS(R); where readers are nested in treatments MS(R(T)), within their treatment.</param>
/// <param name="TreatmentReader">MS(TR); without degrees of freedom where readers are nested in treatments.</param>
public sealed record OrAnova(MeanSquare Treatment, MeanSquare Reader, MeanSquare TreatmentReader);
