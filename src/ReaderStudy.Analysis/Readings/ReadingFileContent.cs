using ReaderStudy.Analysis.Ratings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Analysis.Readings;

/// <summary>What a file of readings holds, checked against the protocol.</summary>
public sealed record ReadingFileContent
{
    /// <summary>True: one row an answer; false: one row a reading.</summary>
    public required bool IsLong { get; init; }

    /// <summary>In the order in which the file first names them.</summary>
    public required IReadOnlyList<RatedCase> Cases { get; init; }

    /// <summary>In the order in which the file first names them; the id is the name.</summary>
    public required IReadOnlyList<Rater> Raters { get; init; }

    /// <summary>In the order of the file; in a long file the rows of one rater, case and arm are one reading.</summary>
    public required IReadOnlyList<FileReading> Readings { get; init; }

    /// <summary>Answers to be looked at by a person, by row; taken as they stand.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>What was left aside, in sentences: columns that nothing reads, questions without a column.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The choice answers as the analysis takes them.</summary>
    public required RatingTable Table { get; init; }
}

/// <summary>One rater's reading of one case in one arm.</summary>
/// <param name="Row">Line of the file in which it begins; the header is line 1.</param>
/// <param name="CaseId">One of the cases.</param>
/// <param name="RaterId">One of the raters.</param>
/// <param name="Arm">Null: a model's, outside the arms.</param>
/// <param name="Answers">One a question that the file asks, left open or not.</param>
/// <param name="ReadingSeconds">Null: not known.</param>
public sealed record FileReading(
    int Row,
    string CaseId,
    string RaterId,
    string? Arm,
    IReadOnlyList<FileAnswer> Answers,
    double? ReadingSeconds
);

/// <param name="Row">Line of the file; the header is line 1.</param>
/// <param name="Question">Id of the question.</param>
/// <param name="Values">Ids of choices: none, one or several. For ratings and texts: one value, or none when the cell is empty.</param>
/// <param name="Score">The score beside the answer; null: none.</param>
public sealed record FileAnswer(int Row, string Question, IReadOnlyList<string> Values, double? Score);
