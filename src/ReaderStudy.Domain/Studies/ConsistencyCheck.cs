namespace ReaderStudy.Domain.Studies;

/// <summary>Answers that contradict each other where all conditions hold: "malignant" with "cyst". The reader is asked before locking, and may confirm with a reason.</summary>
public sealed record ConsistencyCheck
{
    public required string Id { get; init; }

    /// <summary>What the reader is told: "You called the lesion malignant and named it a cyst."</summary>
    public required string Message { get; init; }

    /// <summary>The contradiction is there when every one of these holds.</summary>
    public required IReadOnlyList<Condition> When { get; init; }
}
