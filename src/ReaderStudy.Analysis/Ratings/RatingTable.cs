using ReaderStudy.Domain.Cohorts;
using ReaderStudy.Domain.Seen;
using ReaderStudy.Domain.Studies;
using ReaderStudy.Domain.Truth;

namespace ReaderStudy.Analysis.Ratings;

/// <summary>
/// A study as the analysis sees it: its cases with their truth, its raters, and what each rater answered. The one input of
/// <see cref="StudyAnalysis"/>, whether it comes from a file or from the database. The order of the lists does not matter.
/// </summary>
/// <param name="Cases">Every case of the study, read or not.</param>
/// <param name="Raters">Readers and models.</param>
/// <param name="Ratings">
/// At most one for each (case, rater, arm, question). No rating: the case was not read. A rating without labels: it was read and
/// the question was left open.
/// </param>
public sealed record RatingTable(IReadOnlyList<RatedCase> Cases, IReadOnlyList<Rater> Raters, IReadOnlyList<Rating> Ratings);

/// <param name="Id">The case's code; unique in the study.</param>
/// <param name="Truth">Id of a reference class of the protocol, <c>HCC</c>; empty in a table of a study's cohort that leaves it as it is.</param>
public sealed record RatedCase(string Id, string Truth)
{
    /// <summary>The hospital; null: not known.</summary>
    public string? Centre { get; init; }

    /// <summary>Null: not known.</summary>
    public Sex? Sex { get; init; }

    /// <summary>In years; null: not known.</summary>
    public double? Age { get; init; }

    /// <summary>Largest diameter in mm; null: not known.</summary>
    public double? LesionSizeMm { get; init; }

    /// <summary>What the case is for; null: not said. Only in tables of a study's cohort.</summary>
    public CasePurpose? Purpose { get; init; }

    /// <summary>Clinical history; null: not said. Only in tables of a study's cohort.</summary>
    public string? History { get; init; }

    /// <summary>What the truth rests on; null: not said. Only in tables of a study's cohort.</summary>
    public ReferenceKind? Reference { get; init; }

    /// <summary>Month in which the truth was established; null: not said. Only in tables of a study's cohort.</summary>
    public DateOnly? ReferenceDate { get; init; }

    /// <summary>Where the lesion lies; null: not said. Only in tables of a study's cohort.</summary>
    public LesionPlace? Lesion { get; init; }
}

/// <summary>Sex of a patient, as DICOM's Patient's Sex has it (F, M, O).</summary>
public enum Sex
{
    Female,
    Male,
    Other,
}

/// <summary>Who answers: a reader or a model.</summary>
/// <param name="Id">Unique in the study.</param>
/// <param name="Name">What tables print.</param>
/// <param name="Level">Junior, middle or senior; ai for a model.</param>
public sealed record Rater(string Id, string Name, ReaderLevel Level)
{
    /// <summary>True for a model, false for a reader.</summary>
    public bool IsModel => Level == ReaderLevel.Ai;
}

/// <summary>One rater's answer to one choice question about one case.</summary>
/// <param name="CaseId">A <see cref="RatedCase.Id"/>.</param>
/// <param name="RaterId">A <see cref="Rater.Id"/>.</param>
/// <param name="Arm">
/// Id of the protocol's arm. Null, for models only: the answer belongs to no arm and stands beside the readers of every arm.
/// </param>
/// <param name="Question">Id of the protocol's question.</param>
/// <param name="Labels">The ticked choices: one, none, or several, as they stand.</param>
public sealed record Rating(string CaseId, string RaterId, string? Arm, string Question, IReadOnlyList<string> Labels)
{
    /// <summary>How sure the rater is, on the rater's own scale; null: not asked.</summary>
    public double? Score { get; init; }

    /// <summary>Time the reading took, in seconds; null: not known.</summary>
    public double? ReadingSeconds { get; init; }

    /// <summary>Line of the file the answer stands in (the header is line 1); null: it comes from no file.</summary>
    public int? Row { get; init; }
}
