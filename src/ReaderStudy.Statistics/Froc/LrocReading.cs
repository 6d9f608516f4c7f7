namespace ReaderStudy.Statistics.Froc;

/// <summary>
/// A localisation reading: the reader gives every case one rating and, with it, the most suspicious location.
/// </summary>
/// <param name="Treatment">The arm.</param>
/// <param name="Reader">Who read.</param>
/// <param name="Case">What was read.</param>
/// <param name="Diseased">The reference standard: whether the case holds its one lesion.</param>
/// <param name="Rating">Higher is more suspicious; finite.</param>
/// <param name="Located">Whether the location was right; of no meaning for a non-diseased case.</param>
public sealed record LrocReading(string Treatment, string Reader, string Case, bool Diseased, double Rating, bool Located);
