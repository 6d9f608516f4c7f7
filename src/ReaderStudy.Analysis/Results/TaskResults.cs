namespace ReaderStudy.Analysis.Results;

/// <summary>One task in one arm.</summary>
public sealed record TaskResults
{
    /// <summary>Id of the task.</summary>
    public required string Task { get; init; }

    public required string Name { get; init; }

    /// <summary>Id of the question whose answers are scored.</summary>
    public required string Question { get; init; }

    /// <summary>The group whose cases are analysed; null: all cases.</summary>
    public string? WithinGroup { get; init; }

    /// <summary>The label that counts as positive; null: no sensitivity and specificity.</summary>
    public string? Positive { get; init; }

    /// <summary>The truths and right answers of this task, in the order of tables.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Cases of the task.</summary>
    public required int Cases { get; init; }

    /// <summary>In the order of <see cref="StudyResults.Raters"/>; a rater who read nothing is there with zero counts.</summary>
    public required IReadOnlyList<RaterResults> Raters { get; init; }

    /// <summary>Among all raters, then among readers only; a set of fewer than two raters is left out, and so is a second set equal to the first.</summary>
    public required IReadOnlyList<AgreementResults> Agreement { get; init; }

    /// <summary>
    /// The reader (no model) with the highest accuracy; among equals the highest level, then the first by name. Null: no reader read a case.
    /// </summary>
    public BestReader? BestReader { get; init; }

    /// <summary>Every model against every reader, in the order of <see cref="StudyResults.Raters"/>.</summary>
    public required IReadOnlyList<Comparison> Comparisons { get; init; }
}

/// <param name="Rater">Id of the reader.</param>
/// <param name="EqualTo">Ids of the readers with the very same accuracy.</param>
public sealed record BestReader(string Rater, IReadOnlyList<string> EqualTo);

/// <summary>
/// A part of a whole with its Wilson score interval at 95 %. With <paramref name="Of"/> = 0 value and limits are undefined.
/// </summary>
/// <param name="Count">How many.</param>
/// <param name="Of">Out of how many.</param>
/// <param name="Value">Count / Of, 0 to 1.</param>
/// <param name="Lower">Lower 95 % limit.</param>
/// <param name="Upper">Upper 95 % limit.</param>
public sealed record Proportion(int Count, int Of, double Value, double Lower, double Upper);

/// <summary>
/// One rater in one task. Denominators are the cases of the task that the rater read; no answer, several answers and an answer
/// outside the task's labels are not right, and are counted here.
/// </summary>
public sealed record RaterResults
{
    /// <summary>Id of the rater.</summary>
    public required string Rater { get; init; }

    /// <summary>Cases of the task that the rater read.</summary>
    public required int CasesRead { get; init; }

    /// <summary>Cases of the task that the rater did not read, by id.</summary>
    public required IReadOnlyList<string> CasesMissing { get; init; }

    public required Proportion Accuracy { get; init; }

    /// <summary>Positive cases called positive; null when the task names no positive label.</summary>
    public Proportion? Sensitivity { get; init; }

    /// <summary>Negative cases called by a negative label of the task (not: left open); null when the task names no positive label.</summary>
    public Proportion? Specificity { get; init; }

    /// <summary>For each label of the task: cases of that truth that were called so.</summary>
    public required IReadOnlyList<ClassRecall> Recalls { get; init; }

    /// <summary>Mean of the recalls of those classes of which the rater read a case; NaN when there is none.</summary>
    public required double MacroRecall { get; init; }

    public required ConfusionMatrix Confusion { get; init; }

    /// <summary>Cases read whose question was left open, by id.</summary>
    public required IReadOnlyList<string> WithoutAnswer { get; init; }

    /// <summary>Cases with more than one choice ticked, by id.</summary>
    public required IReadOnlyList<string> SeveralAnswers { get; init; }

    /// <summary>Cases whose one answer is not among the task's labels, by id.</summary>
    public required IReadOnlyList<string> OtherClass { get; init; }
}

/// <param name="Label">The class.</param>
/// <param name="Recall">Of the cases of this truth, those called so.</param>
public sealed record ClassRecall(string Label, Proportion Recall);

/// <summary>Counts of cases: rows are truths, columns are answers.</summary>
/// <param name="Rows">The task's labels.</param>
/// <param name="Columns">
/// The task's labels, then <see cref="OtherClass"/> (one answer, not of this task) and <see cref="NoSingleAnswer"/> (none or several).
/// </param>
/// <param name="Counts">Row by row.</param>
public sealed record ConfusionMatrix(IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<int>> Counts)
{
    public const string OtherClass = "other class";

    public const string NoSingleAnswer = "no single answer";
}
