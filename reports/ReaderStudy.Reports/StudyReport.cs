using ReaderStudy.Analysis.Results;
using ReaderStudy.Domain.Studies;

namespace ReaderStudy.Reports;

/// <summary>What a study's report is made of. The same report gives the same bytes, as HTML and as PDF.</summary>
public sealed record StudyReport
{
    /// <summary>Name of the study.</summary>
    public required string Title { get; init; }

    /// <summary>Printed on the title page and set as the PDF's date; the day of the analysis, not of the printing.</summary>
    public required DateOnly Date { get; init; }

    public required StudyResults Results { get; init; }

    /// <summary>The sealed protocol, for arms, questions and tasks in full; null: the design section holds what the results know.</summary>
    public Protocol? Protocol { get; init; }

    /// <summary>Who carried the study out; null: not said.</summary>
    public string? Organisation { get; init; }

    /// <summary>Anything else for the title page: a registration number, the period of reading.</summary>
    public IReadOnlyList<StudyFact> Facts { get; init; } = [];

    /// <summary>What stays to be known beside the numbers (a limitation, where the data come from); a paragraph each, at the end of the summary.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Signatures given in the system, printed as they are.</summary>
    public IReadOnlyList<Signature> Signatures { get; init; } = [];
}

public sealed record StudyFact(string Name, string Value);

/// <param name="Name">Who signed.</param>
/// <param name="Role">Coordinator, statistician.</param>
/// <param name="Meaning">What was signed: "Protocol sealed".</param>
/// <param name="At">When; printed in UTC.</param>
public sealed record Signature(string Name, string Role, string Meaning, DateTimeOffset At);
