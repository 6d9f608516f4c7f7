namespace ReaderStudy.Statistics.Agreement;

/// <summary>One reader's answer for one case.</summary>
/// <param name="Case">Name of the case.</param>
/// <param name="Reader">Name of the reader.</param>
/// <param name="Rating">The category; null or empty when the reader gave none.</param>
public readonly record struct RatingRow(string Case, string Reader, string? Rating)
{
    internal bool IsMissing => string.IsNullOrEmpty(Rating);
}
