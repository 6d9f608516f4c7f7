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

    /// <summary>Short name in lower case and hyphens, <c>liver-lesion</c>.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

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

    /// <summary>The arm with this id, or null.</summary>
    public Arm? ArmOf(string id) => Arms.FirstOrDefault(a => a.Id == id);

    /// <summary>The question with this id.</summary>
    /// <exception cref="KeyNotFoundException">The protocol asks no such question.</exception>
    public Question QuestionOf(string id) =>
        Questions.FirstOrDefault(q => q.Id == id) ?? throw new KeyNotFoundException($"The protocol '{Id}' has no question '{id}'.");

    /// <summary>The task with this id, or null.</summary>
    public AnalysisTask? TaskOf(string id) => Tasks.FirstOrDefault(t => t.Id == id);
}

/// <summary>The classes that the reference standard can give a case, each in a group (HCC in malignant).</summary>
public sealed record ReferenceClasses
{
    public required IReadOnlyList<ReferenceClass> Classes { get; init; }

    /// <summary>The groups in the order in which their classes stand.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Groups => Classes.Select(c => c.Group).Distinct().ToList();

    /// <summary>The class with this id, or null; ids are compared without regard to case.</summary>
    public ReferenceClass? Find(string id) => Classes.FirstOrDefault(c => c.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
}

/// <param name="Id">What files and answers hold, <c>HCC</c>.</param>
/// <param name="Label">What people read, <c>Hepatocellular carcinoma</c>.</param>
/// <param name="Group">The coarser truth, <c>malignant</c>.</param>
public sealed record ReferenceClass(string Id, string Label, string Group);

public enum QuestionKind
{
    /// <summary>One of <see cref="Question.Choices"/>.</summary>
    Choice,

    /// <summary>A whole number from <see cref="Question.Minimum"/> to <see cref="Question.Maximum"/>.</summary>
    Rating,

    /// <summary>Free text, at most 2,000 characters.</summary>
    Text,
}

/// <summary>What a reader is asked about a case.</summary>
public sealed record Question
{
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

    /// <summary>Other column names under which files bring this question's answers.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];
}

/// <param name="Id">What is stored.</param>
/// <param name="Label">What people read.</param>
/// <param name="When">Offered only when this holds; null: always.</param>
public sealed record Choice(string Id, string Label, Condition? When = null);

/// <summary>Holds when the answer to another question is one of the given values, or (a rating) lies between two bounds.</summary>
/// <param name="Question">The other question.</param>
[method: JsonConstructor]
public sealed record Condition(string Question)
{
    public Condition(string question, IReadOnlyList<string> @is)
        : this(question) => Is = @is;

    /// <summary>Ids of choices; empty where bounds are given.</summary>
    public IReadOnlyList<string> Is { get; init; } = [];

    /// <summary>Smallest rating that counts; null: none.</summary>
    public int? AtLeast { get; init; }

    /// <summary>Largest rating that counts; null: none.</summary>
    public int? AtMost { get; init; }
}

/// <summary>What is analysed: one question against the reference standard, over all cases or those of one truth group.</summary>
public sealed record AnalysisTask
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The question whose answers are scored.</summary>
    public required string Question { get; init; }

    /// <summary>The labels in the order of tables; each is a truth of this task.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    public required TaskTruth Truth { get; init; }

    /// <summary>Only cases whose truth is in this group are analysed; null: all.</summary>
    public string? WithinGroup { get; init; }

    /// <summary>The label that counts as positive in sensitivity and specificity; null: one class against the rest for each label.</summary>
    public string? Positive { get; init; }

    /// <summary>The question that rates <see cref="Positive"/>, for ROC analysis; null: none.</summary>
    public string? Rating { get; init; }
}

public enum TaskTruth
{
    /// <summary>The case's class (HCC).</summary>
    Class,

    /// <summary>The group of the case's class (malignant).</summary>
    Group,
}

/// <summary>How a case opens on the screen.</summary>
public sealed record Hanging
{
    /// <summary>The phases from left to right; a case without one leaves its place to the next. Empty: every series as it comes.</summary>
    public IReadOnlyList<string> Phases { get; init; } = [];

    public IReadOnlyList<WindowPreset> Windows { get; init; } = [];

    /// <summary>Scrolling one series scrolls the others to the same position in the patient.</summary>
    public bool LinkScrolling { get; init; } = true;
}

/// <param name="Name">On the screen, <c>Liver</c>.</param>
/// <param name="Center">In HU.</param>
/// <param name="Width">In HU.</param>
public sealed record WindowPreset(string Name, double Center, double Width);
