namespace ReaderStudy.Domain.Studies;

/// <summary>A reading condition. Arms differ by the AI, by the images that are shown of the same case, or by what is told of the patient.</summary>
/// <param name="Id">Short name, <c>unaided</c>.</param>
/// <param name="Name">What people read.</param>
/// <param name="ShowsAi">True when the reader sees a model's output.</param>
public sealed record Arm(string Id, string Name, bool ShowsAi = false)
{
    /// <summary>The model whose output is seen; needed where <see cref="ShowsAi"/>.</summary>
    public string? Model { get; init; }

    /// <summary>The phases that are shown, from left to right; empty: those of the protocol's hanging.</summary>
    public IReadOnlyList<string> Phases { get; init; } = [];

    /// <summary>Which variant of the images is shown (a reconstruction, a dose), as the cohort names it; null: series without a variant.</summary>
    public string? Variant { get; init; }

    /// <summary>What is told of the patient; empty: nothing.</summary>
    public IReadOnlyList<ClinicalItem> Tells { get; init; } = [];

    /// <summary>When the model's output is seen; null: from the start.</summary>
    public AiReveal? Reveal { get; init; }
}

/// <summary>When readers see a model's output. After the unaided lock is the sequential design's own way, which <see cref="DesignKind"/> says.</summary>
public enum AiReveal
{
    /// <summary>With the case, from the start.</summary>
    Concurrent,

    /// <summary>When the reader asks for it, case by case; that they did, and when, is recorded.</summary>
    OnRequest,
}

/// <summary>Something about the patient that a protocol may let readers know.</summary>
public enum ClinicalItem
{
    Age,

    Sex,

    /// <summary>The case's clinical history, in a few sentences.</summary>
    History,
}
