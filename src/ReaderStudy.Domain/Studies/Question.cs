namespace ReaderStudy.Domain.Studies;

/// <summary>What a reader is asked about a case.</summary>
public sealed record Question
{
    /// <summary>Ratings lie between this, negative, and this.</summary>
    public const int LargestRating = 1_000_000;

    public required string Id { get; init; }

    public required string Text { get; init; }

    public required QuestionKind Kind { get; init; }

    public IReadOnlyList<Choice> Choices { get; init; } = [];

    public int Minimum { get; init; }

    public int Maximum { get; init; } = 100;

    /// <summary>A reading cannot be locked while a required question that is asked has no answer.</summary>
    public bool Required { get; init; } = true;

    /// <summary>Asked only when this holds; null: always.</summary>
    public Condition? When { get; init; }

    /// <summary>Of marks: what is drawn; null: a point.</summary>
    public MarkShape? Shape { get; init; }

    /// <summary>
    /// Of marks: what is asked of each mark, beside its rating; choices, ratings and texts that depend on each other alone. Null: nothing.
    /// </summary>
    public IReadOnlyList<Question>? PerMark { get; init; }

    /// <summary>Of a measurement: with what it is made; null for every other kind.</summary>
    public MeasureTool? Tool { get; init; }

    /// <summary>Other column names under which files bring this question's answers.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];
}

public enum QuestionKind
{
    /// <summary>One of <see cref="Question.Choices"/>.</summary>
    Choice,

    /// <summary>A whole number from <see cref="Question.Minimum"/> to <see cref="Question.Maximum"/>.</summary>
    Rating,

    /// <summary>Free text, at most 2,000 characters.</summary>
    Text,

    /// <summary>Places in the patient, each with a rating: the reader's <see cref="Readings.Marking.Mark"/>s.</summary>
    Marks,

    /// <summary>An outline that the reader draws: a <see cref="Readings.Marking.MaskReference"/>.</summary>
    Mask,

    /// <summary>A length or an area that the reader measures on a slice: a <see cref="Readings.Marking.Measured"/>.</summary>
    Measure,
}

/// <param name="Id">What is stored.</param>
/// <param name="Label">What people read.</param>
/// <param name="When">Offered only when this holds; null: always.</param>
public sealed record Choice(string Id, string Label, Condition? When = null);
