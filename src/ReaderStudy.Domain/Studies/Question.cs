namespace ReaderStudy.Domain.Studies;

/// <summary>What a reader is asked about a case.</summary>
public sealed record Question
{
    /// <summary>Ratings lie between this, negative, and this.</summary>
    public const int LargestRating = 1_000_000;

    /// <summary>Most decimals of a number.</summary>
    public const int MostDecimals = 6;

    /// <summary>Longest unit, in characters.</summary>
    public const int LongestUnit = 32;

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

    /// <summary>Rating: the parts of the scale that belong to what was decided before; the first whose condition holds counts. Null: the whole scale.</summary>
    public IReadOnlyList<RatingSide>? Sides { get; init; }

    /// <summary>Multiple: the choices that exclude all others, "none of these". Null: none.</summary>
    public IReadOnlyList<string>? Exclusive { get; init; }

    /// <summary>Number: its unit, <c>mm</c>. Null: it has none.</summary>
    public string? Unit { get; init; }

    /// <summary>Number: how many decimals it may have. Null: none.</summary>
    public int? Decimals { get; init; }

    /// <summary>Ordinal: what helps the reader to decide; it answers nothing by itself. Null: nothing.</summary>
    public QuestionAid? Aid { get; init; }
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

    /// <summary>One or more of <see cref="Question.Choices"/>, joined by <c>|</c> in their order.</summary>
    Multiple,

    /// <summary>One of <see cref="Question.Choices"/>, which stand in order.</summary>
    Ordinal,

    /// <summary>A number from <see cref="Question.Minimum"/> to <see cref="Question.Maximum"/>.</summary>
    Number,
}

public enum QuestionAid
{
    /// <summary>The diagnostic table of LI-RADS CT/MRI v2018 (American College of Radiology).</summary>
    LiRads,
}

/// <param name="Id">What is stored.</param>
/// <param name="Label">What people read.</param>
/// <param name="When">Offered only when this holds; null: always.</param>
public sealed record Choice(string Id, string Label, Condition? When = null);
