using System.Text.Json.Serialization;
using ReaderStudy.Analysis.Ratings;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Analysis.Results;

/// <summary>
/// Everything the analysis found, with its ingredients, unrounded; <see cref="ResultsJson"/> writes it. The same input, protocol and
/// software version give the same bytes, so there is no time and no place in it. An undefined number is NaN here and null in JSON; the
/// counts beside it, or a sentence, say why.
/// </summary>
public sealed record StudyResults
{
    /// <summary>Version of this document's form; 1 so far.</summary>
    public int Schema { get; init; } = 1;

    public required SoftwareUsed Software { get; init; }

    public required ProtocolUsed Protocol { get; init; }

    /// <summary>SHA-256 of the rating table in its canonical form (<see cref="InputHash"/>), independent of the order of rows; lower-case hexadecimal.</summary>
    public required string InputSha256 { get; init; }

    public required DesignSummary Design { get; init; }

    public required CohortTable Cohort { get; init; }

    /// <summary>Models first, then readers from junior to senior, then by name; every table below keeps this order.</summary>
    public required IReadOnlyList<RaterSummary> Raters { get; init; }

    /// <summary>In the order of the protocol.</summary>
    public required IReadOnlyList<ArmResults> Arms { get; init; }

    /// <summary>By row, then case, then rater.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }
}

/// <param name="Name">ReaderStudy.</param>
/// <param name="Version">Of the program that computed the numbers.</param>
public sealed record SoftwareUsed(string Name, string Version);

/// <param name="Id">The protocol's id.</param>
/// <param name="Title">The protocol's title.</param>
/// <param name="Sha256">Of the protocol's canonical text.</param>
/// <param name="Version">1 as it was sealed, one more with each amendment; null: a file that no study sealed.</param>
public sealed record ProtocolUsed(
    string Id,
    string Title,
    string Sha256,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Version = null
);

/// <summary>How much of the planned design was carried out. A reading is one rater x one case x one arm.</summary>
/// <param name="Cases">Cases of the study.</param>
/// <param name="Readers">Raters that are people.</param>
/// <param name="Models">Raters that are models.</param>
/// <param name="Arms">Arms of the protocol.</param>
/// <param name="ReadingsExpected">Every rater reads every case in every arm; a model outside the arms reads it once.</param>
/// <param name="ReadingsPresent">With at least one answered or open question.</param>
/// <param name="ReadingsMissing">Expected, not present.</param>
/// <param name="ReadingsIrregular">Present, with at least one finding.</param>
public sealed record DesignSummary(
    int Cases,
    int Readers,
    int Models,
    int Arms,
    int ReadingsExpected,
    int ReadingsPresent,
    int ReadingsMissing,
    int ReadingsIrregular
);

/// <summary>The cohort by reference class.</summary>
/// <param name="Columns">One for each reference class of the protocol, in its order, cases or not; then <see cref="Total"/>.</param>
/// <param name="Total">All cases.</param>
public sealed record CohortTable(IReadOnlyList<CohortColumn> Columns, CohortColumn Total);

/// <param name="Class">Id of the reference class; <c>all</c> for the total.</param>
/// <param name="Label">What people read.</param>
/// <param name="Group">The class's group; null for the total.</param>
/// <param name="Cases">How many cases.</param>
/// <param name="Centres">Cases by centre, by name; empty when no case's centre is known.</param>
/// <param name="CentreUnknown">Cases without a centre.</param>
/// <param name="Sex">Cases by sex.</param>
/// <param name="Age">In years.</param>
/// <param name="LesionSizeMm">In mm.</param>
public sealed record CohortColumn(
    string Class,
    string Label,
    string? Group,
    int Cases,
    IReadOnlyList<NamedCount> Centres,
    int CentreUnknown,
    SexCounts Sex,
    Distribution Age,
    Distribution LesionSizeMm
);

public sealed record NamedCount(string Name, int Count);

public sealed record SexCounts(int Female, int Male, int Other, int Unknown);

/// <summary>Of the cases in which the value is known; NaN where there are too few.</summary>
/// <param name="Known">Cases with a value.</param>
/// <param name="Unknown">Cases without.</param>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="Sd">Standard deviation with n - 1.</param>
/// <param name="Median">The middle value, or the mean of the two.</param>
/// <param name="Minimum">The least.</param>
/// <param name="Maximum">The greatest.</param>
public sealed record Distribution(int Known, int Unknown, double Mean, double Sd, double Median, double Minimum, double Maximum);

/// <param name="Id">As in the rating table.</param>
/// <param name="Name">What tables print.</param>
/// <param name="Level">Junior, middle, senior or ai.</param>
/// <param name="IsModel">True for a model.</param>
public sealed record RaterSummary(string Id, string Name, ReaderLevel Level, bool IsModel);

/// <param name="Arm">Id of the arm.</param>
/// <param name="Name">The arm's name.</param>
/// <param name="Tasks">In the order of the protocol.</param>
public sealed record ArmResults(string Arm, string Name, IReadOnlyList<TaskResults> Tasks);
