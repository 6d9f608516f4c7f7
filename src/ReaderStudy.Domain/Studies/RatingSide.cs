namespace ReaderStudy.Domain.Studies;

/// <summary>The part of a rating's scale that belongs to what was decided before: malignant rates from 51 to 100.</summary>
/// <param name="When">What was decided.</param>
/// <param name="Minimum">Least rating then.</param>
/// <param name="Maximum">Largest rating then.</param>
public sealed record RatingSide(Condition When, int Minimum, int Maximum);
