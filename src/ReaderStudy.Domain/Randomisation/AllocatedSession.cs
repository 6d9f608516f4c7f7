using ReaderStudy.Domain.Readings;

namespace ReaderStudy.Domain.Randomisation;

/// <summary>A session as the allocation draws it.</summary>
/// <param name="Number">Number of the session in the study, from 1.</param>
/// <param name="ReaderId">Whose.</param>
/// <param name="Kind">Pivotal or training.</param>
/// <param name="Period">From 1; 0 for training.</param>
/// <param name="Part">From 1.</param>
/// <param name="ArmId">The arm.</param>
/// <param name="RevealArmId">Sequential: the second arm; null otherwise.</param>
/// <param name="Places">In the order of reading.</param>
public sealed record AllocatedSession(
    int Number,
    Guid ReaderId,
    SessionKind Kind,
    int Period,
    int Part,
    string ArmId,
    string? RevealArmId,
    IReadOnlyList<AllocatedPlace> Places
);

/// <param name="CaseId">Which case.</param>
/// <param name="Attempt">From 1; 2 for the later one of a hidden repeat.</param>
/// <param name="IsRevealed">Sequential: whether the AI is revealed after the unaided lock.</param>
/// <param name="ShamClassId">What is shown as AI output on a catch case; null: the model's own.</param>
public sealed record AllocatedPlace(Guid CaseId, int Attempt = 1, bool IsRevealed = true, string? ShamClassId = null);
