namespace ReaderStudy.Domain.Predictions;

/// <summary>
/// A model's output for one case, stored raw: labels, thresholds and groups are derived from it whenever they are needed.
/// Either <see cref="ScoresJson"/>, or <see cref="FailureReason"/>, or (imported) <see cref="LabelsJson"/> is set.
/// </summary>
public sealed class Prediction
{
    private Prediction() { }

    public Guid Id { get; private set; }

    public Guid RunId { get; private set; }

    public Guid CaseId { get; private set; }

    /// <summary>Raw logits by class id, as the model gave them: <c>{"HCC":1.25,…}</c>.</summary>
    public string? ScoresJson { get; private set; }

    /// <summary>Labels by task as a file brought them; null for a model that ran here.</summary>
    public string? LabelsJson { get; private set; }

    /// <summary>Why there is no score; null when there is one.</summary>
    public string? FailureReason { get; private set; }

    /// <summary>SHA-256 of the preprocessing's description; empty for imported labels.</summary>
    public string PreprocessingSha256 { get; private set; } = "";

    /// <summary>Version of the runtime and its execution provider, <c>1.29.0 CPU</c>; empty for imported labels.</summary>
    public string Runtime { get; private set; } = "";

    public double ElapsedMs { get; private set; }

    public DateTimeOffset PredictedAt { get; private set; }

    public static Prediction Scored(
        Guid runId,
        Guid caseId,
        string scoresJson,
        string preprocessingSha256,
        string runtime,
        double elapsedMs,
        DateTimeOffset at
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(at),
            RunId = runId,
            CaseId = caseId,
            ScoresJson = scoresJson,
            PreprocessingSha256 = preprocessingSha256,
            Runtime = runtime,
            ElapsedMs = elapsedMs,
            PredictedAt = at,
        };

    /// <summary>The model could not score this case; that is a result too, and the run goes on.</summary>
    public static Prediction NotPossible(Guid runId, Guid caseId, string reason, DateTimeOffset at) =>
        new()
        {
            Id = Guid.CreateVersion7(at),
            RunId = runId,
            CaseId = caseId,
            FailureReason = reason,
            PredictedAt = at,
        };

    public static Prediction Labelled(Guid runId, Guid caseId, string labelsJson, DateTimeOffset at) =>
        new()
        {
            Id = Guid.CreateVersion7(at),
            RunId = runId,
            CaseId = caseId,
            LabelsJson = labelsJson,
            PredictedAt = at,
        };
}
