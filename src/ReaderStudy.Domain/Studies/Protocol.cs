using System.Text.Json.Serialization;

namespace ReaderStudy.Domain.Studies;

/// <summary>
/// The whole design of a study as one document: what is asked, in which arms, against which reference standard, and what is analysed.
/// <see cref="ProtocolJson"/> reads and writes it; sealing freezes and hashes it. A new property needs a default, so that old protocols stay readable.
/// </summary>
public sealed record Protocol
{
    /// <summary>The form that is written; 1 had neither design nor rules, and is read as 2 with their defaults.</summary>
    public const int LatestSchema = 2;

    /// <summary>Version of this document's form.</summary>
    public int Schema { get; init; } = LatestSchema;

    /// <summary>Where an editor finds the published schema (<see cref="ProtocolSchema"/>); read, and not kept.</summary>
    [JsonPropertyName("$schema")]
    public string? SchemaAddress
    {
        init => _ = value;
    }

    /// <summary>Short name in lower case and hyphens, <c>liver-lesion</c>.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>What the study is for and how it goes, for coordinators and reviewers; readers do not see it. Null: not said.</summary>
    public string? Description { get; init; }

    /// <summary>What readers are told before the first case; plain text.</summary>
    public string Instructions { get; init; } = "";

    public required ReferenceClasses Reference { get; init; }

    /// <summary>How the reference standard comes about.</summary>
    public TruthPlan Truth { get; init; } = new();

    public required IReadOnlyList<Arm> Arms { get; init; }

    /// <summary>Who reads what in which arm, and when.</summary>
    public StudyDesign Design { get; init; } = new();

    /// <summary>What holds while somebody reads.</summary>
    public ReadingRules Reading { get; init; } = new();

    /// <summary>Training before the first pivotal case; null: none.</summary>
    public TrainingPlan? Training { get; init; }

    public required IReadOnlyList<Question> Questions { get; init; }

    /// <summary>Answers that contradict each other; the reader is asked before they are locked.</summary>
    public IReadOnlyList<ConsistencyCheck> Checks { get; init; } = [];

    public required IReadOnlyList<AnalysisTask> Tasks { get; init; }

    /// <summary>What is claimed and how it is tested, written down before anybody reads.</summary>
    public AnalysisPlan Analysis { get; init; } = new();

    public Hanging Hanging { get; init; } = new();

    /// <summary>What the study's terms mean, for readers. Null: nothing is explained.</summary>
    public IReadOnlyList<GlossaryTerm>? Glossary { get; init; }

    /// <summary>The arm with this id, or null.</summary>
    public Arm? ArmOf(string id) => Arms.FirstOrDefault(a => a.Id == id);

    /// <summary>The question with this id.</summary>
    /// <exception cref="KeyNotFoundException">The protocol asks no such question.</exception>
    public Question QuestionOf(string id) =>
        Questions.FirstOrDefault(q => q.Id == id) ?? throw new KeyNotFoundException($"The protocol '{Id}' has no question '{id}'.");

    /// <summary>The task with this id, or null.</summary>
    public AnalysisTask? TaskOf(string id) => Tasks.FirstOrDefault(t => t.Id == id);
}
