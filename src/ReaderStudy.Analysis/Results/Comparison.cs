namespace ReaderStudy.Analysis.Results;

/// <summary>A model against a reader, case by case, over the cases of the task that both read.</summary>
/// <param name="Model">Id of the model.</param>
/// <param name="Reader">Id of the reader.</param>
/// <param name="ReaderIsBest">The reader is the task's <see cref="TaskResults.BestReader"/>.</param>
/// <param name="NotCompared">Cases of the task that one of them did not read, by id.</param>
/// <param name="Strata">All cases together, then by truth of the task; where the truth is a group, its classes follow.</param>
public sealed record Comparison(
    string Model,
    string Reader,
    bool ReaderIsBest,
    IReadOnlyList<string> NotCompared,
    IReadOnlyList<ComparisonStratum> Strata
);

public enum StratumKind
{
    All,

    /// <summary>One truth of the task: a label.</summary>
    Truth,

    /// <summary>One reference class, in a task whose truth is the group.</summary>
    Class,
}

/// <summary>The matrix of one stratum: who was right.</summary>
/// <param name="Kind">What the cases have in common.</param>
/// <param name="Of">The truth or class; <c>all</c>.</param>
/// <param name="Label">What people read.</param>
/// <param name="Cases">Sum of the four cells.</param>
/// <param name="BothRight">Model and reader were right.</param>
/// <param name="OnlyModelRight">The model was right, the reader not.</param>
/// <param name="OnlyReaderRight">The reader was right, the model not.</param>
/// <param name="NeitherRight">Neither was right.</param>
/// <param name="McNemarExactP">Two-sided exact p-value of equal accuracy, from the two cells in which they differ; descriptive, not adjusted.</param>
public sealed record ComparisonStratum(
    StratumKind Kind,
    string Of,
    string Label,
    int Cases,
    OutcomeCell BothRight,
    OutcomeCell OnlyModelRight,
    OutcomeCell OnlyReaderRight,
    OutcomeCell NeitherRight,
    double McNemarExactP
);

/// <param name="Count">Number of cases.</param>
/// <param name="Cases">Their ids, in order.</param>
public sealed record OutcomeCell(int Count, IReadOnlyList<string> Cases);
