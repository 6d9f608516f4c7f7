namespace ReaderStudy.Statistics.Assistance;

/// <summary>One reader's two answers to one case: without the AI, and with it.</summary>
/// <param name="Reader">Who read.</param>
/// <param name="Case">What was read.</param>
/// <param name="Truth">The right answer.</param>
/// <param name="Unaided">The answer without the AI.</param>
/// <param name="Aided">The answer with the AI.</param>
/// <param name="Advice">What the AI said; null or empty when that is not known.</param>
/// <param name="Level">The reader's level of experience; null or empty when there are none.</param>
public sealed record AssistedReading(
    string Reader,
    string Case,
    string Truth,
    string Unaided,
    string Aided,
    string? Advice = null,
    string? Level = null
);
