namespace ReaderStudy.Statistics.Mrmc;

/// <summary>What one reader said of one case under one treatment.</summary>
/// <param name="Treatment">The arm, modality or test that is compared.</param>
/// <param name="Reader">Whoever rated.</param>
/// <param name="Case">The case; the same name under two readers or treatments is the same case.</param>
/// <param name="Diseased">The reference standard.</param>
/// <param name="Rating">Higher is more suspicious; infinities are ratings like others, NaN is none.</param>
public sealed record MrmcRating(string Treatment, string Reader, string Case, bool Diseased, double Rating);
