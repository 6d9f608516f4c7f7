namespace ReaderStudy.Domain.Studies;

/// <summary>What is analysed: one question against the reference standard, over all cases or those of one truth group.</summary>
public sealed record AnalysisTask
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The question whose answers are scored.</summary>
    public required string Question { get; init; }

    /// <summary>The labels in the order of tables; each is a truth of this task.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    public required TaskTruth Truth { get; init; }

    /// <summary>Only cases whose truth is in this group are analysed; null: all.</summary>
    public string? WithinGroup { get; init; }

    /// <summary>The label that counts as positive in sensitivity and specificity; null: one class against the rest for each label.</summary>
    public string? Positive { get; init; }

    /// <summary>The question that rates <see cref="Positive"/>, for ROC analysis; null: none.</summary>
    public string? Rating { get; init; }

    /// <summary>
    /// Which label a choice counts as, where choices are finer than truth (LR-4 and LR-5 are HCC); what is not named counts as itself.
    /// Null: choices are labels. Agreement among readers is about the choices as they were given.
    /// </summary>
    public IReadOnlyList<ChoiceLabel>? Mapping { get; init; }

    /// <summary>The label that an answer counts as.</summary>
    public string LabelOf(string choice) => Mapping?.FirstOrDefault(m => m.Choice == choice)?.Label ?? choice;
}

public enum TaskTruth
{
    /// <summary>The case's class (HCC).</summary>
    Class,

    /// <summary>The group of the case's class (malignant).</summary>
    Group,
}

/// <param name="Choice">A choice of the task's question.</param>
/// <param name="Label">The label of the task that it counts as.</param>
public sealed record ChoiceLabel(string Choice, string Label);
