namespace ReaderStudy.Statistics.Froc;

/// <summary>An image (or a set of images read as one) of a free-response study.</summary>
/// <param name="Case">Its label.</param>
/// <param name="Diseased">The reference standard: whether it holds at least one lesion.</param>
/// <param name="Patient">Whose it is; null when every case is a patient of its own. Intervals are clustered by it.</param>
public sealed record FrocCase(string Case, bool Diseased, string? Patient = null);

/// <summary>A lesion of the reference standard.</summary>
/// <param name="Case">Where it is.</param>
/// <param name="Lesion">Its label, unique within the case.</param>
/// <param name="Weight">Its importance within its case, where the weights sum to 1; null when all lesions of the case count the same.</param>
/// <param name="SizeInMillimetres">NaN when not measured.</param>
public sealed record FrocLesion(string Case, string Lesion, double? Weight = null, double SizeInMillimetres = double.NaN);

/// <summary>
/// A location that a reader marked, with the confidence in it. An image or a lesion that was not marked has no row.
/// </summary>
/// <param name="Treatment">The arm.</param>
/// <param name="Reader">Who marked.</param>
/// <param name="Case">Where.</param>
/// <param name="Lesion">
/// The lesion that was hit (lesion localisation); null or empty when the mark is on none (non-lesion localisation, a false positive).
/// </param>
/// <param name="Rating">Higher is more suspicious; finite.</param>
public sealed record FrocMark(string Treatment, string Reader, string Case, string? Lesion, double Rating);
