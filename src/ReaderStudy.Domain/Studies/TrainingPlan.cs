namespace ReaderStudy.Domain.Studies;

/// <summary>Training on cases outside the test set, before the first pivotal case: with feedback, and with a gate where the protocol asks for one.</summary>
/// <remarks>
/// FDA (2022), FDA-2009-D-0503, on training readers with cases that are not of the test set; the gate follows the proficiency test of the HTT study (Elfer et al. 2022).
/// </remarks>
public sealed record TrainingPlan
{
    /// <summary>No training may be taken more often.</summary>
    public const int TriesAtMost = 100;

    /// <summary>The task whose question is scored.</summary>
    public required string Task { get; init; }

    /// <summary>
    /// Shows the reference standard once a training case is locked; where there is a gate and another try at it, once the training is passed.
    /// </summary>
    public bool Feedback { get; init; } = true;

    /// <summary>Per cent of the training cases that must be right before pivotal cases open; 0: no gate.</summary>
    public int RequiredPercent { get; init; }

    /// <summary>How often the training may be taken; after that only an approved deviation opens the gate.</summary>
    public int MostTries { get; init; } = 3;
}
